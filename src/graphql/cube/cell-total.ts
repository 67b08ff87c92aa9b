import { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { type Quotient, total } from '../../domain/comparison/aggregation.ts';
import { buildPeriod } from '../../domain/period/period.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';
import { type CubeColumns, type CubeRead, getValueAt } from '../../read/cube/cube-page.ts';
import type { RollUp } from '../../read/cube/roll-up-query.ts';
import type { RolledColumn, RolledRow } from '../../read/cube/roll-up-statement.ts';
import type { CubeCell } from './cell.ts';

/** Builds the totals of a page, in the order in which they were read. */
export function buildTotalCells(read: CubeRead<RolledRow>, rollUp: RollUp, { metrics }: Catalogue): CubeCell[] {
  const scales = new Map(rollUp.metrics.map(({ id, scale }) => [id, scale]));
  const table: TotalTable = {
    columns: read.columns,
    getQuotient: (metricId) => ({ scale: scales.get(metricId) ?? '1', decimals: metrics.get(metricId).decimals }),
    periods: new Map(),
  };
  return Array.from({ length: read.length }, (_, index) => new TotalCell(table, index));
}

/** The totals of a page are told from these columns. */
interface TotalTable {
  readonly columns: CubeColumns<RolledRow>;
  getQuotient(metricId: number): Quotient;
  /** Periods have their names by their days and frequency: a page has few different ones. */
  readonly periods: Map<string, string>;
}

/**
 * One total of a page. It knows its place in the columns; everything else is looked up or worked out when it is asked for, since most are
 * asked for a few things of many.
 */
class TotalCell implements CubeCell {
  readonly #table: TotalTable;
  readonly #at: number;

  constructor(table: TotalTable, at: number) {
    this.#table = table;
    this.#at = at;
  }

  get datasetId(): number {
    return getValueAt(this.#table.columns.datasetId, this.#at);
  }
  get metricId(): number {
    return getValueAt(this.#table.columns.metricId, this.#at);
  }
  get regionId(): number {
    return getValueAt(this.#table.columns.regionId, this.#at);
  }
  get breakdownKey(): string {
    return getValueAt(this.#table.columns.breakdownKey, this.#at);
  }
  get periodStart(): string | null {
    return getValueAt(this.#table.columns.periodStart, this.#at);
  }
  get periodEnd(): string {
    return getValueAt(this.#table.columns.periodEnd, this.#at);
  }
  get frequency(): CubeCell['frequency'] {
    return getValueAt(this.#table.columns.frequency, this.#at);
  }
  get basis(): CubeCell['basis'] {
    return getValueAt(this.#table.columns.basis, this.#at);
  }
  /** A total is cited nowhere, and nothing is noted of it: its parts are cited, and have notes. */
  get citationIds(): null {
    return null;
  }
  get note(): null {
    return null;
  }
  get numerator(): string | null {
    return getValueAt(this.#table.columns.numerator, this.#at);
  }
  get denominator(): string | null {
    return getValueAt(this.#table.columns.denominator, this.#at);
  }
  get expected(): number | null {
    return getValueAt(this.#table.columns.expected, this.#at);
  }
  get reported(): number | null {
    return getValueAt(this.#table.columns.reported, this.#at);
  }
  get fingerprint(): string | null {
    return getValueAt(this.#table.columns.fingerprint, this.#at);
  }
  get definition(): string | null {
    return getValueAt(this.#table.columns.definition, this.#at);
  }

  get period(): string {
    const { periods } = this.#table;
    const { periodStart: start, periodEnd: end, frequency } = this;
    const key = `${start}/${end}/${frequency}`;
    const name = periods.get(key) ?? buildPeriod(start, end, frequency).text;
    periods.set(key, name);
    return name;
  }

  get value(): string | null {
    const { columns, getQuotient } = this.#table;
    const sum = getValueAt(columns.sum, this.#at);
    if (this.basis !== 'ROLLED_UP') return sum;
    const { numerator, denominator } = this;
    const sums = { sum, numerator, denominator, divisor: getValueAt(columns.divisor, this.#at) };
    return total(getValueAt(columns.rule, this.#at), sums, getQuotient(this.metricId));
  }

  /** What is to be said of the parts is to be said of their total; without a value, why there is none. */
  get flags(): ObservationStatus[] | null {
    const { columns } = this.#table;
    const { value, basis } = this;
    const marks = getValueAt(columns.marks, this.#at);
    const isSuppressed = getValueAt(columns.isSuppressed, this.#at);
    const found = marks === 0 ? [] : STATUSES.filter((_, index) => marks & (1 << (index + 1)));
    if (basis !== 'ROLLED_UP' && (value !== null || !isSuppressed)) return found.length > 0 ? found : null;
    const kept = found.filter((mark) => !WHY_NOTHING.includes(mark));
    if (value === null) return [...kept, isSuppressed ? 'SUPPRESSED' : 'MISSING'];
    return kept.length > 0 ? kept : null;
  }
}

const STATUSES = Object.values(ObservationStatus);
const WHY_NOTHING = ['SUPPRESSED', 'MISSING'];

/** Some of what is asked of a cell is made of several columns. */
const MADE_OF: Partial<Record<keyof CubeCell, readonly RolledColumn[]>> = {
  period: ['periodStart', 'periodEnd', 'frequency'],
  value: ['basis', 'sum', 'rule', 'numerator', 'denominator', 'divisor', 'metricId'],
  flags: ['basis', 'sum', 'rule', 'numerator', 'denominator', 'divisor', 'metricId', 'marks', 'isSuppressed'],
  citationIds: [],
  note: [],
};

/** Finds the columns that totals need for what is asked of them. */
export const findTotalColumns = (requested: readonly (keyof CubeCell)[]): RolledColumn[] =>
  [...new Set(requested.flatMap((name) => MADE_OF[name] ?? (name as RolledColumn)))].sort();
