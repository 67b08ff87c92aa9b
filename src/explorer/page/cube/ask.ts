import type { CubeSearch } from '../../address/pages.ts';
import { CubeCellsDocument, CubeChoicesDocument } from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';
import { chooseMetrics, firstPage, inputOf } from './request.ts';

/** Done when the page can be drawn: what is chosen stands above the table, whose cells are asked for meanwhile. */
export async function askCube({ search, where, ask }: Visit<CubeSearch>): Promise<void> {
  const at = await where();
  if (!at) return;
  const metrics = (await ask(CubeChoicesDocument, { dataset: at.dataset }))?.metrics.nodes ?? [];
  const chosen = chooseMetrics(metrics, search);
  if (chosen.length > 0) void ask(CubeCellsDocument, firstPage(inputOf(search, chosen, at.asOf)));
}
