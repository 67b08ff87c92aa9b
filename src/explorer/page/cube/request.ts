import { type CubeSearch, FREQUENCIES } from '../../address/pages.ts';
import type { CubeChoicesQuery, CubeInput, Frequency } from '../../api/generated/graphql.ts';
import { AXES, type Axis } from './axis.ts';

/** Codes of an address, separated by commas. */
export const codesIn = (text: string | undefined): string[] => text?.split(',').filter((code) => code !== '') ?? [];

const axes = (text: string | undefined): Axis[] => {
  const codes = codesIn(text);
  return codes.flatMap((code) => AXES.find((axis) => axis === code) ?? []);
};

/** Which axes are rows and which are columns. Each is in one place; those that the address does not name are rows. */
export function layoutOf(
  rowText: string | undefined,
  columnText: string | undefined,
  hasParts: boolean,
): { readonly rows: readonly Axis[]; readonly columns: readonly Axis[] } {
  const used = AXES.filter((axis) => axis !== 'part' || hasParts);
  const named = columnText === undefined && rowText === undefined ? (['period'] as const) : axes(columnText);
  const columns = named.filter((axis) => used.includes(axis));
  const rows = axes(rowText).filter((axis) => used.includes(axis) && !columns.includes(axis));
  return { rows: [...rows, ...used.filter((axis) => !rows.includes(axis) && !columns.includes(axis))], columns };
}

/** A metric as the filters of the cube need it. */
export type CubeMetric = CubeChoicesQuery['metrics']['nodes'][number];

/** Those metrics of the data set that the address names, else the first. */
export function chooseMetrics(metrics: readonly CubeMetric[], search: CubeSearch): readonly CubeMetric[] {
  const named = codesIn(search.metrics);
  const found = metrics.filter(({ code }) => named.includes(code));
  return found.length > 0 ? found : metrics.slice(0, 1);
}

const frequencyOf = (search: CubeSearch): Frequency | undefined => FREQUENCIES.find((one) => one === search.frequency);

/** What the address asks for, as the API takes it, in one way whatever the order of the metrics. */
export function inputOf(
  search: CubeSearch,
  metrics: readonly Pick<CubeMetric, 'code' | 'dimensions'>[],
  asOf: string | null,
): CubeInput {
  const frequency = frequencyOf(search);
  const regions = codesIn(search.regions);
  const latest = Number(search.latest);
  return {
    metrics: [...new Set(metrics.map(({ code }) => code))].toSorted(),
    ...(regions.length > 0 ? { regions: { codes: regions } } : {}),
    ...(frequency ? { frequency: [frequency] } : {}),
    ...(search.from ? { from: search.from } : {}),
    ...(search.to ? { to: search.to } : {}),
    ...(latest > 0 && Number.isInteger(latest) ? { latest } : {}),
    ...breakdownsOf(search, metrics),
    ...(search.total ? { rollUp: totalOf(search.total) } : {}),
    ...(asOf ? { asOf } : {}),
  };
}

/**
 * The parts of a dimension with their total, or totals alone: without any dimension, every breakdown would be meant. A dimension that is
 * added up is named without a category, since all of them are added up.
 */
function breakdownsOf(
  { dimension, total }: CubeSearch,
  metrics: readonly Pick<CubeMetric, 'dimensions'>[],
): Pick<CubeInput, 'breakdowns'> {
  if (dimension) return { breakdowns: [{ dimension }] };
  const { overBreakdowns } = total ? totalOf(total) : {};
  if (overBreakdowns) return { breakdowns: overBreakdowns.map((code) => ({ dimension: code })) };
  const [first] = metrics.flatMap(({ dimensions }) => dimensions);
  return first ? { breakdowns: [{ dimension: first.code, categories: ['TOTAL'] }] } : {};
}

/** `region:CODE`, `time:FREQUENCY`, `part:DIMENSION`. What a metric's rule forbids, the API refuses with the reason. */
function totalOf(total: string): { toRegion?: string; overTime?: Frequency; overBreakdowns?: string[] } {
  const [kind, code = ''] = total.split(/:(.*)/s);
  if (kind === 'region') return { toRegion: code };
  if (kind === 'part') return { overBreakdowns: [code] };
  return { overTime: FREQUENCIES.find((one) => one === code) ?? 'ANNUAL' };
}

/** The API answers no more cells at once. */
export const MAX_PAGE = 10_000;

/** The first page is more than a window shows, and there at once. */
const FIRST_PAGE = 500;

export const firstPage = (input: CubeInput): { input: CubeInput } => ({ input: { ...input, first: FIRST_PAGE } });
