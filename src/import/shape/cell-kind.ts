import { cellText, type SourceCell, typedPeriod } from '../reader/sheet.ts';
import { withoutCurrency } from '../text/currency.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { isWrittenDate } from '../text/written-date.ts';
import { isDottedDay } from './period-within.ts';

/** What a cell looks like before anything is known of its table. A year may be a number and a period; a mark stands in place of a value. */
export type CellLook = 'BLANK' | 'NUMBER' | 'YEAR' | 'PERIOD' | 'MARK' | 'TEXT';

/** A blank can be read in one way only, so that no cell takes longer than its length. */
const NUMBER =
  /^(?:[-+\u2212(]|[△▲▼] ?)?\d[\d,. ']*(?:[eE][-+]?\d{1,3}|(?<! ))\s*(?:[%‰]\s*)?(?:\)\s*)?(?:[%‰]\s*)?[^\p{L}\p{N}\s]{0,3}$/u;
const MARK = /^(?:[^\p{L}\p{N}]{1,3}|n\/?a|n\.a\.|#n\/a|nan|null|x|\[[a-z]{1,3}\])$/iu;
/** A value with a flag of letters behind it, and a flag that stands in place of a value: `12.5 p`, `110r`, `97 [r]`, `: c`. */
const FLAGGED =
  /^(?:[-+]?\d+(?:\.\d+)?|:) [a-z]{1,3}$|^[-+]?\d[\d.,]*\d[bcdefnprsuz]$|^[-+]?\d[\d.,]*%? ?\[[a-z]{1,3}\]$/;
/** A value with its unit behind it: 1.5万, 3件, 12.5万元. A number before another character may be a name, as 3组 is. */
const WITH_UNIT =
  /^[-+]?\d[\d.,]*\s?(?=[^\d.,\s])[百千万萬亿億]{0,2}(?:[元件人个個户戶起次名家份台辆輛吨噸亩畝项項]|公顷|公里|平方米|立方米|美元|公斤|千克|斤|小时|天)?[*※★☆†‡#]?$/;
/** What says no more than a bound, of a value or of ages: `<5`, `65+`. */
const BOUND = /^(?:[<>≤≥]\s?\d[\d.,]*\s?%?|\d{1,3}\+)$/;
/** What stands for a unit as well as in place of a value. */
const UNIT_SIGN = /[%‰€$£¥₹#№]/;
const PLAIN_NUMBER = /^(?:\d+|[-+]?\d+\.\d+)$/;
const YEAR = /^(?:1[89]|20|21)\d{2}$/;

export function kindOfCell(cell: SourceCell | undefined): CellLook {
  const text = foldWidth(cellText(cell));
  if (text === '') return 'BLANK';
  if (typedPeriod(cell) !== null) return 'PERIOD';
  if (typeof cell === 'object' && cell.type !== 'text' && cell.type !== 'covered') {
    if (cell.type === 'error') return 'MARK';
    return YEAR.test(cell.value) ? 'YEAR' : 'NUMBER';
  }
  if (YEAR.test(text)) return 'YEAR';
  // Plain numbers are no periods, and most cells are plain numbers.
  if (!PLAIN_NUMBER.test(text) && isPeriodText(text)) return 'PERIOD';
  if (isDottedDay(text) || isWrittenDate(text)) return 'PERIOD';
  if (FLAGGED.test(text)) return text.startsWith(':') ? 'MARK' : 'NUMBER';
  if (MARK.test(text) || BOUND.test(text)) return 'MARK';
  const money = withoutCurrency(text);
  if (money !== null) return NUMBER.test(money.rest) ? 'NUMBER' : 'TEXT';
  return NUMBER.test(text) || WITH_UNIT.test(text) ? 'NUMBER' : 'TEXT';
}

/** Whether a cell stands in place of a value, and is no unit. */
export const isPlainMark = (cell: SourceCell | undefined): boolean =>
  kindOfCell(cell) === 'MARK' && !UNIT_SIGN.test(foldWidth(cellText(cell)));
