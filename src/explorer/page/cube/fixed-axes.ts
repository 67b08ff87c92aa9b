import type { CubeSearch } from '../../address/pages.ts';
import type { CubeInput } from '../../api/generated/graphql.ts';
import type { MessageId } from '../../language/text.ts';
import { AXES, type Axis, type Layout } from './axis.ts';
import { canonicalPeriod, readPeriodText } from './period-names.ts';
import { type Cell, codeOn, labelOn, type Pivot } from './pivot.ts';
import { type CubeMetric, codesIn, isAddedUp, WHOLE_PART } from './request.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** The regions and parts that can be chosen. */
interface Choosable {
  readonly nodes: readonly { readonly parent?: Named | null }[];
  readonly regions: readonly Named[];
  readonly parts: readonly (readonly [code: string, name: string])[];
}

/** What is known of the table that a reader lays out anew. */
export interface Laid extends Layout {
  readonly pivot: Pivot;
  readonly cells: readonly Cell[];
  readonly chosen: readonly CubeMetric[];
  readonly order: Choosable;
  readonly search: CubeSearch;
}

/** What the address says of axes that are laid out anew. One that becomes a filter shows the member that has most of the table's cells. */
export function searchOfLayout(next: Layout, laid: Laid): Partial<CubeSearch> {
  const change: Partial<CubeSearch> = { rows: next.rows.join(','), columns: next.columns.join(',') };
  for (const axis of AXES) {
    const isFilter = next.filters.includes(axis);
    if (isFilter && !laid.filters.includes(axis)) change[axis] = fullestMember(axis, laid) ?? likelyMember(axis, laid);
    if (!isFilter && laid.filters.includes(axis)) Object.assign(change, spread(axis, laid.search));
  }
  return change;
}

/** Of members with as many cells, the first as the table stands; of periods the last. */
function fullestMember(axis: Axis, { pivot, rows, columns, cells }: Laid): string | undefined {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const code = codeOn(cell, axis);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const inRows = rows.indexOf(axis);
  const members = inRows < 0 ? pivot.columns : pivot.rows;
  const place = inRows < 0 ? columns.indexOf(axis) : inRows;
  const codes = [...new Set(members.map(({ codes: all }) => all[place] ?? ''))];
  const sorted = axis === 'period' ? codes.reverse() : codes;
  const [first] = sorted.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  return first === '' ? WHOLE_PART : first;
}

/** Where the table has no cells. */
function likelyMember(axis: Axis, { chosen, order, search }: Laid): string | undefined {
  switch (axis) {
    case 'metric':
      return chosen[0]?.code;
    case 'region':
      return codesIn(search.regions)[0] ?? order.regions[0]?.code;
    case 'part':
      return WHOLE_PART;
    case 'period':
      return search.to ?? search.from;
  }
}

/** A filter that becomes a row or a column shows again what was chosen before, and what it showed itself if that is not in it. */
function spread(axis: Axis, search: CubeSearch): Partial<CubeSearch> {
  const { metric, region } = search;
  const change: Partial<CubeSearch> = { [axis]: undefined };
  if (axis === 'region' && isAddedUp('region', search)) return change; // it shows the total, and not what is chosen
  const isKept = (codes: string | undefined, code: string | undefined) => code === undefined || codesIn(codes).includes(code); // biome-ignore format: one line
  if (axis === 'metric' && !isKept(search.metrics, metric)) return { ...change, metrics: metric };
  if (axis === 'region' && search.regions && !isKept(search.regions, region)) return { ...change, regions: region };
  return change;
}

/** Steps to where there are figures. Each gives up the filter of its axis too, which would leave out most of them. */
export const ALL_PERIODS = {
  from: undefined,
  to: undefined,
  frequency: undefined,
  latest: undefined,
  period: undefined,
} satisfies Partial<CubeSearch>;
export const ALL_REGIONS = { regions: undefined, region: undefined } satisfies Partial<CubeSearch>;

/** All parts of a dimension, or totals alone. */
export const showParts = (dimension: string | undefined) =>
  ({ dimension, part: undefined, total: undefined }) satisfies Partial<CubeSearch>;

/** The published figures that were to be added up: a filter that named the total names none of them. */
export function dropTotal({ rollUp, breakdowns, from, to }: CubeInput): Partial<CubeSearch> {
  const hasPart = [breakdowns ?? []].flat().some(({ categories }) => categories);
  return {
    total: undefined,
    ...(rollUp?.toRegion ? { region: undefined } : {}),
    ...(rollUp?.overBreakdowns && !hasPart ? { part: undefined } : {}),
    ...(rollUp?.overTime ? { period: undefined, from: from ?? undefined, to: to ?? undefined } : {}),
  };
}

/** Why figures of some parts alone are published, and which can be shown instead. */
export interface PartsInstead {
  readonly reason: 'cube.absent-dimension' | 'cube.absent-part' | 'cube.absent-parts';
  readonly hasTotals: boolean;
  /** A dimension that is published only together with another one has no figures of its own. */
  readonly dimensions: readonly string[];
}

