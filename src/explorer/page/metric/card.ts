import type { MetricSearch } from '../../address/pages.ts';
import type { Scope } from '../../address/scope.ts';
import type { InterfaceLanguage } from '../../address/search.ts';
import type {
  BreakdownInput,
  Frequency,
  MetricCardQuery,
  MetricSeriesQuery,
  MetricThenQuery,
  PlaceThenFragment,
} from '../../api/generated/graphql.ts';
import { sortByName } from '../../language/name-order.ts';

/** A metric as its page knows it. */
export type MetricCard = NonNullable<MetricCardQuery['metric']>;

/** The figures of one region over time. */
export type SeriesData = NonNullable<MetricSeriesQuery['metric']>;
export type SeriesPoint = SeriesData['observations']['nodes'][number];

type Changes = Partial<Pick<SeriesPoint, 'yoy' | 'previous' | 'target'>>;
const CHANGE_NAMES = ['yoy', 'previous', 'target'] as const;

/** Whether percentages of a series mean nothing, since a base is zero or a figure below it. A change that the source published stays. */
export function lacksPercent(points: readonly (Changes & Pick<SeriesPoint, 'number'>)[]): boolean {
  const changes = points.flatMap((point) => CHANGE_NAMES.flatMap((name) => point[name] ?? []));
  const isZeroOrBelow =
    points.some(({ number }) => typeof number === 'number' && number < 0) ||
    changes.some(({ reason }) => reason === 'NEGATIVE_BASE' || reason === 'ZERO_BASE');
  return isZeroOrBelow && changes.every(({ published }) => published === null);
}

/** A figure whose changes are differences in its unit, so that those of one series are of one kind. */
export function withoutPercent<Point extends Changes>(point: Point): Point {
  const changes = CHANGE_NAMES.flatMap((name) => {
    const change = point[name];
    return change ? [[name, { ...change, percent: null }] as const] : [];
  });
  return { ...point, ...Object.fromEntries(changes) };
}

/** Which categories a series is for. Without any, every breakdown would be meant: the total is asked for by name. */
export function breakdownsOf(metric: MetricCard, part: string | undefined): BreakdownInput[] {
  const [dimension, category] = part?.split(':') ?? [];
  if (dimension && category) return [{ dimension, categories: [category] }];
  const [first] = metric.dimensions;
  return first ? [{ dimension: first.code, categories: ['TOTAL'] }] : [];
}

type Breakdown = SeriesData['targets']['nodes'][number]['breakdown'];

/** Whether a breakdown is of the part that the address names: without one, of the total. */
export const isOfPart = (breakdown: Breakdown, part: string | undefined): boolean =>
  breakdown.map(({ dimension, category }) => `${dimension.code}:${category.code}`).join(' ') === (part ?? '');

/** The region of the data set if the metric has figures for it, else the first one by name that it has. */
export function defaultRegion({ dataset, availability }: MetricCard, language: InterfaceLanguage): string | null {
  const { nodes } = availability.regions;
  const own = dataset.region?.code;
  if (own !== undefined && nodes.some(({ code }) => code === own)) return own;
  return sortByName(nodes, language)[0]?.code ?? null;
}

/** What is asked to know which figures there were on a day: the metric knows its regions and frequencies of today. */
export function thenVariables(metric: MetricCard, search: MetricSearch, asOf: string, language: InterfaceLanguage) {
  const region = search.region ?? defaultRegion(metric, language);
  const frequency = frequencyOf(metric, search);
  return {
    code: metric.code,
    asOf,
    regions: region === null ? null : [region],
    breakdowns: breakdownsOf(metric, search.part),
    frequency: frequency ? [frequency] : null,
  };
}

const placeOf = (found: PlaceThenFragment | null | undefined) => found?.nodes[0];

/** The region and the frequency that a page shows where its address names none: of a day, those that had figures then. */
export function searchThen(search: MetricSearch, then: MetricThenQuery | null | undefined): MetricSearch {
  if (!then || placeOf(then.there?.usual)) return search;
  const { there, anywhere } = then;
  const place = placeOf(there?.whole) ?? placeOf(there?.parts) ?? placeOf(anywhere?.whole) ?? placeOf(anywhere?.parts);
  if (!place) return search;
  const region = search.region ?? place.region.code;
  return { ...search, region, frequency: search.frequency ?? place.frequency };
}

interface ReasonThen {
  readonly id: 'metric.none-as-of' | 'metric.no-total-as-of' | 'metric.no-region-as-of';
  /** A place that had figures. */
  readonly other?: PlaceThenFragment['nodes'][number];
}

/** Why what an address names had no figure on a day, as far as that is known. */
export function reasonThen({ region, part }: MetricSearch, then: MetricThenQuery | null | undefined): ReasonThen {
  const { there, anywhere } = then ?? {};
  const other = placeOf(anywhere?.whole) ?? placeOf(anywhere?.parts);
  const isThere = placeOf(there?.parts) !== undefined;
  if (other && region !== undefined && !isThere) return { id: 'metric.no-region-as-of', other };
  const whole = isThere ? there?.whole : anywhere?.whole;
  return { id: other && part === undefined && !placeOf(whole) ? 'metric.no-total-as-of' : 'metric.none-as-of' };
}

/** Years tell the course of things best where there are several frequencies. */
const ORDER: readonly Frequency[] = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN'];

export const frequencyOf = ({ availability: { frequencies } }: MetricCard, search: MetricSearch) =>
  frequencies.find((one) => one === search.frequency) ?? ORDER.find((one) => frequencies.includes(one));

/** Of which data set figures are, and as of when. */
export type Place = Pick<Scope, 'dataset' | 'asOf'>;

/** What is asked for the figures of one region over time. */
export function seriesVariables(metric: MetricCard, region: string, search: MetricSearch, { dataset, asOf }: Place) {
  const frequency = frequencyOf(metric, search);
  const breakdowns = breakdownsOf(metric, search.part);
  return {
    code: metric.code,
    region,
    dataset: metric.dataset.code === dataset ? dataset : null,
    breakdowns,
    frequency: frequency ? [frequency] : null,
    asOf,
    where: { regions: [region], breakdowns, ...(frequency ? { frequency: [frequency] } : {}) },
  };
}

const MAX_REGIONS = 2_000;

/** What is asked for the latest figure of each region, the highest first. Months of one region are not set beside years of another. */
export function regionsInput(metric: MetricCard, search: MetricSearch, asOf: string | null) {
  const frequency = frequencyOf(metric, search);
  return {
    metrics: [metric.code],
    breakdowns: breakdownsOf(metric, search.part),
    ...(frequency ? { frequency: [frequency] } : {}),
    latest: 1,
    orderBy: ['VALUE_DESC' as const],
    asOf,
    first: MAX_REGIONS,
  };
}

/** The level that most of the regions are of: a country is no rank among its provinces. */
export function mostRegions({ availability }: MetricCard) {
  const { nodes } = availability.regions;
  const level = mostFrequent(nodes.map((one) => one.level)) as (typeof nodes)[number]['level'];
  return { level, names: new Map(nodes.filter((one) => one.level === level).map(({ code, name }) => [code, name])) };
}

export function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
