import { columnLetters } from '../reader/sheet.ts';
import { ownText } from '../text/plain-text.ts';
import { isUnitLine } from './header-form.ts';
import { periodsWithin } from './period-within.ts';
import type { TableShape } from './table-shape.ts';

/** What a title above a table calls it. */
export interface TableName {
  readonly name: string;
  readonly cell: string;
}

/** What stands above tables and does not say what they are of. */
const LABEL =
  /^(?:数据库|数据来源|来源|时间|日期|填报单位|制表单位|更新时间|table|tabelle|source|quelle|date|stand|last updated?|updated|published|database)\s*[:：]/i;
const MAX_TITLE = 200;

/** Whether a text says where a table comes from, or when it was made. */
export const isTableLabel = (text: string): boolean => LABEL.test(text);

/** The first title that stands alone in its row, without the period that it says; null where there is none. */
export function findTableName({ titles }: TableShape): TableName | null {
  for (const { row, cells } of titles) {
    const said = cells.flatMap((cell, column) => {
      const text = ownText(cell);
      return text === '' ? [] : [{ text, column }];
    });
    const [only, another] = said;
    if (only === undefined || another !== undefined || only.text.length > MAX_TITLE) continue;
    if (isTableLabel(only.text) || isUnitLine(only.text)) continue;
    const name = withoutPeriods(only.text);
    if (/\p{L}{2}/u.test(name)) return { name, cell: `${columnLetters(only.column)}${row}` };
  }
  return null;
}

const NUMBER_OF_TABLE =
  /^(?:(?:附|续)?表|tab(?:le|elle|leau)|tabla|cuadro)\.? ?\d{1,3}(?:[-–.]\d{1,3}){0,2}[:.]?(?: |(?=\p{Script=Han}))/iu;

/** A title without the number of its table. */
export const withoutTableNumber = (text: string): string => text.replace(NUMBER_OF_TABLE, '');

/** A title of each month has another period in it, and means the same metric; so does one with the number of the table. */
function withoutPeriods(text: string): string {
  const rest = periodsWithin(text).reduce((left, { period }) => left.replace(period, ''), text);
  return withoutTableNumber(rest)
    .replaceAll(/\([\s–—~至-]{0,3}\)/g, '')
    .replace(/^[\s,;:–—-]+|(?:[\s,;:–—-]|\b(?:in|of|for|from|to|and|as of|am|vom|bis|und))+$/g, '')
    .replaceAll(/\s{2,}/g, ' ');
}
