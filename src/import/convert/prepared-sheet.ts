import type { KnownCodes } from '../mapping/known-code.ts';
import type { MappedSection } from '../mapping/section.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { cellValueReader } from './cell-value.ts';
import { FigureReader } from './figure.ts';
import type { ComplainOfText } from './role.ts';
import { type RowTest, rowTest } from './row-condition.ts';
import { layOutSheet, type SheetLayout } from './sheet-layout.ts';
import type { SheetProblems } from './sheet-problem.ts';
import type { RowRule } from './skip-count.ts';
import { expectCell, type SheetContext } from './text-lookup.ts';
import { within } from './wrong-mapping.ts';

/** A sheet whose head was read: what is where, and which rows are what. */
export interface PreparedSheet {
  readonly layout: SheetLayout;
  readonly reader: FigureReader;
  /** What of the mapping leaves the row out; null for a row that is read. */
  readonly skippedBy: (row: SourceRow) => RowRule | null;
  readonly isFooter: RowTest;
  /** Whether the mapping gives the whole text by which the footer begins. */
  readonly isNamedFooter: RowTest;
  readonly totals: readonly {
    readonly test: RowTest;
    readonly tolerance: string | undefined;
    readonly refuse: boolean;
  }[];
}

/** Applies a mapping to a sheet whose head was read. Throws WrongMapping or Wrong where they do not fit. */
export function prepareSheet(
  section: MappedSection,
  known: KnownCodes,
  context: SheetContext,
  problems: SheetProblems,
): PreparedSheet {
  const { header } = context;
  const { rows, totals = [] } = section;
  for (const [cell, text] of Object.entries(section.cells ?? {}))
    within(`cells.${cell}`, () => expectCell(cell, text, context));
  const readCell = cellValueReader(section);
  const complain: ComplainOfText = (...problem) => problems.add(...problem);
  const layout = layOutSheet(section, known, context, complain, readCell);
  const [skipped, kept] = [rows?.skip, rows?.only].map((conditions) =>
    conditions?.map((condition) => rowTest(condition, header)),
  );
  return {
    layout,
    reader: new FigureReader(section, layout, readCell, problems),
    skippedBy: (row) => {
      if (skipped?.some((test) => test(row))) return 'rows.skip';
      return kept?.every((test) => !test(row)) ? 'rows.only' : null;
    },
    isFooter: rows?.until === undefined ? () => false : rowTest(rows.until, header),
    isNamedFooter: rowTest({ column: rows?.until?.column, in: rows?.until?.in }, header),
    totals: totals.map(({ tolerance, mismatch, ...condition }) => ({
      test: rowTest(condition, header),
      tolerance,
      refuse: mismatch === 'REFUSE',
    })),
  };
}