/** Of the rows that there are by any breakdown, and the breakdown that was asked for. */
export function findPartsInstead(
  rows: readonly { readonly breakdown: readonly { readonly dimension: { readonly code: string } }[] }[],
  breakdowns: CubeInput['breakdowns'],
): PartsInstead {
  const hasTotals = rows.some(({ breakdown }) => breakdown.length === 0);
  const ofOne = rows.filter(({ breakdown }) => breakdown.length === 1);
  const alone = [...new Set(ofOne.flatMap(({ breakdown }) => breakdown.map(({ dimension }) => dimension.code)))];
  const part = [breakdowns ?? []].flat().find(({ categories }) => categories && categories[0] !== WHOLE_PART);
  if (part && alone.includes(part.dimension)) {
    return { reason: 'cube.absent-part', hasTotals, dimensions: [part.dimension] };
  }
  return hasTotals
    ? { reason: 'cube.absent-dimension', hasTotals, dimensions: [] }
    : { reason: 'cube.absent-parts', hasTotals, dimensions: alone };
}

/** What was asked for, and what can be asked for. */
export interface Refusable {
  readonly search: CubeSearch;
  readonly input: CubeInput;
  readonly chosen: readonly CubeMetric[];
  readonly order: Pick<Choosable, 'regions' | 'parts'> & {
    readonly nodes: readonly unknown[];
    readonly totalCount: number;
  };
}

/** What of a selection the server may have refused, and the step that gives it up. A region without figures that it knows would be none of it. */
export function findRefused({ search, input, chosen, order }: Refusable) {
  const { dimension, part, total, region, regions, period, from, to } = search;
  const dimensions = new Map(
    chosen.flatMap((metric) => metric.dimensions.map(({ code, name }) => [code, name] as const)),
  );
  const isPartKnown = part === undefined || part === WHOLE_PART || order.parts.some(([code]) => code === part);
  const hasRegion = (code: string) => order.regions.some((one) => one.code === code);
  const areRegionsKnown =
    order.nodes.length < order.totalCount || [...codesIn(regions), ...codesIn(region)].every(hasRegion);
  const arePeriodsRead = [period, from, to].every((one) => one === undefined || readPeriodText(one) !== null);
  const steps: { readonly words: MessageId; readonly name: string; readonly change: Partial<CubeSearch> }[] = [];
  const offer = (words: MessageId, change: Partial<CubeSearch>, name = '') => steps.push({ words, name, change });
  if (dimension && !dimensions.has(dimension)) offer('cube.show-totals', showParts(undefined));
  else if (dimension && !isPartKnown) offer('cube.show-parts', showParts(dimension), dimensions.get(dimension));
  if (!areRegionsKnown) offer('cube.all-regions', ALL_REGIONS);
  if (!arePeriodsRead) offer('cube.all-periods', ALL_PERIODS);
  if (total) offer('cube.without-total', dropTotal(input));
  return steps;
}

/** The periods that the table may show one of. */
export interface Periods {
  /** By their texts, the latest first; empty while they are not known. */
  readonly names: ReadonlyMap<string, string>;
  /** Of a table of more figures than are asked for at once, not all are known. */
  readonly isWhole: boolean;
}

/** Figures of one period. Others may lie within it, such as a span within a longer one. */
export function cellsOfPeriod(cells: readonly Cell[], period: string | undefined): readonly Cell[] {
  if (period === undefined) return cells;
  const text = canonicalPeriod(period);
  return cells.filter((cell) => cell.period === text);
}

/** The name of what the table shows of an axis, as its cells have it: one that is added up is no member that was chosen. */
export function nameShown(axis: Axis, { cells, chosen, order, search }: Laid, periods: Periods, whole: string): string {
  const [cell] = cells;
  if (axis === 'metric') return chosen[0]?.name ?? search.metric ?? '';
  return cell ? labelOn(cell, axis, new Map(), whole) : nameChosen(axis, order, search, periods, whole);
}

/** Where the table has no cells; a code until its name is known. */
function nameChosen(
  axis: Exclude<Axis, 'metric'>,
  order: Choosable,
  search: CubeSearch,
  periods: Periods,
  whole: string,
): string {
  switch (axis) {
    case 'region': {
      const code = (isAddedUp('region', search) ? search.total?.slice('region:'.length) : search.region) ?? '';
      const parent = order.nodes.find((node) => node.parent?.code === code)?.parent;
      return order.regions.find((one) => one.code === code)?.name ?? parent?.name ?? code;
    }
    case 'part': {
      const { part = '' } = search;
      if (part === WHOLE_PART || isAddedUp('part', search)) return whole;
      return new Map(order.parts).get(part) ?? part;
    }
    case 'period': {
      const text = canonicalPeriod(search.period ?? '');
      return periods.names.get(text) ?? text;
    }
  }
}
