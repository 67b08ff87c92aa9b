import { type CubeSearch, FREQUENCIES } from '../../address/pages.ts';
import type { CubeChoicesQuery, CubeInput, Frequency } from '../../api/generated/graphql.ts';
import { canonicalPeriod, readPeriodText } from './period-names.ts';

/** Codes of an address, separated by commas. */
export const codesIn = (text: string | undefined): string[] => text?.split(',').filter((code) => code !== '') ?? [];

/** The category that stands for all parts together. */
export const WHOLE_PART = 'TOTAL';

/** A metric as the filters of the cube need it. */
export type CubeMetric = CubeChoicesQuery['metrics']['nodes'][number];

/** The codes of the metrics that the address asks for. */
export const metricsNamed = ({ metric, metrics }: CubeSearch): readonly string[] =>
  metric === undefined ? codesIn(metrics) : [metric];

/** Those metrics of the data set that the address names, else the first. */
export function chooseMetrics(metrics: readonly CubeMetric[], search: CubeSearch): readonly CubeMetric[] {
  const named = metricsNamed(search);
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
  const regions = regionsNamed(search);
  return {
    metrics: [...new Set(metrics.map(({ code }) => code))].toSorted(),
    ...(regions.length > 0 ? { regions: { codes: regions } } : {}),
    ...timeOf(search),
    ...breakdownsOf(search, metrics),
    ...(search.total ? { rollUp: totalOf(search.total) } : {}),
    ...(asOf ? { asOf } : {}),
  };
}

/** Whether the table shows what is added up over an axis, whichever one its filter names. */
export function isAddedUp(axis: 'region' | 'part' | 'period', { total, dimension }: CubeSearch): boolean {
  if (axis === 'part') return total !== undefined && total === `part:${dimension}`;
  return total?.startsWith(axis === 'region' ? 'region:' : 'time:') === true;
}

/** Whatever period is shown, the others are the same. Of years that are added up, the frequency is that of what is in them. */
export function inputOfPeriods(search: CubeSearch, chosen: readonly CubeMetric[], asOf: string | null): CubeInput {
  const { period: _, from: __, to: ___, latest: ____, frequency, ...others } = search;
  const input = inputOf(isAddedUp('period', search) ? { ...others, frequency } : others, chosen, asOf);
  return { ...input, orderBy: ['PERIOD_DESC'] };
}

/** Of a region to which regions are added up, these are meant. */
const regionsNamed = (search: CubeSearch): string[] =>
  search.region === undefined || isAddedUp('region', search) ? codesIn(search.regions) : [search.region];

/** One period is asked for with its frequency: months lie within a year. Of one that is added up, the frequency is that of what it is made of. */
function timeOf(search: CubeSearch): Pick<CubeInput, 'frequency' | 'from' | 'to' | 'latest'> {
  const period = search.period === undefined ? undefined : canonicalPeriod(search.period);
  const { from, to } = period === undefined ? search : { from: period, to: period };
  const isAdded = isAddedUp('period', search);
  const frequency = period === undefined || isAdded ? frequencyOf(search) : readPeriodText(period)?.frequency;
  const latest = Number(search.latest);
  return {
    ...(frequency ? { frequency: [frequency] } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(period === undefined && latest > 0 && Number.isInteger(latest) ? { latest } : {}),
  };
}

/**
 * The parts of a dimension with their total, or totals alone: without any dimension, every breakdown would be meant. A dimension that is
 * added up is named without a category, since all of them are added up.
 */
function breakdownsOf(
  search: CubeSearch,
  metrics: readonly Pick<CubeMetric, 'dimensions'>[],
): Pick<CubeInput, 'breakdowns'> {
  const { dimension, part, total } = search;
  const isAdded = isAddedUp('part', search);
  if (dimension) {
    return { breakdowns: [part === undefined || isAdded ? { dimension } : { dimension, categories: [part] }] };
  }
  const { overBreakdowns } = total ? totalOf(total) : {};
  if (overBreakdowns) return { breakdowns: overBreakdowns.map((code) => ({ dimension: code })) };
  const [first] = metrics.flatMap(({ dimensions }) => dimensions);
  return first ? { breakdowns: [{ dimension: first.code, categories: [WHOLE_PART] }] } : {};
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

/** What a browser holds without a stutter, as the page says. */
export const MAX_CELLS = 100_000;

/** How many cells are asked for behind those that are there. */
export const nextPage = (count: number): number => Math.min(MAX_PAGE, MAX_CELLS - count);
