import { message } from '../../domain/message/message.ts';
import { firstText, textTest } from '../convert/row-condition.ts';
import type { RowCondition } from '../mapping/reading-schema.ts';
import { MAX_HEAD_ROWS } from '../mapping/schema.ts';
import { type Inference, readAgain } from '../question/inference.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { footerMarks, type TableShape } from '../shape/table-shape.ts';

/** What is done at the header of another table. */
const AT_HEADER = ['rows.until', 'rows.skip'];
/** What only a person can write: what is read of the other table as well. */
const BOTH_TABLES = 'tables';

/** Asks whether what looks like the header of another table is passed over, as one of another page is, or ends this table. */
export function askSecondHeader(row: SourceRow, inference: Inference): void {
  const text = JSON.stringify(firstText(row).slice(0, 40));
  const question = message('inference.second-header', { row: String(row.row), text });
  const choices = row.row <= MAX_HEAD_ROWS ? [...AT_HEADER, BOTH_TABLES] : AT_HEADER;
  inference.ask('rows.until', question, choices, { options: AT_HEADER, apply: readAgain });
}

/** What tells the first row of the footer; null for none, and where it tells rows of the table as well. */
export function inferFooter(table: TableShape, inference: Inference): RowCondition | null {
  const [first] = table.footer;
  if (first === undefined) return null;
  const marks = footerMarks(first);
  const until = marks.find((mark) => {
    const isFooter = textTest(mark);
    return !table.rows.some((row) => isFooter(firstText(row)));
  });
  const { begins = [], ends = [] } = until ?? marks.at(-1) ?? {};
  if (until === undefined) {
    const question = message('inference.where-footer', { text: JSON.stringify(begins[0]), row: String(first.row) });
    inference.ask('rows.until', question, [], {
      options: [],
      accepts: () => true,
      apply: (mapping, answer) => ({ ...mapping, rows: { ...mapping.rows, until: { begins: [answer] } } }),
    });
    return null;
  }
  const [end] = ends;
  const text = JSON.stringify(end ?? begins[0]);
  inference.decide('rows.until', message(end === undefined ? 'inference.footer' : 'inference.footer-ends', { text }));
  return until;
}
