import { MAX_HEAD_ROWS } from '../mapping/schema.ts';
import type { SourceRow, SourceSheet } from '../reader/sheet.ts';
import type { SheetColumns, SheetSummary } from './sheet-conversion.ts';
import type { SheetConverter } from './sheet-converter.ts';

/** Reads a sheet once for all the tables that are made of it. Each column has to be named by one of them. */
export async function convertSheet(sheet: SourceSheet, converters: readonly SheetConverter[]): Promise<SheetSummary[]> {
  const headEnd = Math.max(0, ...converters.map((converter) => converter.headEnd));
  const head = new Map<number, SourceRow>();
  let columns: SheetColumns | null = null;
  let isBegun = false;
  const begin = async (next: SourceRow | null): Promise<SheetColumns | null> => {
    isBegun = true;
    const layouts = converters.map((converter) => converter.layOut(head, next));
    await tellMissingColumns(sheet, converters);
    if (layouts.every((layout) => layout === null)) return null;
    const begun = { named: new Set(layouts.flatMap((layout) => [...(layout?.named ?? [])])), row: 0 };
    if (!layouts.includes(null)) {
      const byHeader = new Map(converters.toReversed().map((converter) => [converter.headerRows, converter]));
      for (const converter of byHeader.values()) converter.refuseUnnamedColumns(begun);
    }
    for (const row of head.values()) for (const converter of converters) await converter.read(row, begun);
    return begun;
  };
  for await (const row of sheet.rows()) {
    if (row.row <= headEnd) head.set(row.row, row);
    else {
      columns ??= await begin(row);
      if (columns === null) break;
      for (const converter of converters) await converter.read(row, columns);
    }
  }
  if (columns === null && !isBegun) await begin(null);
  return converters.map((converter) => converter.end());
}

/** Reads the top of the sheet once more where the header is not as the mapping expects it. */
async function tellMissingColumns(sheet: SourceSheet, converters: readonly SheetConverter[]): Promise<void> {
  const misfits = converters.filter((converter) => converter.hasMissingColumns);
  if (misfits.length === 0) return;
  const top = new Map<number, SourceRow>();
  for await (const row of sheet.rows()) {
    if (row.row > MAX_HEAD_ROWS) break;
    top.set(row.row, row);
  }
  for (const converter of misfits) converter.tellMissingColumns(top);
}
