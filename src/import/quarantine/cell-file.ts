import { cellText, type SheetFile, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import type { SheetReading, StoredCell } from './kept-cells.ts';
import type { StoredPart, StoredRow } from './store.ts';

/** A sheet of which there are only its head and the rows of kept cells. */
export interface CellSheet {
  readonly sheet: SourceSheet;
  readonly reading: SheetReading;
  /** The kept row of a cell; null for another cell. */
  rowAt(row: number, column: number): StoredRow | null;
  /** What a cell says, of the head or of a kept row. */
  textAt(row: number, column: number): string;
}

/** Opens the kept cells of a publisher's file as the file itself was opened. */
export function openCells(parts: readonly StoredPart[]): { readonly file: SheetFile; readonly sheets: CellSheet[] } {
  const sheets = parts.map(openSheet);
  const [first] = parts;
  const { file } = (first as StoredPart).reading as SheetReading;
  return { file: { ...file, sheets: sheets.map(({ sheet }) => sheet) }, sheets };
}

function openSheet({ reading: given, rows: stored }: StoredPart): CellSheet {
  const reading = given as SheetReading;
  const rows = new Map<number, SourceRow>(reading.head.map((row) => [row.row, row]));
  const kept = new Map<string, StoredRow>();
  const locators = new Map<string, string>();
  for (const one of stored) {
    const { row, locator, headings = [] } = one.content as StoredCell;
    for (const said of [...headings, row]) rows.set(said.row, said);
    kept.set(`${one.line}:${one.position}`, one);
    locators.set(`${one.line}:${one.position}`, locator);
    // Another cell of the row is told at its value.
    if (!locators.has(String(one.line))) locators.set(String(one.line), locator);
  }
  const inOrder = [...rows.values()].sort((a, b) => a.row - b.row);
  const locatorOf = (row: number, column: number) =>
    locators.get(`${row}:${column}`) ?? locators.get(String(row)) ?? `${row}:${column + 1}`;
  const sheet: SourceSheet = {
    name: reading.name,
    labels: new Set(reading.labels),
    hiddenColumns: new Set(reading.hiddenColumns),
    nestedColumns: new Set(reading.nestedColumns),
    ...(reading.hasLocators ? { locator: locatorOf } : {}),
    rows: async function* () {
      yield* inOrder;
    },
  };
  const textAt = (row: number, column: number) => cellText(rows.get(row)?.cells[column]);
  return { sheet, reading, rowAt: (row, column) => kept.get(`${row}:${column}`) ?? null, textAt };
}
