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
}

const NO_FIELDS: Readonly<Record<string, string>> = {};

/** What a publisher says in the unit of the value besides the value itself. */
const IN_UNIT = ['standard_error', 'lower_bound', 'upper_bound'];

/** A value in the unit of its metric. */
interface MetricValue extends CellValue {
  readonly metric: KnownMetric;
  /** By which power of ten the value of the file was shifted to be in that unit. */
  readonly shift: number;
}

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
  record(row: SourceRow, { column, fields }: Pick<ValueColumn, 'column' | 'fields'>): MappedRow | null {
    const cells = this.#fields(row, column, fields);
    return cells === null ? null : { cells, row: row.row, column };
  }

  /** The value of a cell; null as well where the cell is passed over. A total has no region that the lists know. */
  value(row: SourceRow, column: number, roles: ValueRoles, isTotal = false): MetricValue | null {
    return this.#reading('value', row, column, () => {
      const found = this.#readCell(row.cells[column], roles.number);
      if (found === null || (found.reason === 'STATUS' && this.#statusText(row) === '')) return null;
      // Only an observation says why it has no value.
      if (found.value === null && !this.#isObserved) return null;
      const metric = roles.metric.at(row, column);
      const unit = roles.unit?.at(row, column) ?? null;
      if (metric === null || (roles.unit !== null && unit === null)) {
        // What else is wrong with the row is told all the same.
        if (!isTotal) this.#names(row, column, roles);
        return null;
      }
      const multiplier = found.value === null ? null : (roles.multiplier?.at(row, column) ?? null);
      if (found.value !== null && roles.multiplier !== null && multiplier === null) {
        if (!isTotal) this.#names(row, column, roles);
        return null;
      }
      const shift = roles.shifts.find(metric, unit, found.sign, multiplier);
      return { ...found, metric, shift, value: found.value === null ? null : shiftNumber(found.value, shift) };
    });
  }

  /** All that the row says of a value. */
  figure(
    row: SourceRow,
    { column, fields }: ValueColumn,
    roles: ValueRoles,
    { metric, value, status, shift }: MetricValue,
  ): MappedRow | null {
    const names = this.#names(row, column, roles);
    const said = this.#status(row);
    const others = fields.length === 0 ? NO_FIELDS : this.#fields(row, column, fields);
    if (names === null || said === null || others === null) return null;
    const cells: Record<string, string> = {
      metric: metric.code,
      ...names,
      value: value ?? '',
      ...others,
    };
    for (const name of shift === 0 ? [] : IN_UNIT) if (cells[name]) cells[name] = shiftNumber(cells[name], shift);
    if (this.#isObserved) cells.status = [...status, ...said].join(' ');
    const { note } = this.#layout;
    if (note !== null) cells[this.#noteColumn] = cellText(row.cells[note]).trim();
    return { cells, row: row.row, column };
  }

  /** What a value is of besides its metric; null where a part of it cannot be told, which was complained of. */
  #names(row: SourceRow, column: number, roles: ValueRoles): Record<'region' | 'breakdown' | 'period', string> | null {
    const region = roles.region.at(row, column);
    const period = roles.period.at(row, column);
    const breakdown: string[] = [];
    let isWhole = true;
    for (const [dimension, role] of roles.breakdown) {
      const category = role.at(row, column);
      isWhole &&= category !== null;
      if (category !== null && category !== TOTAL_CATEGORY) breakdown.push(`${dimension}=${category}`);
    }
    return region === null || period === null || !isWhole ? null : { region, breakdown: breakdown.join(';'), period };
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

  /** Null where one cannot be told, which was complained of. */
  #fields(row: SourceRow, column: number, fields: readonly Field[]): Record<string, string> | null {
    const cells: Record<string, string> = {};
    let isWhole = true;
    for (const field of fields) {
      const text = field.at(row, column);
      isWhole &&= text !== null;
      if (text !== null) cells[field.name] = text;
    }
    return isWhole ? cells : null;
  }

  #reading<T>(at: string, row: SourceRow, column: number, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      this.#problems.add(at, { row: row.row, column }, cellText(row.cells[column]), error);
      return null;
    }
  }
}
