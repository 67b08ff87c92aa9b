import { list, message, type Text } from '../../domain/message/message.ts';
import type { TableMapping } from '../mapping/schema.ts';
import { clipped, oneLine } from '../package/problem.ts';
import { cellText, type SourceCell, type SourceSheet } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';

/** A part of a mapping that leaves rows out. */
export type RowRule = 'rows.skip' | 'rows.only' | 'rows.hidden';

/** Counts what a mapping leaves out of a sheet, by the rule that says so. */
export class SkipCounts {
  readonly #rows = new Map<RowRule, number>();
  readonly #cells = new Map<string, number>();
  readonly #marks: ReadonlySet<string>;
  /** What the status of its row would have to explain. */
  readonly #unexplained: ReadonlySet<string>;
  #columns = 0;
  #withoutStatus = 0;

  constructor({ marks = {}, blank }: Pick<TableMapping, 'marks' | 'blank'>) {
    const those = (meaning: string) =>
      Object.keys(marks).flatMap((mark) => (marks[mark] === meaning ? [foldWidth(mark)] : []));
    this.#marks = new Set(those('SKIP'));
    this.#unexplained = new Set([...those('STATUS'), ...(blank === 'STATUS' ? [''] : [])]);
  }

  addRow(rule: RowRule): void {
    this.#rows.set(rule, (this.#rows.get(rule) ?? 0) + 1);
  }

  addHiddenColumns(count: number): void {
    this.#columns += count;
  }

  /** Counts a cell that made no row of the table, where a mark is the reason, or where neither it nor a status says anything. */
  addCell(cell: SourceCell | undefined): void {
    if (this.#marks.size + this.#unexplained.size === 0) return;
    const mark = foldWidth(cellText(cell));
    if (this.#unexplained.has(mark)) this.#withoutStatus++;
    if (this.#marks.has(mark)) this.#cells.set(mark, (this.#cells.get(mark) ?? 0) + 1);
  }

  /** Why a cell makes no row of the table. */
  ruleOf(cell: SourceCell | undefined): string {
    const text = foldWidth(cellText(cell));
    if (text === '') return 'blank';
    return this.#marks.has(text) ? markRule(text) : 'values';
  }

  /** What was left out, in one line; none where that is nothing. */
  notes({ name }: Pick<SourceSheet, 'name'>): readonly Text[] {
    const counts: Text[] = [
      ...[...this.#rows].map(([rule, count]) => message('mapping.skipped-rows', { rule, count })),
      ...(this.#columns === 0
        ? []
        : [message('mapping.skipped-columns', { rule: 'columns.hidden', count: this.#columns })]),
      ...[...this.#cells].map(([mark, count]) => message('mapping.skipped-cells', { rule: markRule(mark), count })),
      ...(this.#withoutStatus === 0 ? [] : [message('mapping.skipped-without-status', { count: this.#withoutStatus })]),
    ];
    if (counts.length === 0) return [];
    const words = { counts: list(counts) };
    return name === null
      ? [message('mapping.note-skipped', words)]
      : [message('mapping.note-skipped-in-sheet', { ...words, sheet: oneLine(name) })];
  }
}

const markRule = (mark: string): string => `marks.${oneLine(clipped(mark))}`;
