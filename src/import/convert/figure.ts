import { message } from '../../domain/message/message.ts';
import type { KnownMetric } from '../mapping/known-code.ts';
import type { MappedSection } from '../mapping/section.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { type CellValue, type CellValueReader, shiftNumber } from './cell-value.ts';
import type { Field } from './field.ts';
import type { SheetLayout, ValueColumn } from './sheet-layout.ts';
import type { SheetProblems } from './sheet-problem.ts';
import { TOTAL_CATEGORY, type ValueRoles } from './value-role.ts';

/** A row of a table: a text for each of its columns that it fills, and the cell that it cites. */
export interface MappedRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly row: number;
  readonly column: number;
  /** Columns of which nothing is known, because what they are read from is wrong, which was complained of. */
  readonly unread: readonly string[];
}

/** Columns of a row, as far as they can be told. */
type ReadColumns = Pick<MappedRow, 'cells' | 'unread'>;

const NO_COLUMNS: ReadColumns = { cells: {}, unread: [] };

/** What a publisher says in the unit of the value besides the value itself. */
const IN_UNIT = ['standard_error', 'lower_bound', 'upper_bound'];

/** A value in the unit of its metric. */
interface MetricValue extends CellValue {
  readonly metric: KnownMetric;
  /** By which power of ten the value of the file was shifted to be in that unit. */
  readonly shift: number;
  /** The same of what stands in other columns, which have no unit of their own behind them. */
  readonly otherShift: number;
}

/** A value that cannot be told, which was complained of. */
interface UnreadValue {
  readonly metric: KnownMetric | null;
  readonly value?: undefined;
}

/** The columns that are not known where a value, or what its row says of its status, is not. */
const unreadOf = ({ metric, value }: MetricValue | UnreadValue, said: readonly string[] | null): string[] => [
  ...(metric === null ? ['metric'] : []),
  ...(value === undefined ? ['value'] : []),
  ...(value === undefined || said === null ? ['status'] : []),
];

/** Reads what the cells of a row say by the layout of their sheet. What is wrong is told; then the answer is null. */
export class FigureReader {
  readonly #layout: SheetLayout;
  readonly #readCell: CellValueReader;
  readonly #problems: SheetProblems;

  readonly #isObserved: boolean;
  readonly #noteColumn: string;

  constructor(section: MappedSection, layout: SheetLayout, readCell: CellValueReader, problems: SheetProblems) {
    this.#layout = layout;
    this.#readCell = readCell;
    this.#problems = problems;
    this.#isObserved = section.makes === 'observations';
    this.#noteColumn = `note:${section.language}`;
  }

  /** What a row says where its table has no figures. */
  record(row: SourceRow, { column, fields }: Pick<ValueColumn, 'column' | 'fields'>): MappedRow {
    return { ...this.#fields(row, column, fields), row: row.row, column };
  }

