import { basename, extname } from 'node:path';
import type { Text } from '../domain/message/message.ts';
import { readMapping } from './mapping/mapping-file.ts';
import { readLines } from './package/csv.ts';
import { openPackage } from './package/package.ts';
import { type PackageFault, Problems } from './package/problem.ts';
import { openSheetFile } from './reader/open.ts';
import { cellName, type SourceCell, type SourceSheet } from './reader/sheet.ts';

/** What was refused: the folder of a package, or a file and the mapping that it is read by. */
export type RefusedSource = { readonly directory: string } | { readonly file: string; readonly mapping: string };

/** A table of what was refused, as it is written again: a file of a package, or a sheet. */
export interface RefusedTable {
  /** Of the file that is written. */
  readonly name: string;
  /** Of the file that was refused. */
  readonly path: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** What is wrong in its rows. */
  readonly faults: readonly PackageFault<Text>[];
  rows(): AsyncIterable<{ readonly line: number; readonly cells: readonly string[] }>;
}

/** Opens the tables of what was refused; none where it is no package, or the mapping cannot be read. */
export const openRefusedTables = (
  source: RefusedSource,
  faults: readonly PackageFault<Text>[],
): Promise<RefusedTable[]> =>
  'directory' in source ? openFiles(source.directory, faults) : openSheets(source.file, source.mapping, faults);

async function openFiles(directory: string, faults: readonly PackageFault<Text>[]): Promise<RefusedTable[]> {
  const found = await openPackage(directory, new Problems(0));
  return [...(found?.resources.values() ?? [])].map(({ file, path, declared }) => ({
    name: basename(path).replace(/\.gz$/, ''),
    path,
    delimiter: declared.dialect.delimiter,
    hasHeader: declared.dialect.headerRow !== null,
    faults: faults.filter(({ resource, row }) => resource === path && row !== null),
    rows: () => readLines(file, declared),
  }));
}

async function openSheets(
  file: string,
  mappingFile: string,
  faults: readonly PackageFault<Text>[],
): Promise<RefusedTable[]> {
  const mapping = await readMapping(mappingFile, new Problems(0));
  // A first column that joins several stays as it is: the same mapping takes it apart again.
  const how = { ...mapping?.file, keySeparator: undefined };
  const opened = mapping && (await openSheetFile(file, how, new Problems(0)));
  if (!opened) return [];
  const own = faults.filter(({ resource, row }) => resource === opened.name && row !== null);
  const plain = basename(opened.name, extname(opened.name));
  return opened.sheets.map((sheet) => ({
    // A sheet may have a name that no file can have.
    name: `${(sheet.name ?? plain).replace(/[^\p{L}\p{N} ()._-]/gu, '-')}.csv`,
    path: opened.name,
    delimiter: ',',
    hasHeader: true,
    faults: own.filter((fault) => isIn(sheet, fault)),
    rows: () => readSheet(sheet),
  }));
}

/** A problem of a workbook names its cell, and with it the sheet. */
function isIn({ name }: SourceSheet, { cell = '' }: PackageFault<Text>): boolean {
  return name === null || cell.startsWith(cellName(name, 1, 0).slice(0, -'A1'.length));
}

async function* readSheet(sheet: SourceSheet) {
  for await (const { row, cells } of sheet.rows()) yield { line: row, cells: cells.map(shownText) };
}

/** What lies under a merged cell is shown in its first cell only. */
const shownText = (cell: SourceCell): string =>
  typeof cell === 'string' ? cell : cell.type === 'covered' ? '' : cell.text;
