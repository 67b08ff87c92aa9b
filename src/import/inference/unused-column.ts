import { message } from '../../domain/message/message.ts';
import type { Header } from '../mapping/column-title.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { kindOfCell } from './cell-kind.ts';
import { type Inference, shownTexts } from './inference.ts';

/** What a column of codes is called. */
export const CODE_TITLE = /code|编码|代码|iso|id$/i;

/** Says of a column that nothing is read from why that is, or asks what it is. */
export function tellUnused(
  column: number,
  region: number | null,
  rows: readonly SourceRow[],
  header: Header,
  counters: readonly number[],
  inference: Inference,
): void {
  const name = header.name(column);
  if (counters.includes(column)) {
    inference.decide('ignore', message('inference.counts-rows', { name }));
    return;
  }
  const textsOf = (one: number) => rows.map((row) => foldWidth(cellText(row.cells[one])));
  const texts = textsOf(column);
  // A column of numbers that all differ would do so as well.
  const isLabel =
    CODE_TITLE.test(header.title(column)) || !rows.some((row) => kindOfCell(row.cells[column]) === 'NUMBER');
  if (region !== null && isLabel && isSameAs(texts, textsOf(region))) {
    inference.decide('ignore', message('inference.says-same', { name, other: header.name(region) }));
    return;
  }
  inference.ask('ignore', message('inference.what-column', { name, texts: shownTexts([...new Set(texts)]) }), [
    'ignore',
    'note',
    'metric',
    'breakdown',
  ]);
}

/** Whether each text of one column stands with one of the other, and the other way round. */
export function isSameAs(one: readonly string[], other: readonly string[]): boolean {
  const forth = new Map<string, string>();
  const back = new Map<string, string>();
  return one.every((text, index) => {
    const pair = other[index] ?? '';
    const same = (forth.get(text) ?? pair) === pair && (back.get(pair) ?? text) === text;
    forth.set(text, pair);
    back.set(pair, text);
    return same;
  });
}