  /** The value of a cell; null where the cell is passed over. */
  value(row: SourceRow, column: number, roles: ValueRoles): MetricValue | UnreadValue | null {
    const found = this.#reading(row, column, () => this.#readCell(row.cells[column], roles.number));
    if (found === null || (found?.reason === 'STATUS' && this.#statusText(row) === '')) return null;
    // Only an observation says why it has no value.
    if (found?.value === null && !this.#isObserved) return null;
    const metric = roles.metric.at(row, column);
    const unit = roles.unit?.at(row, column) ?? null;
    const multiplier = found?.value === null ? null : (roles.multiplier?.at(row, column) ?? null);
    const isUnread =
      (roles.unit !== null && unit === null) ||
      (found?.value !== null && roles.multiplier !== null && multiplier === null);
    if (found === undefined || metric === null || isUnread) return { metric };
    const shift = this.#reading(row, column, () => roles.shifts.find(metric, unit, found, multiplier));
    if (shift === undefined) return { metric };
    const otherShift =
      found.unit === undefined ? shift : roles.shifts.find(metric, unit, { sign: found.sign }, multiplier);
    return {
      ...found,
      metric,
      shift,
      otherShift,
      value: found.value === null ? null : shiftNumber(found.value, shift),
    };
  }

  /** All that the row says of a value. */
  figure(
    row: SourceRow,
    { column, fields, statusOfAll }: ValueColumn,
    roles: ValueRoles,
    found: MetricValue | UnreadValue,
  ): MappedRow {
    const names = this.#names(row, column, roles);
    const said = this.#status(row);
    const others = fields.length === 0 ? NO_COLUMNS : this.#fields(row, column, fields);
    const cells: Record<string, string> = {
      metric: found.metric?.code ?? '',
      ...names.cells,
      value: found.value ?? '',
      ...others.cells,
    };
    const shift = found.value === undefined ? 0 : found.otherShift;
    for (const name of shift === 0 ? [] : IN_UNIT) if (cells[name]) cells[name] = shiftNumber(cells[name], shift);
    if (found.value !== undefined && said !== null && this.#isObserved)
      cells.status = joinStatus([
        ...found.status,
        ...said,
        ...(found.value === null || statusOfAll === null ? [] : [statusOfAll]),
      ]);
    const { note } = this.#layout;
    if (note !== null) cells[this.#noteColumn] = cellText(row.cells[note]).trim();
    const isRead = found.value !== undefined && said !== null && names.unread.length + others.unread.length === 0;
    const unread = isRead ? NO_COLUMNS.unread : [...names.unread, ...others.unread, ...unreadOf(found, said)];
    return { cells, unread, row: row.row, column };
  }

  /** What a value is of besides its metric. */
  #names(row: SourceRow, column: number, roles: ValueRoles): ReadColumns {
    const region = roles.region.at(row, column);
    const period = roles.period.at(row, column);
    const breakdown: string[] = [];
    let isWhole = true;
    for (const [dimension, role] of roles.breakdown) {
      const category = role.at(row, column);
      isWhole &&= category !== null;
      if (category !== null && category !== TOTAL_CATEGORY) breakdown.push(`${dimension}=${category}`);
    }
    const cells = { region: region ?? '', breakdown: isWhole ? breakdown.join(';') : '', period: period ?? '' };
    if (region !== null && period !== null && isWhole) return { cells, unread: NO_COLUMNS.unread };
    const lost = { region: region === null, breakdown: !isWhole, period: period === null };
    return { cells, unread: Object.entries(lost).flatMap(([name, isLost]) => (isLost ? [name] : [])) };
  }

  #statusText(row: SourceRow): string {
    const { status } = this.#layout;
    return status === null ? '' : foldWidth(cellText(row.cells[status.column]));
  }

  /** Null where it cannot be told, which was complained of. */
  #status(row: SourceRow): string[] | null {
    const { status } = this.#layout;
    const text = this.#statusText(row);
    if (status === null || text === '') return [];
    const { codes, separator } = status;
    const parts = separator === null || codes.has(text) ? [text] : text.split(separator);
    const found = parts.map((part) => codes.get(part.trim()));
    const unknown = parts[found.indexOf(undefined)];
    if (unknown === undefined) return found.filter((code) => code !== undefined);
    const words = message('mapping.unknown-status', { text: quoted(unknown) });
    const expected = message('mapping.declaration', { property: `status.codes.${unknown}` });
    this.#problems.add('status', { row: row.row, column: status.column }, unknown, new Wrong(words, expected));
    return null;
  }

  #fields(row: SourceRow, column: number, fields: readonly Field[]): ReadColumns {
    const cells: Record<string, string> = {};
    const unread: string[] = [];
    for (const field of fields) {
      const text = field.at(row, column);
      if (text === null) unread.push(field.name);
      else cells[field.name] = text;
    }
    return { cells, unread };
  }

  /** Undefined where the cell is wrong, which was complained of. */
  #reading<T>(row: SourceRow, column: number, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      this.#problems.add('value', { row: row.row, column }, cellText(row.cells[column]), error);
      return undefined;
    }
  }
}

/** Most values have no status, and hardly one has several. */
const joinStatus = (status: readonly string[]): string =>
  status.length < 2 ? (status[0] ?? '') : [...new Set(status)].join(' ');
