import { mendPath } from './path.ts';

/** What an address names by its code, whichever data set it is in. */
export interface Thing {
  readonly kind: 'metrics' | 'source' | 'task';
  readonly codes: readonly string[];
}

const KINDS: ReadonlyMap<string, Thing['kind']> = new Map([
  ['metric', 'metrics'],
  ['source', 'source'],
  ['task', 'task'],
]);

/** The metrics that the address of a cube names: the one that is shown, else those that are rows or columns. */
function metricsIn({ metric, metrics }: { readonly metric?: unknown; readonly metrics?: unknown }): readonly string[] {
  if (typeof metric === 'string' && metric !== '') return [metric];
  return typeof metrics === 'string' ? metrics.split(',').filter((code) => code !== '') : [];
}

/** What the page at an address is of; null for pages of a whole data set, and where there is no page. The cube is of the metrics that its address names. */
export function thingAt(path: string, search: object): Thing | null {
  const [, page = '', step = '', ...deeper] = path.split('/');
  if (deeper.some((one) => one !== '')) return null;
  const kind = KINDS.get(page);
  if (kind !== undefined && step !== '') return { kind, codes: [decodeURIComponent(mendPath(step))] };
  const codes = page === 'cube' ? metricsIn(search) : [];
  return codes.length > 0 ? { kind: 'metrics', codes } : null;
}
