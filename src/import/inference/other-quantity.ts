import { message, type Text } from '../../domain/message/message.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import { changeGroup, type Inference, shownTexts } from '../question/inference.ts';
import { cellText, columnLetters } from '../reader/sheet.ts';
import { isUnitLine } from '../shape/header-form.ts';
import { MAX_TITLE_LENGTH, PART_WORD, periodsWithin } from '../shape/period-within.ts';
import { isFormText } from '../shape/table-head.ts';
import { isTableLabel } from '../shape/table-name.ts';
import { cellTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { isFilterLine, isFilterNote } from '../text/filter-line.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { otherQuantities } from '../text/quantity-word.ts';
import { topicsOf } from '../text/title-topic.ts';

/** What a table is read as so far. */
interface ReadMetrics {
  readonly groups: readonly ValueColumns[];
  /** Of a table whose headers name no metric. */
  readonly reading: CodeReading | null;
  /** Every name that is read as that of a metric. */
  readonly names: readonly string[];
}

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
    ...topics,
    ...own,
    ...cellTexts(header),
  ];
  const notes = titleTexts(footer, null).filter(({ text }) => isFilterNote(text));
  for (const { text, cell } of [...titleTexts(titles, sheet), ...notes]) {
    const isWhole = isFilterLine(text) || isFilterNote(text);
    const quantities = (isWhole ? [text] : otherQuantities(text, names)).filter((word) => !isSaid(word));
    const words = quantities.length > 0 || isWhole ? quantities : topicsIn(text, named, known);
    if (words.length === 0) continue;
    const shown = { cell, words: shownTexts(words), metrics: shownTexts([...new Set(names)]) };
    const isOne = reading === null && groups.length === 1 && new Set(names).size === 1;
    const codes = isOne ? known.metrics.map(({ code }) => code) : [];
    const question = isOne ? message('inference.other-quantity', shown) : message('inference.other-quantities', shown);
    askMeaning(question, { groups, reading, names }, codes, inference);
    return;
  }
}

/** The same where a plus stands before values, as it does before changes. */
export function askSigned(
  { rows }: TableShape,
  columns: readonly number[],
  { groups, reading, names }: ReadMetrics,
  known: KnownCodes,
  inference: Inference,
): void {
  if (metricsNamed(names, known).length === 0) return;
  const signed = columns.flatMap((column) => {
    const row = rows.find(({ cells }) => SIGNED.test(foldWidth(cellText(cells[column]))));
    return row === undefined ? [] : [foldWidth(cellText(row.cells[column]))];
  });
  if (signed.length === 0) return;
  askMeaning(message('inference.signed', { texts: shownTexts(signed) }), { groups, reading, names }, [], inference);
}

/** The same where a value of what is counted is no whole number, so that it may be a mean, or be in thousands. */
export function askFractions(
  { rows }: TableShape,
  columns: readonly number[],
  { groups, reading, names }: ReadMetrics,
  known: KnownCodes,
  inference: Inference,
): void {
  const metrics = metricsNamed(names, known);
  if (metrics.length === 0 || !metrics.every(({ isCount }) => isCount)) return;
  // What says by what values are multiplied makes whole numbers of them.
  const isAsked = inference.questions.some(({ at }) => at === 'unit');
  if (isAsked || groups.some(({ unit, multiplier }) => unit !== undefined || multiplier !== undefined)) return;
  const fractions = columns.flatMap((column) =>
    rows.map(({ cells }) => foldWidth(cellText(cells[column]))).filter((text) => FRACTION.test(text)),
  );
  if (fractions.length === 0) return;
  askMeaning(
    message('inference.fractions', { texts: shownTexts(fractions) }),
    { groups, reading, names },
    [],
    inference,
  );
}

const FRACTION = /^-?\d+\.\d*[1-9]\d*$/;

/** Asks whether the first row says by what the values below it are multiplied. */
export function askFactorRow(
  { rows }: TableShape,
  columns: readonly number[],
  label: number | null,
  inference: Inference,
): void {
  const [first, second] = rows;
  if (first === undefined || second === undefined) return;
  const head = label === null ? '' : foldWidth(cellText(first.cells[label]));
  const texts = columns.map((column) => foldWidth(cellText(first.cells[column]))).filter((text) => text !== '');
  if (!UNIT_WORD.test(head) || texts.length === 0 || !texts.every((text) => FACTOR.test(text))) return;
  inference.ask('values', message('inference.factor-row', { row: String(first.row), texts: shownTexts(texts) }));
}

const UNIT_WORD = /^(?:|einheit|units?|in|单位|單位|単位|multiplier|倍数)$/i;
const FACTOR = /^1[0., ]*0$/;

