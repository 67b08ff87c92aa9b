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
  { region, metric }: { readonly region: number | null; readonly metric: number | null },
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
  // Of a metric only its name or code: a unit stands with each metric as well.
  if (
    metric !== null &&
    plainTitle(header, column) === plainTitle(header, metric) &&
    isSameAs(texts, textsOf(metric))
  ) {
    inference.decide('ignore', message('inference.says-same', { name, other: header.name(metric) }));
    return;
  }
  inference.ask('ignore', message('inference.what-column', { name, texts: shownTexts([...new Set(texts)]) }), [
    'ignore',
    'note',
    'metric',
    'breakdown',
  ]);
}

/** What a column is of: that of `Indicator Name` and of `Indicator Code` is `indicator`. */
const plainTitle = (header: Header, column: number): string =>
  header
    .title(column)
    .toLowerCase()
    .replace(/\b(?:name|code|id)\b|名称|代码|编码/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim();

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
