import {
  type Bytes,
  buildWriter,
  type CellType,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
} from './sheet.ts';
import { ROOT_PARTS, SHEET_NAMESPACE, STYLE, XML } from './xlsx-part.ts';
import { type Entry, zipBytes } from './zip.ts';

/** Rows that a sheet of Excel holds, the header among them. */
const MAX_ROWS = 1_048_576;
/** Characters that a cell of Excel holds. */
const MAX_TEXT_LENGTH = 32_767;
/** Rows that are handed on together: a thousand bytes each, or two. */
const PIECE = 250;
const WIDTH = { string: 18, double: 14, int32: 10, boolean: 10, date: 12, dateTimeOffset: 20 } as const;

/** A sheet of words about the data: names, and what they are. */
export type Notes = readonly (readonly [name: string, text: string])[];

export interface Workbook {
  readonly sheet: Sheet;
  /** Rows that there are to write: a sheet that cannot hold them all says so. */
  readonly total: number;
  /** The names of the two sheets. */
  readonly titles: readonly [data: string, about: string];
  readonly notes: Notes;
  /** Rows that a sheet holds, for tests. */
  readonly most?: number;
}

/**
 * A workbook: the rows under a header that stays in sight, and a second sheet about them. Where there are more rows than a sheet holds, the
 * last row says so, and so does the second sheet in its first.
 */
export function xlsxBytes({ sheet, total, titles, notes, most = MAX_ROWS }: Workbook): Bytes {
  const room = most - 1;
  const cut =
    total > room
      ? `INCOMPLETE: this sheet ends after ${room - 1} of ${total} rows, because Excel holds no more. Select less, or take CSV or Parquet.`
      : null;
  const about: Notes = cut === null ? notes : [['INCOMPLETE', cut], ...notes];
  const rows = cut === null ? sheet.batches : firstOf(sheet.batches, room - 1);
  const entries: Entry[] = [
    ...ROOT_PARTS(titles).map(([name, text]) => ({ name, bytes: once(text) })),
    { name: 'xl/worksheets/sheet1.xml', bytes: dataSheet(sheet.columns, rows, cut) },
    { name: 'xl/worksheets/sheet2.xml', bytes: once(noteSheet(about)) },
  ];
  return zipBytes(entries);
}

async function* once(text: string): Bytes {
  yield Buffer.from(text);
}

async function* firstOf(
  batches: AsyncIterable<readonly SheetRow[]>,
  most: number,
): AsyncGenerator<readonly SheetRow[]> {
  let left = most;
  for await (const rows of batches) {
    if (left > 0) yield rows.slice(0, left);
    left -= rows.length;
    if (left <= 0) return;
  }
}

async function* dataSheet(
  columns: readonly SheetColumn[],
  batches: AsyncIterable<readonly SheetRow[]>,
  cut: string | null,
): Bytes {
  const widths = columns.map(
    ({ type }, at) => `<col min="${at + 1}" max="${at + 1}" width="${WIDTH[type]}" customWidth="1"/>`,
  );
  const names = columns.map(({ name }) => textCell(name, STYLE.head)).join('');
  yield Buffer.from(
    `${XML}<worksheet xmlns="${SHEET_NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${names}</row>`,
  );
  const writers = columns.map(({ type }) => buildWriter(CELL[type]));
  for await (const rows of batches) {
    let text = '';
    for (const [place, row] of rows.entries()) {
      if (place > 0 && place % PIECE === 0) {
        yield Buffer.from(text);
        text = '';
      }
      text += '<row>';
      for (let at = 0; at < row.length; at++) {
        const cell = row[at] as SheetCell;
        text += cell === null ? '<c/>' : (writers[at] as (cell: string) => string)(cell);
      }
      text += '</row>';
    }
    yield Buffer.from(text);
  }
  const last = cut === null ? '' : `<row>${textCell(cut, STYLE.head)}</row>`;
  yield Buffer.from(`${last}</sheetData></worksheet>`);
}

function noteSheet(notes: Notes): string {
  const rows = notes.map(([name, text]) => `<row>${textCell(name, STYLE.head)}${textCell(text, STYLE.plain)}</row>`);
  return `${XML}<worksheet xmlns="${SHEET_NAMESPACE}"><cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="100" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

const CELL: Readonly<Record<CellType, (cell: string) => string>> = {
  string: (cell) => textCell(cell, STYLE.plain),
  double: (cell) => `<c><v>${cell}</v></c>`,
  int32: (cell) => `<c><v>${cell}</v></c>`,
  boolean: (cell) => `<c t="b"><v>${cell === 'true' ? 1 : 0}</v></c>`,
  date: (cell) => dayCell(cell, STYLE.day),
  dateTimeOffset: (cell) => dayCell(cell, STYLE.moment),
};

/** Excel counts days from the end of 1899, and knows none before March 1900 by its right number: those stay texts. */
const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST = Date.UTC(1900, 2, 1);

function dayCell(text: string, style: number): string {
  const time = Date.parse(text);
  return time >= FIRST ? `<c s="${style}"><v>${(time - EPOCH) / DAY}</v></c>` : textCell(text, STYLE.plain);
}

function textCell(text: string, style: number): string {
  const short = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
  const styled = style === STYLE.plain ? '' : ` s="${style}"`;
  return `<c t="inlineStr"${styled}><is><t xml:space="preserve">${xmlText(short)}</t></is></c>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is what is searched for
const SPECIAL = /[&<>\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_|\p{Surrogate}/gu;
const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML cannot hold is written as Excel writes it, `_x0001_`; and what looks like that, so that it comes back as it was. */
export const xmlText = (text: string): string =>
  text.replace(SPECIAL, (found) => {
    if (found.length > 1) return `_x005F${found}`;
    return ENTITY[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
