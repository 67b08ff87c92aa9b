import { message, type Text } from '../../domain/message/message.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import { firstRowOf, headEndOf, type MappedSection } from '../mapping/section.ts';
import { Wrong } from '../package/cell.ts';
import { type PackageFault, placeWords } from '../package/problem.ts';
import { cellText, type SourceCell, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { Header } from './column-title.ts';
import type { MappedRow } from './figure.ts';
import { HeadingRows } from './heading-row.ts';
import { CellKeeper } from './kept-cell.ts';
import { MixedSigns } from './mixed-sign.ts';
import { describeMissing } from './moved-header.ts';
import { type PreparedSheet, prepareSheet } from './prepared-sheet.ts';
import { firstText, isBlankRow, isNumeric } from './row-condition.ts';
import type { SheetColumns, SheetConversion, SheetSummary, TakeRow } from './sheet-conversion.ts';
import { citedColumn, columnRule, type SheetLayout, type ValueColumn } from './sheet-layout.ts';
import { SheetProblems } from './sheet-problem.ts';
import { SkipCounts } from './skip-count.ts';
import { TotalRows } from './total-row.ts';
import { uncomparedNotes } from './uncompared-total.ts';
import { MissingColumns } from './wrong-mapping.ts';

const MAX_FOOTER = 20;
const MAX_TOLD_TOTALS = 10;

/** Makes one table of one sheet. What is wrong is told in the problems, and the rest is read all the same. */
export class SheetConverter {
  readonly #section: MappedSection;
  readonly #known: KnownCodes;
  readonly #sheet: SourceSheet;
  readonly #problems: SheetProblems;
  readonly #take: TakeRow;
  readonly #watchers: ((row: SourceRow) => void)[] = [];
  readonly #filled = new Map<number, SourceCell | undefined>();
  readonly #headings = new HeadingRows();
  readonly #keeper: CellKeeper | null;
  readonly #only: SheetConversion['only'];
  readonly #leaveOut: SheetConversion['leaveOut'];
  readonly #isRecall: boolean;
  readonly #sums = new TotalRows();
  readonly #signs = new MixedSigns();
  /** Of metrics in a multiple of their unit, where no mapping says what plain numbers are in. */
  readonly #units = new MixedSigns();
  readonly #skips: SkipCounts;
  readonly #footer: string[] = [];
  readonly #warnings: Text[] = [];
  #head: ReadonlyMap<number, SourceRow> = new Map();
  #prepared: PreparedSheet | null = null;
  #missing: MissingColumns | null = null;
  #isOver = false;
  #isCutShort = false;
  #rows = 0;
  #made = 0;

  constructor(conversion: SheetConversion, sheet: SourceSheet, take: TakeRow) {
    this.#section = conversion.section;
    this.#known = conversion.known;
    this.#sheet = sheet;
    this.#take = take;
    this.#problems = new SheetProblems(conversion, sheet, new Header([], false, 0));
    const said = { filled: this.#filled, headings: this.#headings };
    this.#keeper = conversion.keep === undefined ? null : new CellKeeper(sheet, said, conversion.keep);
    this.#only = conversion.only;
    this.#leaveOut = conversion.leaveOut;
    this.#isRecall = conversion.isRecall ?? false;
    this.#skips = new SkipCounts(conversion.section);
  }

  /** The first row of values. */
  get #first(): number {
    return firstRowOf(this.#section);
  }

  /** The last row that has to be read before any other is understood. */
  get headEnd(): number {
    return headEndOf(this.#section);
  }

  /** The rows above the first one, which say what is in which column. */
  get head(): readonly SourceRow[] {
    return [...this.#head.values()];
  }

  /** The rows of the header, by which tables of one sheet are told to have the same. */
  get headerRows(): string {
    return this.#section.header.rows.join();
  }

  /** Lays the sheet out once its head was read; null where it does not fit. */
  layOut(head: ReadonlyMap<number, SourceRow>, next: SourceRow | null): SheetLayout | null {
    const { header } = this.#section;
    this.#head = head;
    const rows = header.rows.map((row) => head.get(row));
    const widths = [next, ...head.values()].map((row) => row?.cells.length ?? 0);
    this.#problems.header = new Header(rows, header.fill ?? false, rows.length > 0 ? 0 : Math.max(...widths));
    this.#prepared = this.#prepare();
    const { hidden = [], nested = [] } = this.#prepared?.layout ?? {};
    this.#isCutShort ||= this.#prepared === null || hidden.length + nested.length > 0;
    if (this.#prepared !== null) {
      this.#problems.refuseUnseenColumns({ hidden, nested }, Math.max(1, ...header.rows));
      this.#skips.addHiddenColumns(this.#prepared.layout.leftOut.length);
    }
    return this.#prepared?.layout ?? null;
  }

  /** Whether the mapping names columns that are not in the header. */
  get hasMissingColumns(): boolean {
    return this.#missing !== null;
  }

  /** Says where these columns may stand now; `top` are the first rows of the sheet. */
  tellMissingColumns(top: ReadonlyMap<number, SourceRow>): void {
    if (this.#missing === null) return;
    const { rows, fill = false } = this.#section.header;
    for (const wrong of describeMissing(this.#missing, { rows, fill, sheet: this.#sheet, top }))
      this.#problems.addMapping(wrong);
  }

  refuseUnnamedColumns({ named }: SheetColumns): void {
    const { rows } = this.#section.header;
    // Where only some cells are read again, what nothing names was told when the sheet was read.
    if (rows.length > 0 && this.#only === undefined)
      this.#isCutShort ||= this.#problems.refuseUnnamedColumns(named, Math.max(...rows));
  }

  /** Makes what a row says, unless it is above the first row of values. */
  read(row: SourceRow, columns: SheetColumns): void | Promise<void> {
    const { header } = this.#section;
    if (this.#prepared === null || row.row < this.#first || header.rows.includes(row.row)) return;
    return this.#readRow(row, this.#prepared, columns);
  }

  /** Compares the totals, and says what was read. */
  end(): SheetSummary {
    if (this.#prepared !== null) this.#compareTotals(this.#prepared);
    this.#problems.refuseMixedSigns(this.#signs.found(), 'percentages');
    this.#problems.refuseMixedSigns(this.#units.found(), 'units');
    return this.#summary(this.#prepared);
  }

  #prepare(): PreparedSheet | null {
    const { header } = this.#problems;
    const { name, labels, hiddenColumns: hidden, nestedColumns: nested } = this.#sheet;
    const ofSheet = { name, labels, hidden, nested, head: this.#head };
    const context = { ...ofSheet, header, watchers: this.#watchers, filled: this.#filled, headings: this.#headings };
    try {
      return prepareSheet(this.#section, this.#known, context, this.#problems);
    } catch (error) {
      if (error instanceof MissingColumns) this.#missing = error;
      else this.#problems.addMapping(error);
      return null;
    }
  }

  async #readRow(row: SourceRow, prepared: PreparedSheet, columns: SheetColumns): Promise<void> {
    const { layout } = prepared;
    if (isBlankRow(row)) return;
    if (this.#isBelow(row, prepared)) return this.#tellLeftOut(row, () => 'rows.until');
    if (this.#isHiddenOut(row)) return this.#tellLeftOut(row, () => 'rows.hidden');
    for (const watch of this.#watchers) watch(row);
    const rule = prepared.skippedBy(row);
    if (rule !== 'rows.skip' && this.#headings.take(row)) return this.#tellLeftOut(row, () => 'heading');
    if (rule !== null) {
      this.#skips.addRow(rule);
      return this.#tellLeftOut(row, () => rule);
    }
    this.#rows++;
    const total = prepared.totals.find(({ test }) => test(row));
    if (total !== undefined && layout.values !== null) {
      this.#tellLeftOut(row, () => 'totals');
      return this.#readTotals(row, prepared, total, columns);
    }
    this.#tellLeftOut(row, (column) => columnRule(layout, column));
    const untitled = this.#readUntitled(row, columns);
    let isKept = false;
    const made = layout.values ?? [
      { column: citedColumn(layout, row.row), roles: null, fields: layout.fields, statusOfAll: null },
    ];
    for (const value of made) {
      if (this.#only?.(row.row, value.column) === false) continue;
      if (this.#isRecall) {
        this.#keeper?.keep(row, value.column, []);
        continue;
      }
      const read = () => this.#make(row, value, prepared);
      const { result, faults } =
        this.#keeper === null ? { result: read(), faults: [] } : this.#problems.collect(row.row, read);
      const all = result === null && faults.length === 0 ? [] : [...untitled, ...faults];
      if (result !== null && result.unread.length > 0) this.#sums.leaveOpen(value.column);
      if (all.length > 0) {
        isKept = true;
        this.#sums.leaveOpen(value.column);
        this.#keeper?.keep(row, value.column, all);
        continue;
      }
      if (result === null) {
        const cell = row.cells[value.column];
        this.#skips.addCell(cell);
        this.#tellLeftOut(row, (column) => (column === value.column ? this.#skips.ruleOf(cell) : null));
        continue;
      }
      if (result.unread.length === 0) this.#made++;
      // A million awaits cost more than what they wait for.
      const taken = this.#take(result);
      if (taken !== undefined) await taken;
    }
    // A row without a value has none to keep.
    if (!isKept && this.#only === undefined) this.#problems.tell(untitled);
  }

  /** Where only some cells are read again: tells which of them the mapping leaves out. */
  #tellLeftOut(row: SourceRow, ruleOf: (column: number) => string | null): void {
    if (this.#leaveOut === undefined || this.#only === undefined) return;
    for (let column = 0; column < row.cells.length; column++) {
      const rule = this.#only(row.row, column) ? ruleOf(column) : null;
      if (rule !== null) this.#leaveOut(row.row, column, rule);
    }
  }

  #readTotals(
    row: SourceRow,
    { layout, reader }: PreparedSheet,
    total: PreparedSheet['totals'][number],
    columns: SheetColumns,
  ): void {
    if (this.#only !== undefined) return;
    this.#problems.tell(this.#readUntitled(row, columns));
    for (const { column, roles } of layout.values ?? []) {
      const { metric, value = null } = (roles === null ? null : reader.value(row, column, roles)) ?? {};
      if (metric?.addsUp !== true || value === null) continue;
      this.#sums.addTotal({ ...total, key: this.#sumKey(column, metric), row: row.row, column, value });
    }
  }

  /** The row of the table that a cell makes, or a whole row where the table has no figures; null for none. */
  #make(row: SourceRow, value: ValueColumn, prepared: PreparedSheet): MappedRow | null {
    const { reader, totals, layout } = prepared;
    const { column, roles } = value;
    if (layout.values === null) return reader.record(row, value);
    if (roles === null) {
      const text = foldWidth(cellText(row.cells[column]));
      return text === '' || this.#section.marks?.[text] === 'SKIP' ? null : reader.record(row, value);
    }
    const found = reader.value(row, column, roles);
    if (found === null) return null;
    if (found.value === undefined) return reader.figure(row, value, roles, found);
    const place = { row: row.row, column, text: cellText(row.cells[column]) };
    this.#signs.add(place, found, found.sign !== null);
    if (found.metric.multiplier !== 0 && roles.unit === null) this.#units.add(place, found, found.unit !== undefined);
    if (totals.length > 0) this.#sums.add(this.#sumKey(column, found.metric), found.value);
    return reader.figure(row, value, roles, found);
  }

  /** A total is that of one metric in one column, below one heading. */
  #sumKey(column: number, { code }: KnownMetric): string {
    return `${this.#headings.last} ${column} ${code}`;
  }

  /** What stands in columns without a title, once for each row. */
  #readUntitled(row: SourceRow, columns: SheetColumns): readonly PackageFault<Text>[] {
    if (this.#section.header.rows.length === 0 || columns.row === row.row) return [];
    columns.row = row.row;
    if (this.#keeper !== null)
      return this.#problems.collect(row.row, () => this.#problems.refuseUntitledCells(row, columns.named)).faults;
    this.#problems.refuseUntitledCells(row, columns.named);
    return [];
  }

  #isBelow(row: SourceRow, prepared: PreparedSheet): boolean {
    if (!this.#isOver && prepared.isFooter(row)) {
      this.#isOver = true;
      const value = prepared.layout.values?.find(({ column }) => isNumeric(row.cells[column]));
      if (value !== undefined && !prepared.isNamedFooter(row)) {
        this.#problems.refuseValuesBelow(row, value.column);
        this.#isCutShort = true;
      }
    }
    if (this.#isOver && this.#footer.length < MAX_FOOTER) this.#footer.push(firstText(row));
    return this.#isOver;
  }

  #isHiddenOut(row: SourceRow): boolean {
    if (!row.hidden) return false;
    const hidden = this.#section.rows?.hidden;
    if (hidden === undefined) {
      this.#problems.refuseHiddenRow(row);
      this.#isCutShort = true;
    }
    if (hidden === 'SKIP') this.#skips.addRow('rows.hidden');
    return hidden !== 'READ';
  }

  #compareTotals({ totals }: PreparedSheet): void {
    const refuse = totals.some((total) => total.refuse);
    const differing = this.#sums.differing();
    for (const [index, { row, column, total, sum }] of differing.entries()) {
      const words = message('mapping.total-differs', { total, sum });
      if (refuse) this.#problems.add('totals', { row, column }, total, new Wrong(words, sum));
      else if (index < MAX_TOLD_TOTALS) {
        const place = placeWords(this.#problems.placeOf({ row, column }));
        this.#warnings.push(message('mapping.note-total', { place, words }));
      }
    }
    const more = differing.length - MAX_TOLD_TOTALS;
    if (!refuse && more > 0) this.#warnings.push(message('mapping.note-more-totals', { more }));
  }

  #summary(prepared: PreparedSheet | null): SheetSummary {
    const { header } = this.#problems;
    return {
      sheet: this.#sheet,
      rows: this.#rows,
      made: this.#made,
      isCutShort: this.#isCutShort,
      totals: this.#sums.count,
      footer: this.#footer,
      notes: [...this.#skips.notes(this.#sheet), ...uncomparedNotes(this.#sums, this.#problems)],
      warnings: this.#warnings,
      layout: prepared?.layout ?? null,
      names: Array.from({ length: header.width }, (_, column) => header.name(column)),
    };
  }
}
