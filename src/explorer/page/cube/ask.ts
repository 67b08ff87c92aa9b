import type { CubeSearch } from '../../address/pages.ts';
import { CubeCellsDocument, CubeChoicesDocument, CubeRegionsDocument } from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';
import { chooseMetrics, firstPage, inputOf, metricsNamed } from './request.ts';

/** Done when the page can be drawn: what is chosen stands above the table, whose cells are asked for meanwhile. */
export async function askCube({ search, where, ask }: Visit<CubeSearch>): Promise<void> {
  const at = await where();
  if (!at) return;
  // What fails here is told by the page, which asks the same.
  const askCells = (metrics: Parameters<typeof inputOf>[1]) =>
    void ask(CubeCellsDocument, firstPage(inputOf(search, metrics, at.asOf))).catch(() => undefined);
  // Without a dimension the totals are asked for, by one that the metrics have: the choices tell which.
  const named = search.dimension === undefined ? [] : metricsNamed(search);
  if (named.length > 0) askCells(named.map((code) => ({ code, dimensions: [] })));
  const metrics = (await ask(CubeChoicesDocument, { dataset: at.dataset }))?.metrics.nodes ?? [];
  const chosen = chooseMetrics(metrics, search);
  const isAsked = chosen.length === new Set(named).size && chosen.every(({ code }) => named.includes(code));
  if (chosen.length > 0 && !isAsked) askCells(chosen);
  const [first] = chosen;
  if (first) void ask(CubeRegionsDocument, { code: first.code }).catch(() => undefined);
}
