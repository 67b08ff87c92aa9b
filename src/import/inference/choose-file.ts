import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { message } from '../../domain/message/message.ts';
import { findOwnTable, isEmptyOwnTable, type OwnTable } from '../exported/own-table.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Problems } from '../package/problem.ts';
import { type Inference, readAgain, shownTexts } from '../question/inference.ts';
import { findBrokenLine, findCandidates, isEncoding } from '../reader/encoding-choice.ts';
import { findKeySeparator } from '../reader/joined-key.ts';
import { formatOf, openSheetFile } from '../reader/open.ts';
import { cellText, type SheetFile, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { dropApostrophes, markedEncoding, withoutApostrophes } from '../reader/text-file.ts';
import { tellUnreadable } from '../reader/unreadable.ts';
import { findTable, type TableShape } from '../shape/table-shape.ts';
import { findOwnExport, type OwnExport } from './own-export.ts';

/** A file, the sheet of it that has a table, and how a mapping says that it is read. */
export interface ChosenFile {
  readonly opened: SheetFile;
  readonly sheet: SourceSheet;
  readonly table: TableShape;
  readonly file: NonNullable<Mapping['file']>;
  /** Of the first rows, to see in which language they are. */
  readonly text: string;
  /** What the sheet is where this platform exported it; null for any other. */
  readonly own: OwnExport | null;
  readonly ownTable: OwnTable | null;
}

const MAX_ROWS = 20_000;
const SAMPLE_ROWS = 50;
/** How the header of SDMX-CSV 1.0 and 2 begins. */
const SDMX_HEADER = /^\ufeff?"?(?:DATAFLOW|STRUCTURE(?:\[.?\])?"?[,;\t]"?STRUCTURE_ID)"?[,;\t]/;
const DELIMITERS = [',', ';', '\t', '|', '；', '，'];

/** Finds out how a file is written and which of its sheets has a table; null where it cannot be read, with the reason in `problems`. */
export async function chooseFile(file: string, inference: Inference, problems: Problems): Promise<ChosenFile | null> {
  const format = formatOf(file);
  const isText = format === 'csv' || format === 'tsv' || format === 'sdmx-csv';
  const how: NonNullable<Mapping['file']> = isText
    ? await chooseText(file, format === 'tsv' ? 'tsv' : 'csv', inference)
    : {};
  const opened = await openSheetFile(file, how, problems);
  if (opened === null) return null;
  const tables: FoundTable[] = [];
  // Text that this platform exports has apostrophes against formulas.
  const isGuarded = (found: FoundTable) => opened.format === 'csv' && isExported(found);
  for (const given of opened.sheets) {
    const rows = await firstRows(given, opened.name, problems);
    const table = rows === null ? null : findTable(rows, given.figures !== undefined);
    // The other sheet of its workbook describes what is not there.
    if (rows !== null && table === null && (isEmptyOwnTable(rows) || findOwnExport(rows, given.labels) !== null)) {
      problems.add({
        resource: opened.name,
        message: message('inference.no-rows'),
        expected: message('inference.rows-expected'),
      });
      return null;
    }
    if (rows === null || table === null) continue;
    const found = { sheet: given, table, rows, ...readExport(rows, given) };
    tables.push(isGuarded(found) ? withoutGuards(found) : found);
  }
  // The second sheet of an exported workbook says what is in the first.
  const exported = tables.filter(isExported);
  const found = exported.length === 1 ? exported : tables;
  const given = inference.answers.get('file.sheets');
  const wanted = given === undefined ? null : (JSON.parse(given) as string[]);
  const first = found.find(({ sheet }) => wanted === null || sheet.name === wanted[0]);
  if (first === undefined) {
    if (problems.none)
      problems.add({
        resource: opened.name,
        message: message('inference.no-table'),
        expected: message('inference.table-expected'),
      });
    return null;
  }
  const names = opened.sheets.flatMap(({ name }) => (name === null ? [] : [name]));
  const sheets = found.flatMap(({ sheet }) => (sheet.name === null ? [] : [sheet.name]));
  if (sheets.length > 1 && wanted === null) {
    inference.ask('file.sheets', message('inference.which-sheets', { sheets: shownTexts(sheets) }), sheets, {
      options: sheets,
      isList: true,
      apply: readAgain,
    });
  }
  if (names.length > 1 && sheets.length === 1)
    inference.decide('file.sheets', message('inference.only-table', { sheet: sheets[0] ?? '' }));
  const chosen = names.length > 1 && first.sheet.name !== null ? sheetChoice(names, wanted ?? [first.sheet.name]) : {};
  const text = first.rows
    .slice(0, SAMPLE_ROWS)
    .flatMap(({ cells }) => cells.map(cellText))
    .join(' ');
  const guarded = isGuarded(first) ? { apostrophes: 'DROP' as const } : {};
  const { sheet, table, own, ownTable } = first;
  return { opened, sheet, table, file: { ...how, ...guarded, ...chosen }, text, own, ownTable };
}

/** A sheet that has a table. */
interface FoundTable extends Pick<ChosenFile, 'sheet' | 'table' | 'own' | 'ownTable'> {
  readonly rows: readonly SourceRow[];
}

const readExport = (rows: readonly SourceRow[], { labels }: SourceSheet): Pick<FoundTable, 'own' | 'ownTable'> => ({
  own: findOwnExport(rows, labels),
  ownTable: findOwnTable(rows),
});

function withoutGuards(found: FoundTable): FoundTable {
  const rows = found.rows.map(dropApostrophes);
  const sheet = withoutApostrophes(found.sheet);
  return { ...found, sheet, rows, ...readExport(rows, sheet) };
}

const isExported = ({ own, ownTable }: Pick<FoundTable, 'own' | 'ownTable'>): boolean =>
  own !== null || ownTable !== null;

const sheetChoice = (names: readonly string[], sheets: readonly string[]): NonNullable<Mapping['file']> => ({
  sheets: [...sheets],
  ignore: names.filter((name) => !sheets.includes(name)),
});

async function firstRows(sheet: SourceSheet, file: string, problems: Problems): Promise<SourceRow[] | null> {
  const rows: SourceRow[] = [];
  try {
    for await (const row of sheet.rows()) {
      rows.push(row);
      if (rows.length === MAX_ROWS) break;
    }
    return rows;
  } catch (error) {
    tellUnreadable(error, file, problems);
    return null;
  }
}

/** The encoding and the delimiter of a text file, where they are not the usual ones. */
async function chooseText(
  file: string,
  format: 'csv' | 'tsv',
  inference: Inference,
): Promise<NonNullable<Mapping['file']>> {
  const marked = await markedEncoding(file);
  const candidates =
    marked.name === 'utf-8' ? await findCandidates(file) : [{ encoding: marked.name, plausibility: 1 }];
  const [best, second] = candidates;
  const given = inference.answers.get('file.encoding');
  const encoding = given ?? best?.encoding ?? 'utf-8';
  if (given === undefined && encoding !== 'utf-8') {
    // Windows-1252 reads any bytes: é of UTF-8 as two letters.
    const broken = await findBrokenLine(file);
    const isClear =
      broken === null &&
      (best?.plausibility ?? 0) > 0.9 &&
      (best?.plausibility ?? 0) - (second?.plausibility ?? 0) > 0.2;
    const names = candidates.map((one) => one.encoding);
    if (isClear)
      inference.decide(
        'file.encoding',
        message('inference.encoding', { encoding }),
        names.length === 1 ? 'CERTAIN' : 'LIKELY',
      );
    else {
      const question =
        broken === null
          ? message('inference.which-encoding', { file: basename(file) })
          : message('inference.broken-utf-8', { file: basename(file), line: String(broken) });
      inference.ask('file.encoding', question, names, { options: names, accepts: isEncoding, apply: readAgain });
    }
  }
  const lines = await firstLines(file, encoding);
  const isSdmx = format === 'csv' && SDMX_HEADER.test(lines[0] ?? '');
  if (isSdmx) inference.decide('file.format', message('inference.format', { format: 'sdmx-csv' }));
  const usual = format === 'tsv' ? '\t' : ',';
  const isUsual = format === 'tsv' && lines.some((line) => line.includes(usual));
  const delimiter = isUsual ? usual : findDelimiter(lines);
  if (delimiter !== usual)
    inference.decide('file.delimiter', message('inference.delimiter', { delimiter: JSON.stringify(delimiter) }));
  const keySeparator = isSdmx ? null : findKeySeparator((lines[0] ?? '').split(delimiter)[0] ?? '');
  if (keySeparator !== null)
    inference.decide('file.keySeparator', message('inference.joined-key', { separator: JSON.stringify(keySeparator) }));
  return {
    ...(isSdmx ? { format: 'sdmx-csv' as const } : {}),
    ...(keySeparator === null ? {} : { keySeparator }),
    ...(encoding === 'utf-8' || marked.name !== 'utf-8' ? {} : { encoding }),
    ...(delimiter === usual ? {} : { delimiter }),
  };
}

async function firstLines(file: string, encoding: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: 65_535 })) chunks.push(chunk as Buffer);
  const text = new TextDecoder(encoding).decode(Buffer.concat(chunks), { stream: true });
  return text.split(/\r\n?|\n/).slice(0, SAMPLE_ROWS);
}

/** The delimiter that stands equally often in most lines, the most often. Quoted cells are left out. */
function findDelimiter(lines: readonly string[]): string {
  const plain = lines.map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const scored = DELIMITERS.map((delimiter) => {
    const counts = new Map<number, number>();
    for (const line of plain) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    return { delimiter, lines: Math.max(0, ...counts.values()) };
  });
  return scored.reduce((best, one) => (one.lines > best.lines ? one : best)).delimiter;
}
