import type { CubeSearch } from '../../address/pages.ts';
import { CubePeriodsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AXES, type Axis, type Layout } from './axis.ts';
import type { MemberOrder } from './member-order.ts';
import { type Cell, codeOn, type Pivot } from './pivot.ts';
import { type CubeMetric, codesIn, inputOf, MAX_PAGE, WHOLE_PART } from './request.ts';

/** What is known of the table that a reader lays out anew. */
export interface Laid extends Layout {
  readonly pivot: Pivot;
  readonly cells: readonly Cell[];
  readonly chosen: readonly CubeMetric[];
  readonly order: MemberOrder;
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
  const isKept = (codes: string | undefined, code: string | undefined) => code === undefined || codesIn(codes).includes(code); // biome-ignore format: one line
  if (axis === 'metric' && !isKept(search.metrics, metric)) return { ...change, metrics: metric };
  if (axis === 'region' && search.regions && !isKept(search.regions, region)) return { ...change, regions: region };
  return change;
}

/** The periods that the table may show one of. */
export interface Periods {
  /** By their texts, the latest first; empty while they are not known. */
  readonly names: ReadonlyMap<string, string>;
  /** Of a table of more figures than are asked for at once, not all are known. */
  readonly isWhole: boolean;
}

export function usePeriods(search: CubeSearch, chosen: readonly CubeMetric[], asOf: string | null): Periods {
  const { period, from, to, latest, ...others } = search;
  const { frequency, ...of } = others;
  const input = inputOf(others.total?.startsWith('time:') ? others : of, chosen, asOf);
  const variables = { input: { ...input, orderBy: ['PERIOD_DESC' as const], first: MAX_PAGE } };
  const { data } = useAnswer(CubePeriodsDocument, variables, period === undefined || chosen.length === 0);
  const { totalCount, rows } = data?.cube ?? { totalCount: 0, rows: [] };
  return { names: new Map(rows.map((row) => [row.period, row.periodLabel])), isWhole: totalCount <= rows.length };
}

/** Figures of one period. Others may lie within it, such as a span within a longer one. */
export function cellsOfPeriod(cells: readonly Cell[], period: string | undefined): readonly Cell[] {
  if (period === undefined) return cells;
  const own = cells.filter((cell) => cell.period === period);
  return own.length > 0 ? own : cells;
}

/** The name of what the table shows of an axis; its code until that is known. */
export function nameShown(axis: Axis, { cells, chosen, order, search }: Laid, periods: Periods, whole: string): string {
  const [cell] = cells;
  const code = search[axis] ?? '';
  switch (axis) {
    case 'metric':
      return chosen[0]?.name ?? code;
    case 'region':
      return cell?.region.name ?? order.regions.find((one) => one.code === code)?.name ?? code;
    case 'part':
      return code === WHOLE_PART ? whole : (new Map(order.parts).get(code) ?? code);
    case 'period':
      return periods.names.get(code) ?? cell?.periodLabel ?? code;
  }
}
