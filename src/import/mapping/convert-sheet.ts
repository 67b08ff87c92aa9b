import { message, type Text } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import type { PackageFault, Problems } from '../package/problem.ts';
import { cellLocator, type SheetPlaces, type SourceCell, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { cellValueReader } from './cell-value.ts';
import { Header } from './column-title.ts';
import { FigureReader, type MappedFigure } from './figure.ts';
import { CellKeeper, type KeptCell } from './kept-cell.ts';
import type { KnownCodes } from './known-code.ts';
import { firstText, isBlankRow, type RowTest, rowTest } from './row-condition.ts';
import type { Mapping } from './schema.ts';
import { layOutSheet, type SheetLayout, type ValueRoles } from './sheet-layout.ts';
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
  /** Takes the values that something in their row is wrong with, which are no problems then. */
  readonly keep?: ((cell: KeptCell) => void) | undefined;
  /** The values that are read; without it, all. */
  readonly only?: ((row: number, column: number) => boolean) | undefined;
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
  readonly #filled = new Map<number, SourceCell | undefined>();
  readonly #keeper: CellKeeper | null;
  readonly #only: SheetConversion['only'];
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
    this.#keeper = conversion.keep === undefined ? null : new CellKeeper(sheet, this.#filled, conversion.keep);
    this.#only = conversion.only;
  }

  /** The rows above the first one, which say what is in which column. */
  get head(): readonly SourceRow[] {
    return [...this.#head.values()];
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
    this.#problems.refuseHiddenColumns(prepared.layout, Math.max(1, ...header.rows));
    for (const row of this.#head.values()) {
      if (row.row >= first && !header.rows.includes(row.row)) await this.#readRow(row, prepared, take);
    }
    return prepared;
  }

  #prepare(): PreparedSheet | null {
    const { header } = this.#problems;
    const { name, labels, hiddenColumns: hidden } = this.#sheet;
    const context = { hidden, name, labels, header, head: this.#head, watchers: this.#watchers, filled: this.#filled };
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
    const { layout, totals } = prepared;
    const total = totals.find(({ test }) => test(row));
    if (total !== undefined) return this.#readTotals(row, prepared, total);
    const untitled = this.#readUntitled(row, layout);
    let isKept = false;
    for (const { column, roles } of layout.values) {
      if (this.#only?.(row.row, column) === false) continue;
      const read = () => this.#readFigure(row, column, roles, prepared);
      const { result, faults } =
        this.#keeper === null ? { result: read(), faults: [] } : this.#problems.collect(row.row, read);
      const all = result === null && faults.length === 0 ? [] : [...untitled, ...faults];
      if (all.length > 0) {
        isKept = true;
        this.#sums.leaveOpen(column);
        this.#keeper?.keep(row, column, all);
        continue;
      }
      if (result === null) continue;
      this.#figures++;
      // A million awaits cost more than what they wait for.
      const taken = take(result);
      if (taken !== undefined) await taken;
    }
    // A row without a value has none to keep.
    if (!isKept && this.#only === undefined) this.#problems.tell(untitled);
  }

  #readTotals(row: SourceRow, { layout, reader }: PreparedSheet, total: PreparedSheet['totals'][number]): void {
    if (this.#only !== undefined) return;
    this.#problems.tell(this.#readUntitled(row, layout));
    for (const { column, roles } of layout.values) {
      const { metric, value = null } = reader.value(row, column, roles) ?? {};
      if (metric?.addsUp !== true || value === null) continue;
      this.#sums.addTotal({ ...total, key: `${column} ${metric.code}`, row: row.row, column, value });
    }
  }

  #readFigure(row: SourceRow, column: number, roles: ValueRoles, prepared: PreparedSheet): MappedFigure | null {
    const { reader, totals } = prepared;
    const found = reader.value(row, column, roles);
    if (found === null) return null;
    if (totals.length > 0) this.#sums.add(`${column} ${found.metric.code}`, found.value);
    return reader.figure(row, column, roles, found);
  }

  /** What stands in columns without a title. */
  #readUntitled(row: SourceRow, layout: SheetLayout): readonly PackageFault<Text>[] {
    if (this.#mapping.header.rows.length === 0) return [];
    if (this.#keeper !== null) {
      return this.#problems.collect(row.row, () => this.#problems.refuseUntitledCells(row, layout)).faults;
    }
    this.#problems.refuseUntitledCells(row, layout);
    return [];
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
