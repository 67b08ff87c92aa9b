import type { Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { type FiscalYearStart, periodInCalendar, type WrittenPeriod } from '../../domain/period/fiscal-year.ts';
import type { Period } from '../../domain/period/period.ts';
import { type Breakdown, type Breakdowns, TOTAL } from '../catalogue/breakdown.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { type CitationCells, findUnknownCode, halfCitation } from '../catalogue/reference.ts';
import { Wrong } from '../package/cell.ts';
import type { PackageColumns } from '../package/column.ts';
import { type Expected, listed, oneLine, type Problems, quoted } from '../package/problem.ts';
import { type PackageResource, type RowsAside, readTable } from '../package/table.ts';
import type { BrokenFacts, FactKey } from './broken-fact.ts';
import type { Citations } from './citation.ts';
import type { EndedCategories } from './ended-category.ts';
import { describePeriodFault } from './period-fault.ts';
import type { RepeatedFacts } from './repeated-fact.ts';
import { arrayText, fillStage, type StageRow, type StagingTable } from './stage.ts';

/** What a fact has to know of its metric. */
export interface MetricFacts {
  readonly kind: string;
  readonly unit_multiplier: number;
  readonly dimensions: ReadonlySet<string>;
  readonly fiscal_year_start: FiscalYearStart;
}

export interface FactReading {
  readonly tx: Sql;
  readonly names: CodeIds;
  readonly breakdowns: Breakdowns;
  readonly citations: Citations;
  /** By code; of a metric that could not be read there is none. */
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  readonly problems: Problems;
  /** Reads no more rows of a file than about these. */
  readonly maxRows: number;
  readonly ended: EndedCategories;
  readonly repeated: RepeatedFacts;
  /** By path of a file, its rows that are left out. */
  readonly aside: (path: string) => RowsAside | null;
}

/** What every fact has. */
export interface FactCells extends CitationCells {
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string | null;
  readonly period: WrittenPeriod;
}

/** What of a row could not be read, and where it holds what the schema declares to be no value. */
export interface RowState {
  readonly unread: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  /** The period as the metric's calendar has it; null where it could not be read. */
  readonly period: Period | null;
}

export type ComplainOfFact = (column: string | null, value: string | null, text: Text, expected: Expected) => void;

/** A file of facts: its columns, its stage, and the stage's cells after those that all facts have. */
export interface FactFormat<R> {
  readonly columns: PackageColumns;
  readonly stage: StagingTable;
  readonly rest: (row: R, metric: MetricFacts | undefined, complain: ComplainOfFact, state: RowState) => StageRow;
  /** What may be cited of a row; without it, all that it says. */
  readonly cite?: (row: R, metric: MetricFacts | undefined) => CitationCells;
}

/** Streams a file of facts into its stage; what is wrong goes to `problems`. Answers how many rows there are. */
export async function stageFacts<R extends FactCells>(
  reading: FactReading,
  { columns, stage, rest, cite }: FactFormat<R>,
  resource: PackageResource,
  broken: BrokenFacts,
  onRows: (rows: number) => void,
): Promise<number> {
  let count = 0;
  // While the database takes one batch, the next is read.
  let taken: Promise<void> = Promise.resolve();
  for await (const batch of readTable(resource, columns, reading.problems, reading.aside(resource.path))) {
    const right: { row: CitationCells; head: StageRow; tail: StageRow }[] = [];
    for (const { line, values, broken: isBroken, unread, missing } of batch) {
      const row = values as R;
      let good = !isBroken;
      const complain: ComplainOfFact = (column, value, text, expected) => {
        reading.problems.addOfRow({ resource: resource.path, row: line, column, value, message: text, expected });
        good = false;
      };
      const metric = reading.metrics.get(row.metric);
      const period = unread.has('period') ? null : readPeriod(row, metric, complain);
      const { key, isWhole } = readKey(reading, row, period, complain, unread);
      const tail = rest(row, metric, complain, { unread, missing, period });
      if (good && isWhole && key !== null) {
        const head = [String(line), String(key.metric), String(key.region), key.breakdown, key.period, key.end];
        right.push({ row: cite?.(row, metric) ?? row, head, tail });
      } else if (key !== null) broken.add({ ...key, line, kind: 'kind' in stage.columns ? (tail[0] ?? null) : '' });
    }
    const cited = await reading.citations.idsOf(right.map(({ row }) => row));
    const rows = right.map(({ head, tail }, index) => [...head, arrayText(cited[index] ?? []), ...tail]);
    await taken;
    taken = fillStage(reading.tx, stage, rows);
    taken.catch(() => {}); // told where it is awaited
    count += batch.length;
    onRows(count);
    if (count < reading.maxRows) continue;
    reading.problems.note(message('import.read-in-part', { file: oneLine(resource.path), rows: count }));
    break;
  }
  await taken;
  return count;
}

const CITED = ['source', 'locator', 'quote'];

/** The period that a fact is of, as the calendar of its metric has it; null where that is not to be told. */
function readPeriod(
  { metric: code, period }: FactCells,
  metric: MetricFacts | undefined,
  complain: ComplainOfFact,
): Period | null {
  // Of a metric that is not known, nobody knows the calendar.
  if (metric === undefined) return period.plain;
  const found = periodInCalendar(period, metric.fiscal_year_start);
  if (!('fault' in found)) return found;
  const { text, expected } = describePeriodFault(period.text, found, {
    code,
    fiscalYearStart: metric.fiscal_year_start,
  });
  complain('period', period.text, text, expected);
  return null;
}

/** What a fact is of, as far as that is known, and whether all is known that every fact has. */
function readKey(
  reading: FactReading,
  row: FactCells,
  period: Period | null,
  complain: ComplainOfFact,
  unread: RowState['unread'],
): { readonly key: (FactKey & Pick<Period, 'end'>) | null; readonly isWhole: boolean } {
  const { names, metrics } = reading;
  const idOf = (column: 'metric' | 'region' | 'source', code: string): number | null => {
    if (unread.has(column)) return null;
    const id = names.use(column, code);
    if (id !== null) return id;
    const unknown = findUnknownCode(names, column, code);
    if (unknown !== null) complain(column, code, unknown.message, unknown.expected);
    return null;
  };
  const metric = idOf('metric', row.metric);
  const region = idOf('region', row.region);
  const source = row.source === null ? undefined : idOf('source', row.source);
  const half = unread.size > 0 && CITED.some((column) => unread.has(column)) ? null : halfCitation(row);
  if (half !== null) complain(half.column, null, half.message, half.expected);
  const breakdown = readBreakdown(reading.breakdowns, row, metrics.get(row.metric), complain);
  const isKnown = metric !== null && region !== null && breakdown !== null && !unread.has('breakdown');
  if (!isKnown || period === null) return { key: null, isWhole: false };
  const isWhole = source !== null && unread.size === 0;
  if (isWhole) reading.ended.add({ metric: row.metric, region: row.region, period }, breakdown.key);
  return { key: { metric, region, breakdown: breakdown.key, period: period.text, end: period.end }, isWhole };
}

function readBreakdown(
  breakdowns: Breakdowns,
  row: { breakdown: string | null; metric: string },
  metric: MetricFacts | undefined,
  complain: ComplainOfFact,
): Breakdown | null {
  if (row.breakdown === null) return TOTAL;
  try {
    const breakdown = breakdowns.read(row.breakdown);
    const foreign = breakdown.items.find(({ dimension }) => metric !== undefined && !metric.dimensions.has(dimension));
    if (foreign === undefined) return breakdown;
    const own = [...(metric?.dimensions ?? [])];
    const text = message('import.dimension-not-of-metric', {
      metric: quoted(row.metric),
      dimension: quoted(foreign.dimension),
    });
    complain(
      'breakdown',
      row.breakdown,
      text,
      own.length === 0 ? message('import.no-breakdown-expected') : listed(own),
    );
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    complain('breakdown', row.breakdown, error.text, error.expected);
  }
  return null;
}
