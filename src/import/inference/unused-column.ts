import { message } from '../../domain/message/message.ts';
import type { Header } from '../mapping/column-title.ts';
import { foldWidth } from '../mapping/plain-text.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { type Inference, shownTexts } from './inference.ts';

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
  const texts = rows.map((row) => foldWidth(cellText(row.cells[column])));
  if (
    region !== null &&
    isSameAs(
      texts,
      rows.map((row) => foldWidth(cellText(row.cells[region]))),
    )
  ) {
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
