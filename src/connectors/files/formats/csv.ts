import { type Bytes, buildWriter, type Sheet, type SheetCell } from './sheet.ts';

/** Excel takes a CSV for the code page of its country unless it begins with this. */
const MARK = '\uFEFF';
const END = '\r\n';
const QUOTED = /["\r\n,]/;
/** How a spreadsheet tells a formula from a text. What begins so behind apostrophes gets one more, so that it can be taken away again. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * CSV as RFC 4180 has it. No value is an empty field, an empty text is `""`. Numbers stand as they were published; a text that a spreadsheet
 * would take for a formula is preceded by an apostrophe (`guard`), so that opening a file never runs what somebody wrote into a name.
 */
export async function* csvBytes({ columns, batches }: Sheet, { mark = true, guard = true } = {}): Bytes {
  const field = guard ? guarded : quoted;
  const writers = columns.map(({ type }) => (type === 'string' ? buildWriter(field) : null));
  const head = columns.map(({ name }) => quoted(name)).join(',');
  yield Buffer.from(`${mark ? MARK : ''}${head}${END}`);
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      for (let at = 0; at < row.length; at++) {
        if (at > 0) text += ',';
        const cell = row[at] as SheetCell;
        if (cell !== null) text += writers[at]?.(cell) ?? cell;
      }
      text += END;
    }
    yield Buffer.from(text);
  }
}

const guarded = (text: string): string => quoted(FORMULA.test(text) ? `'${text}` : text);

function quoted(text: string): string {
  if (text === '') return '""';
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