/** Asks whether what stands in the headers are parts of a metric that the title names: 男 and 女 below 常住人口. */
export function askPartsOfTitle(
  { titles }: TableShape,
  { groups, reading, names }: ReadMetrics,
  known: KnownCodes,
  inference: Inference,
): void {
  if (reading !== null || metricsNamed(names, known).length > 0 || !names.some((name) => CATEGORY.test(name))) return;
  const said = cellTexts(titles).filter((text) => text !== '' && text.length <= MAX_TITLE_LENGTH);
  const metric = known.metrics.find(({ names: own }) =>
    own.some((name) => name.length >= MIN_NAME && said.some((text) => nameKey(text).includes(nameKey(name)))),
  );
  if (metric === undefined) return;
  const question = message('inference.parts-of-metric', { metric: metric.code, names: shownTexts(names) });
  askMeaning(question, { groups, reading, names }, [], inference);
}

const MIN_NAME = 2;
/** What is a part of all that is counted, or all of it. */
const CATEGORY =
  /^(?:男性?|女性?|(?:fe)?males?|(?:wo)?men|boys|girls|total|all|both sexes|合计|总计|小计|其他|其它|others?|城镇|农村|urban|rural|(?:age )?\d{1,3}\s?[-–—~至]\s?\d{1,3}(?:岁| years)?|\d{1,3}\s?\+|\d{1,3}岁(?:及以上|以上|以下)|小学|初中|高中|大学)$/iu;

/** Asks of which of several rows or columns a value is that stands in a cell merged over them. */
export function askMerged({ rows }: TableShape, columns: readonly number[], inference: Inference): void {
  const cells = rows.flatMap(({ row, cells: own }) =>
    columns.flatMap((column) => {
      const cell = own[column];
      const isCovered = typeof cell === 'object' && cell.type === 'covered' && foldWidth(cell.text) !== '';
      return isCovered ? [`${columnLetters(column)}${row}`] : [];
    }),
  );
  if (cells.length > 0) inference.ask('values', message('inference.merged-values', { cells: shownTexts(cells) }));
}

const PART_WORDS = new RegExp(PART_WORD.source, 'giu');

/** What a title says besides its period, its regions and what is told elsewhere. */
function topicsIn(text: string, named: readonly string[], { regions }: KnownCodes): readonly string[] {
  if (isUnitLine(text) || isFormText(text) || isTableLabel(text)) return [];
  const title = periodsWithin(text)
    .reduce((left, { period }) => left.replace(period, ' '), text)
    .replaceAll(PART_WORDS, ' ');
  const places = regions.flatMap((region) => region.names.filter((name) => title.includes(name)));
  return topicsOf(title, [...places, ...named]);
}

/** Of an index its base is said as well. */
const isBase = (word: string): boolean => /=\s?100$/.test(word);
const INDEX = /指数|指數|index|价格|price/i;

const SIGNED = /^\+\s?\d/;

const metricsNamed = (names: readonly string[], { metrics }: KnownCodes): readonly KnownMetric[] => [
  ...new Set(names.flatMap((name) => entriesCalled(metrics, name))),
];

/** The texts above a table that say what it is of, and where each stands. */
const titleTexts = (titles: TableShape['titles'], sheet: string | null) =>
  [
    ...titles.flatMap(({ row, cells }) =>
      cells.map((cell, column) => ({
        text: typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell)),
        cell: `${columnLetters(column)}${row}`,
      })),
    ),
    { text: foldWidth(sheet ?? ''), cell: JSON.stringify(sheet) },
  ].filter(({ text }) => text !== '' && text.length <= MAX_TITLE_LENGTH);

/** The answer is what was read, or the code of another metric where one is enough. */
function askMeaning(
  question: Text,
  { groups, reading, names }: ReadMetrics,
  codes: readonly string[],
  inference: Inference,
): void {
  const of = groups.findIndex(({ metric }) => metric !== undefined);
  const read = reading ?? groups[of]?.metric;
  if (read === undefined) return;
  const at = reading === null ? `values.${of}.metric` : 'metric';
  if (inference.questions.some((question) => question.at === at)) return;
  const asRead = JSON.stringify(read);
  inference.ask(at, question, [asRead], {
    options: [asRead],
    labels: [[...new Set(names)].slice(0, MAX_SHOWN).join(', ')],
    accepts: (answer) => codes.includes(answer),
    apply: (mapping, answer): Mapping => (answer === asRead ? mapping : withMetric(mapping, { constant: answer }, of)),
  });
}

const MAX_SHOWN = 5;

const withMetric = (mapping: Mapping, metric: CodeReading, of: number): Mapping =>
  of < 0 ? { ...mapping, metric } : changeGroup(mapping, of, { metric });
