import { message } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { type CellValue, type CellValueReader, shiftNumber } from './cell-value.ts';
import type { KnownMetric } from './known-code.ts';
import { foldWidth } from './plain-text.ts';
import type { FieldName } from './schema.ts';
import { type SheetLayout, TOTAL_CATEGORY, type ValueRoles } from './sheet-layout.ts';
import type { SheetProblems } from './sheet-problem.ts';

/** One figure of a file, as a row of observations.csv says it, and the cell that its value stands in. */
export interface MappedFigure {
  readonly metric: string;
  readonly region: string;
  readonly period: string;
  /** By dimension. */
  readonly breakdown: readonly (readonly [dimension: string, category: string])[];
  readonly value: string | null;
  readonly status: readonly string[];
  readonly fields: readonly (readonly [FieldName, string])[];
  readonly note: string;
  readonly row: number;
  readonly column: number;
}

/** A value in the unit of its metric. */
interface MetricValue extends CellValue {
  readonly metric: KnownMetric;
}

/** Reads what the cells of a row say by the layout of their sheet. What is wrong is told; then the answer is null. */
export class FigureReader {
  readonly #layout: SheetLayout;
  readonly #readCell: CellValueReader;
  readonly #problems: SheetProblems;

  constructor(layout: SheetLayout, readCell: CellValueReader, problems: SheetProblems) {
    this.#layout = layout;
    this.#readCell = readCell;
    this.#problems = problems;
  }

  /** The value of a cell; null as well where the cell is passed over. */
  value(row: SourceRow, column: number, roles: ValueRoles): MetricValue | null {
    return this.#reading('value', row, column, () => {
      const found = this.#readCell(row.cells[column], roles.number);
      if (found === null || (found.reason === 'STATUS' && this.#statusText(row) === '')) return null;
      const metric = roles.metric.at(row, column);
      const unit = roles.unit?.at(row, column) ?? null;
      if (metric === null || (roles.unit !== null && unit === null)) return null;
      const shift = roles.shifts.find(metric, unit, found.sign);
      return { ...found, metric, value: found.value === null ? null : shiftNumber(found.value, shift) };
    });
  }

  /** All that the row says of a value. */
  figure(
    row: SourceRow,
    column: number,
    roles: ValueRoles,
    { metric, value, status }: MetricValue,
  ): MappedFigure | null {
    const region = roles.region.at(row, column);
    const period = roles.period.at(row, column);
    const breakdown: [string, string][] = [];
    let isWhole = true;
    for (const [dimension, role] of roles.breakdown) {
      const category = role.at(row, column);
      isWhole &&= category !== null;
      if (category !== null && category !== TOTAL_CATEGORY) breakdown.push([dimension, category]);
    }
    const said = this.#status(row);
    if (region === null || period === null || said === null || !isWhole) return null;
    const { note } = this.#layout;
    return {
      metric: metric.code,
      region,
      period,
      breakdown,
      value,
      status: [...status, ...said],
      fields: this.#fields(row, roles),
      note: note === null ? '' : cellText(row.cells[note]).trim(),
      row: row.row,
      column,
    };
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

  #fields(row: SourceRow, { number }: ValueRoles): MappedFigure['fields'] {
    return this.#layout.fields.flatMap(([name, column]) => {
      const found = this.#reading(`fields.${name}`, row, column, () => this.#readCell(row.cells[column], number));
      return found === null || found.value === null ? [] : [[name, found.value] as const];
    });
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
