import { basename, extname } from 'node:path';
import { list, message } from '../../domain/message/message.ts';
import { oneLine, type Problems, quoted } from '../package/problem.ts';
import { existingFileSize } from './existing-file.ts';
import { openJsonFile } from './json-file.ts';
import { openParquetFile } from './parquet-file.ts';
import { openPxFile } from './px.ts';
import { openSdmxCsv } from './sdmx-csv.ts';
import { openSdmxMl } from './sdmx-ml.ts';
import { FILE_FORMATS, type SheetFile, type SourceFormat, type SourceSheet } from './sheet.ts';
import { openTextFile } from './text-file.ts';
import { openWorkbook } from './workbook.ts';

/** How a mapping says that a file is read. */
export interface SheetFileOptions {
  readonly format?: SourceFormat | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly quote?: string | null | undefined;
  readonly keySeparator?: string | undefined;
  readonly apostrophes?: 'DROP' | undefined;
  readonly sheets?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
}

/** Opens a file as sheets of cells; null where it cannot be read, with the reason in `problems`. */
export async function openSheetFile(
  file: string,
  options: SheetFileOptions,
  problems: Problems,
): Promise<SheetFile | null> {
  await existingFileSize(file);
  const format = options.format ?? formatOf(file);
  if (format === null) {
    const ending = extname(file);
    const [text, expected] =
      ending.toLowerCase() === '.geojson'
        ? [message('mapping.borders'), message('mapping.borders-expected')]
        : [message('mapping.unknown-format', { ending: quoted(ending) }), list(FILE_FORMATS)];
    problems.add({ resource: basename(file), message: text, expected });
    return null;
  }
  switch (format) {
    case 'csv':
    case 'tsv':
      return openTextFile(file, { ...options, format }, problems);
    case 'sdmx-csv':
      return openSdmxCsv(file, { ...options, format }, problems);
    case 'json-stat':
    case 'json-rows':
    case 'sdmx-json':
      return openJsonFile(file, { encoding: options.encoding, format: options.format && format }, problems);
    case 'sdmx-ml':
      return openSdmxMl(file, options, problems);
    case 'px':
      return openPxFile(file, options, problems);
    case 'parquet':
      return openParquetFile(file, problems);
    default:
      return openWorkbook(file, format, problems);
  }
}

/** Endings that are not the name of their format. */
const ENDINGS: readonly (readonly [string, SourceFormat])[] = [
  ['.txt', 'tsv'],
  ['.sdmx.csv', 'sdmx-csv'],
  ['.sdmx.json', 'sdmx-json'],
  ['.xml', 'sdmx-ml'],
  // Or SDMX-JSON or a list of objects, as the file itself says.
  ['.json', 'json-stat'],
];

/** What the name of a file says of its format. */
export function formatOf(file: string): SourceFormat | null {
  const name = basename(file).toLowerCase();
  const [, other] = ENDINGS.find(([ending]) => name.endsWith(ending)) ?? [];
  return other ?? FILE_FORMATS.find((format) => name.endsWith(`.${format}`)) ?? null;
}

/** The sheets that a mapping reads. Each sheet of a workbook has to be named, as one to read or one to leave. */
export function chooseSheets(
  { name: file, sheets }: SheetFile,
  { sheets: wanted, ignore = [] }: SheetFileOptions,
  mappingFile: string,
  problems: Problems,
): readonly SourceSheet[] {
  const names = sheets.flatMap(({ name }) => (name === null ? [] : [name]));
  if (names.length === 0) return sheets;
  for (const name of [...(wanted ?? []), ...ignore]) {
    if (names.includes(name)) continue;
    const text = message('mapping.no-sheet', { sheet: quoted(name), file: oneLine(file) });
    problems.add({ resource: mappingFile, column: 'file.sheets', value: name, message: text, expected: list(names) });
  }
  const isNamed = (name: string) => wanted?.includes(name) || ignore.includes(name);
  if (wanted === undefined && names.length === 1) return sheets;
  for (const name of names) {
    if (isNamed(name)) continue;
    const text = message('mapping.sheet-unnamed', { sheet: quoted(name) });
    problems.add({ resource: file, value: name, message: text, expected: message('mapping.sheet-named') });
  }
  return sheets.filter(({ name }) => name !== null && wanted?.includes(name));
}
