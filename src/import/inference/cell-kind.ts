import { isPeriodText } from '../mapping/period-text.ts';
import { foldWidth } from '../mapping/plain-text.ts';
import { cellText, type SourceCell } from '../reader/sheet.ts';

/** What a cell looks like before anything is known of its table. A year may be a number and a period. */
export type CellLook = 'BLANK' | 'NUMBER' | 'YEAR' | 'PERIOD' | 'TEXT';

const NUMBER = /^[-+\u2212(]?\d[\d,. ']*(?:[eE][-+]?\d{1,3})?\)?\s*[%‰]?\s*[^\p{L}\p{N}\s]{0,3}$/u;
/** Days as Germany, Russia and others write them; which format it is, the mapping says. */
const DOTTED_DAY = /^\d{1,2}\.\d{1,2}\.\d{4}$/;
const YEAR = /^(?:1[89]|20|21)\d{2}$/;

export function kindOfCell(cell: SourceCell | undefined): CellLook {
  const text = foldWidth(cellText(cell));
  if (text === '') return 'BLANK';
  if (typeof cell === 'object' && cell.type !== 'text' && cell.type !== 'covered') {
    if (cell.type === 'period') return 'PERIOD';
    if (cell.type === 'error') return 'TEXT';
    return YEAR.test(cell.value) ? 'YEAR' : 'NUMBER';
  }
  if (YEAR.test(text)) return 'YEAR';
  if (isPeriodText(text) && !/^\d+$/.test(text)) return 'PERIOD';
  if (DOTTED_DAY.test(text)) return 'PERIOD';
  return NUMBER.test(text) ? 'NUMBER' : 'TEXT';
}
