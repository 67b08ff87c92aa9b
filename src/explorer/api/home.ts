import type { Thing } from '../address/thing.ts';
import type { Ask } from './asking.ts';
import {
  MetricFiguresInDocument,
  MetricHomesDocument,
  SourceFiguresInDocument,
  SourceHomeDocument,
  SourceReadInDocument,
  TaskHomesDocument,
  TaskInDocument,
} from './generated/graphql.ts';

/** Code of the data set that has it; null: none has. Undefined: the server did not tell. */
type Home = string | null | undefined;

/** The data set that a page of one thing is of: the one that its address names, if that has it, else one that does. */
export function findHome({ kind, codes }: Thing, named: string | undefined, ask: Ask): Promise<Home> {
  if (kind === 'metrics') return findMetrics(codes, named, ask);
  const code = codes[0] ?? '';
  return kind === 'source' ? findSource(code, named, ask) : findTask(code, named, ask);
}

async function findMetrics(codes: readonly string[], named: string | undefined, ask: Ask): Promise<Home> {
  const answer = await ask(MetricHomesDocument, { codes: [...codes] });
  if (!answer) return answer;
  const homes = new Map(answer.metrics.nodes.map(({ code, dataset }) => [code, dataset.code]));
  const own = codes.flatMap((code) => homes.get(code) ?? []);
  const [first] = own;
  if (first === undefined) return null;
  if (named === undefined) return first;
  if (own.includes(named)) return named;
  // A data set may have figures of a metric that another one defines.
  const figures = await ask(MetricFiguresInDocument, { codes: [...homes.keys()], dataset: named });
  return figures && (figures.observations.nodes.length > 0 ? named : first);
}

async function findSource(code: string, named: string | undefined, ask: Ask): Promise<Home> {
  const answer = await ask(SourceHomeDocument, { code });
  if (!answer) return answer;
  const own = answer.source?.dataset.code ?? null;
  if (own === null || named === undefined || own === named) return own;
  // A data set may cite a document that another one describes.
  const read = await ask(SourceReadInDocument, { code, dataset: named });
  if (!read) return read;
  if (read.tasks.totalCount > 0) return named;
  const metrics = read.metrics.nodes.map((metric) => metric.code);
  const figures = await ask(SourceFiguresInDocument, { code, dataset: named, metrics });
  return figures && (figures.observations.nodes.length > 0 ? named : own);
}

/** The API searches for no longer texts. */
const MAX_SEARCHED = 200;

async function findTask(code: string, named: string | undefined, ask: Ask): Promise<Home> {
  const here = await ask(TaskInDocument, { code, dataset: named ?? null });
  if (!here) return here;
  if (here.task) return here.task.dataset.code;
  if (code.length > MAX_SEARCHED) return null;
  const found = await ask(TaskHomesDocument, { code });
  const homes = found?.search.edges.flatMap(({ node }) =>
    node.__typename === 'Task' && node.code === code ? [node.dataset.code] : [],
  );
  return homes && (homes[0] ?? null);
}
