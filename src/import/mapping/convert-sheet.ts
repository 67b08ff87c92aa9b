import { message, type Text } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import type { Problems } from '../package/problem.ts';
import { cellLocator, type SheetPlaces, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { cellValueReader } from './cell-value.ts';
import { Header } from './column-title.ts';
import { FigureReader, type MappedFigure } from './figure.ts';
import type { KnownCodes } from './known-code.ts';
import { firstText, isBlankRow, type RowTest, rowTest } from './row-condition.ts';
import type { Mapping } from './schema.ts';
import { layOutSheet, type SheetLayout } from './sheet-layout.ts';
import { SheetProblems } from './sheet-problem.ts';
import { TotalRows } from './total-row.ts';

/** What a sheet is read with. */
export interface SheetConversion {
  readonly file: string;
  readonly mapping: Mapping;
  /** The name of the file of the mapping, for what is wrong in it. */
  readonly mappingFile: string;
  readonly known: KnownCodes;
  readonly problems: Problems;
}

/** What was read of a sheet, and what was left out. */
export interface SheetSummary {
  readonly sheet: SheetPlaces;
  readonly rows: number;
  readonly figures: number;
  readonly skipped: number;
  readonly totals: number;
  readonly footer: readonly string[];
  readonly notes: readonly Text[];
  /** Null where the sheet and the mapping do not fit. */
  readonly layout: SheetLayout | null;
  /** What the columns are called in messages. */
  readonly names: readonly string[];
}

type TakeFigure = (figure: MappedFigure) => void | Promise<void>;

/** A sheet whose head was read: what is where, and which rows are what. */
interface PreparedSheet {
  readonly layout: SheetLayout;
  readonly reader: FigureReader;
  readonly isSkipped: RowTest;
  readonly isFooter: RowTest;
  readonly totals: readonly {
    readonly test: RowTest;
    readonly tolerance: string | undefined;
    readonly refuse: boolean;
  }[];
}

const MAX_FOOTER = 20;

/** Reads the figures of one sheet. What is wrong is told in the problems, and the rest is read all the same. */
export class SheetConverter {
  readonly #mapping: Mapping;
  readonly #known: KnownCodes;
  readonly #sheet: SourceSheet;
  readonly #problems: SheetProblems;
  readonly #head = new Map<number, SourceRow>();
  readonly #watchers: ((row: SourceRow) => void)[] = [];
  readonly #sums = new TotalRows();
  readonly #footer: string[] = [];
  readonly #notes: Text[] = [];
  #isOver = false;
  #rows = 0;
  #figures = 0;
  #skipped = 0;

  constructor(conversion: SheetConversion, sheet: SourceSheet) {
    this.#mapping = conversion.mapping;
    this.#known = conversion.known;
    this.#sheet = sheet;
    this.#problems = new SheetProblems(conversion, sheet, new Header([], false, 0));
  }

  /** Gives each figure to `take`, in the order of the sheet. */
  async convert(take: TakeFigure): Promise<SheetSummary> {
    const { header, rows } = this.#mapping;
    const first = rows?.first ?? Math.max(0, ...header.rows) + 1;
    const headEnd = Math.max(first - 1, ...header.rows, ...cellRows(this.#mapping));
    let prepared: PreparedSheet | null | undefined;
    for await (const row of this.#sheet.rows()) {
      if (row.row <= headEnd) {
        this.#head.set(row.row, row);
        continue;
      }
      if (prepared === undefined) prepared = await this.#begin(row, first, take);
      if (prepared === null) break;
      await this.#readRow(row, prepared, take);
    }
    if (prepared === undefined) prepared = await this.#begin(null, first, take);
    if (prepared !== null) this.#compareTotals(prepared);
    return this.#summary(prepared);
  }

  /** Lays the sheet out once its head was read, and reads the rows of the head that hold values; null where it does not fit. */
  async #begin(next: SourceRow | null, first: number, take: TakeFigure): Promise<PreparedSheet | null> {
    const { header } = this.#mapping;
    const rows = header.rows.map((row) => this.#head.get(row));
    const widths = [next, ...this.#head.values()].map((row) => row?.cells.length ?? 0);
    this.#problems.header = new Header(rows, header.fill ?? false, rows.length > 0 ? 0 : Math.max(...widths));
    const prepared = this.#prepare();
    if (prepared === null) return null;
    if (rows.length > 0) this.#problems.refuseUnnamedColumns(prepared.layout, Math.max(...header.rows));
    for (const row of this.#head.values()) {
      if (row.row >= first && !header.rows.includes(row.row)) await this.#readRow(row, prepared, take);
    }
    return prepared;
  }

  #prepare(): PreparedSheet | null {
    const { header } = this.#problems;
    const { name, labels } = this.#sheet;
    const context = { name, labels, header, head: this.#head, watchers: this.#watchers };
    const { rows, totals = [] } = this.#mapping;
    try {
      const layout = layOutSheet(this.#mapping, this.#known, context, (...problem) => this.#problems.add(...problem));
      const skipped = (rows?.skip ?? []).map((condition) => rowTest(condition, header));
      return {
        layout,
        reader: new FigureReader(layout, cellValueReader(this.#mapping), this.#problems),
        isSkipped: (row) => skipped.some((test) => test(row)),
        isFooter: rows?.until === undefined ? () => false : rowTest(rows.until, header),
        totals: totals.map(({ tolerance, mismatch, ...condition }) => ({
          test: rowTest(condition, header),
          tolerance,
          refuse: mismatch === 'REFUSE',
        })),
      };
    } catch (error) {
      this.#problems.addMapping(error);
      return null;
    }
  }

  async #readRow(row: SourceRow, prepared: PreparedSheet, take: TakeFigure): Promise<void> {
    if (isBlankRow(row) || this.#isBelow(row, prepared) || this.#isHiddenOut(row)) return;
    for (const watch of this.#watchers) watch(row);
    if (prepared.isSkipped(row)) {
      this.#skipped++;
      return;
    }
    this.#rows++;
    const { layout, reader, totals } = prepared;
    if (this.#mapping.header.rows.length > 0) this.#problems.refuseUntitledCells(row, layout);
    const total = totals.find(({ test }) => test(row));
    for (const { column, roles } of layout.values) {
      const found = reader.value(row, column, roles);
      if (found === null) continue;
      const { metric, value } = found;
      const key = `${column} ${metric.code}`;
      if (total !== undefined) {
        if (metric.addsUp && value !== null) this.#sums.addTotal({ ...total, key, row: row.row, column, value });
        continue;
      }
      if (totals.length > 0) this.#sums.add(key, value);
      const figure = reader.figure(row, column, roles, found);
      if (figure === null) continue;
      this.#figures++;
      // A million awaits cost more than what they wait for.
      const taken = take(figure);
      if (taken !== undefined) await taken;
    }
  }

  #isBelow(row: SourceRow, { isFooter }: PreparedSheet): boolean {
    this.#isOver ||= isFooter(row);
    if (this.#isOver && this.#footer.length < MAX_FOOTER) this.#footer.push(firstText(row));
    return this.#isOver;
  }

  #isHiddenOut(row: SourceRow): boolean {
    if (!row.hidden) return false;
    const hidden = this.#mapping.rows?.hidden;
    if (hidden === undefined) this.#problems.refuseHiddenRow(row);
    if (hidden === 'SKIP') this.#skipped++;
    return hidden !== 'READ';
  }

  #compareTotals({ totals }: PreparedSheet): void {
    const refuse = totals.some((total) => total.refuse);
    for (const { row, column, total, sum } of this.#sums.differing()) {
      const words = message('mapping.total-differs', { total, sum });
      if (refuse) this.#problems.add('totals', { row, column }, total, new Wrong(words, sum));
      else this.#notes.push(message('mapping.note-total', { place: cellLocator(this.#sheet, row, column), words }));
    }
  }

  #summary(prepared: PreparedSheet | null): SheetSummary {
    const { header } = this.#problems;
    return {
      sheet: this.#sheet,
      rows: this.#rows,
      figures: this.#figures,
      skipped: this.#skipped,
      totals: this.#sums.count,
      footer: this.#footer,
      notes: this.#notes,
      layout: prepared?.layout ?? null,
      names: Array.from({ length: header.width }, (_, column) => header.name(column)),
    };
  }
}

/** The rows of the cells that a mapping reads by their names. */
function cellRows(mapping: Mapping): number[] {
  const text = JSON.stringify(mapping);
  return [...text.matchAll(/"cell":"[A-Z]+(\d+)"/g)].map(([, digits]) => Number(digits));
}
