import { message } from '../../domain/message/message.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { columnLetters } from '../reader/sheet.ts';
import { isUnitLine, isUnitText } from '../shape/header-form.ts';
import { MAX_TITLE_LENGTH, PART_WORD, periodsWithin, saysPeriodOfAll } from '../shape/period-within.ts';
import { isFormText } from '../shape/table-head.ts';
import { isTableLabel } from '../shape/table-name.ts';
import { cellTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { findTitleMetric } from '../shape/title-metric.ts';
import { isFilterLine, isFilterNote } from '../text/filter-line.ts';
import { foldWidth, nameKey, ownText } from '../text/plain-text.ts';
import { otherQuantities } from '../text/quantity-word.ts';
import { topicsOf } from '../text/title-topic.ts';
import { askMeaning, metricsNamed, type ReadMetrics } from './ask-meaning.ts';
import { isStatusNote } from './column-status.ts';

/** Asks whether the figures are those of the metrics that are known, where a title says ranks, changes, plans or shares and no metric does. */
export function askOtherQuantity(
  { titles, header, footer }: TableShape,
  { sheet, known, topics }: Pick<TableContext, 'sheet' | 'known' | 'topics'>,
  { groups, reading, names }: ReadMetrics,
  inference: Inference,
): void {
  const metrics = metricsNamed(names, known);
  if (metrics.length === 0) return;
  const said = [...names, ...metrics.flatMap((metric) => metric.names)].map(nameKey);
  const isSaid = (word: string) =>
    said.some((name) => name.includes(nameKey(word)) || (isBase(word) && INDEX.test(name)));
  const own = known.metrics.filter(({ isOwn }) => isOwn).flatMap((metric) => [metric.code, ...metric.names]);
  const named = [
    ...names,
    ...metrics.flatMap(({ code, names: called }) => [code, ...called]),
    ...metrics.flatMap(({ topics: about = [] }) => about),
    ...topics,
    ...cellTexts(header),
  ];
  const notes = titleTexts(footer, null).filter(
    ({ text }) => isFilterNote(text) && !saysPeriodOfAll(text) && !isStatusNote(text),
  );
  const above = titleTexts([...titles, ...cornersOf(header)], sheet);
  const places = regionsWithin(
    above.slice(0, MAX_TITLES).map(({ text }) => text),
    known,
  );
  for (const [index, { text, cell }] of [...above, ...notes].entries()) {
    const isWhole = isFilterLine(text) || isFilterNote(text);
    const quantities = (isWhole ? [text] : otherQuantities(text, names)).filter((word) => !isSaid(word));
    const words =
      quantities.length > 0 || isWhole || index >= MAX_TITLES
        ? quantities
        : topicsIn(text, { places, names: own, said: named }, known);
    if (words.length === 0) continue;
    const shown = { cell, words: shownTexts(words), metrics: shownTexts([...new Set(names)]) };
    const isOne = reading === null && groups.length === 1 && new Set(names).size === 1;
    const codes = isOne ? known.metrics.map(({ code }) => code) : [];
    const question = isOne ? message('inference.other-quantity', shown) : message('inference.other-quantities', shown);
    askMeaning(question, { groups, reading, names }, codes, inference);
    return;
  }
}

/** Asks whether what stands in the headers are parts of a metric that the title names: 男 and 女 below 常住人口. */
export function askPartsOfTitle(
  table: TableShape,
  { groups, reading, names }: ReadMetrics,
  known: KnownCodes,
  inference: Inference,
): void {
  if (reading !== null || names.length === 0 || metricsNamed(names, known).length > 0) return;
  const titles = [...table.titles.slice(0, MAX_TITLES), ...cornersOf(table.header)];
  if (!names.some((name) => CATEGORY.test(name)) && findTitleMetric({ titles }, known.metrics, known) === null) return;
  const said = nameKey(cellTexts(titles).join('\n').slice(0, MAX_TITLE_LENGTH));
  const lengthOf = ({ names: own }: KnownMetric) =>
    Math.max(
      0,
      ...own.filter((name) => name.length >= MIN_NAME && said.includes(nameKey(name))).map(({ length }) => length),
    );
  const [metric] = known.metrics.filter((one) => lengthOf(one) > 0).sort((a, b) => lengthOf(b) - lengthOf(a));
  if (metric === undefined) return;
  const question = message('inference.parts-of-metric', { metric: metric.code, names: shownTexts(names) });
  askMeaning(question, { groups, reading, names }, [], inference);
}

/** What stands in a header above the title of the first column, as a title does above its table. */
function cornersOf(header: TableShape['header']): TableShape['titles'] {
  const titleOf = ({ cells }: TableShape['header'][number]) => ownText(cells[0]);
  const [last, ...above] = header.toReversed();
  const title = last === undefined ? '' : titleOf(last);
  return title === ''
    ? []
    : above.filter((row) => titleOf(row) !== title).map((row) => ({ ...row, cells: row.cells.slice(0, 1) }));
}

const MIN_NAME = 2;
/** What is a part of all that is counted, or all of it. */
const CATEGORY =
  /^(?:男性?|女性?|(?:fe)?males?|(?:wo)?men|boys|girls|total|all|both sexes|合计|总计|小计|其他|其它|others?|城镇|农村|urban|rural|(?:age )?\d{1,3}\s?[-–—~至]\s?\d{1,3}(?:岁| years)?|\d{1,3}\s?\+|\d{1,3}岁(?:及以上|以上|以下)|小学|初中|高中|大学|人数|件数|数量|数额|金额|比例|产量|面积|里程|个数|总数|persons|amounts?|rate|count)$/iu;

const PART_WORDS = new RegExp(PART_WORD.source, 'giu');

/** What a title says besides its period, its regions and what is told elsewhere. */
function topicsIn(text: string, told: Parameters<typeof topicsOf>[1], known: KnownCodes): readonly string[] {
  if (isUnitLine(text) || isFormText(text) || isTableLabel(text)) return [];
  // A name before a colon is no label: Population: margin of error.
  const [label = ''] = text.split(':', 1);
  if (LABELLED.test(text) && !told.said.some((name) => nameKey(name) === nameKey(label))) return [];
  const plain = text.replace(/\(([^()]{1,20})\)/g, (all: string, unit: string) =>
    isUnitText(unit, known) ? ' ' : all,
  );
  const title = periodsWithin(plain)
    .reduce((left, { period }) => left.replace(period, ' '), plain)
    .replaceAll(PART_WORDS, ' ');
  return topicsOf(title, told);
}

/** A line with a label says of the file where it is from, unless it calls the table. */
const LABELLED =
  /^(?!(?:table|title|tab\.?|表\S{0,4}|标题|题名|主题|指标|subject|topic|dataset|indicator|variable)\s*\d*\s*:)[\p{L} /]{1,30}:|\s(?:is|are|was|were|contains?|has|have|refers?|see|published|downloaded|released|retrieved|accessed)\s|^\[.*\]$|©|copyright/iu;

/** Nobody writes more lines above a table. */
const MAX_TITLES = 50;

/** The names of regions that stand within texts. */
function regionsWithin(texts: readonly string[], { regions }: KnownCodes): readonly string[] {
  const all = texts.join('\n');
  return regions.flatMap(({ names }) => names.filter((name) => all.includes(name)));
}

/** Of an index its base is said as well. */
const isBase = (word: string): boolean => /=\s?100$/.test(word);
const INDEX = /指数|指數|index|价格|price/i;

/** The texts above a table that say what it is of, and where each stands. */
const titleTexts = (titles: TableShape['titles'], sheet: string | null) =>
  [
    ...titles.flatMap(({ row, cells }) =>
      cells.map((cell, column) => ({
        text: ownText(cell),
        cell: `${columnLetters(column)}${row}`,
      })),
    ),
    { text: foldWidth(sheet ?? ''), cell: JSON.stringify(sheet) },
  ].filter(({ text }) => text !== '' && text.length <= MAX_TITLE_LENGTH);
