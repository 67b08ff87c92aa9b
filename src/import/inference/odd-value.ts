import { message } from '../../domain/message/message.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { cellText, columnLetters, isUnderMerged } from '../reader/sheet.ts';
import type { TableShape } from '../shape/table-shape.ts';
import { foldWidth } from '../text/plain-text.ts';
import type { NamedValues } from '../unit/ask-currency.ts';
import { askMeaning, metricsNamed, type ReadMetrics } from './ask-meaning.ts';

/** Asks whether values are those of the metrics that are known, where a plus stands before them, as it does before changes. */
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
  values: readonly NamedValues[],
  { groups, reading, names, isInUnit }: ReadMetrics & { readonly isInUnit: boolean },
  known: KnownCodes,
  inference: Inference,
): void {
  const isCount = ({ names: own }: NamedValues) => {
    const metrics = own.map((name) => entriesCalled(known.metrics, name));
    return metrics.every((found) => found.length > 0 && found.every((metric) => metric.isCount));
  };
  const columns = values.filter(isCount).flatMap((one) => one.columns);
  // What says by what values are multiplied makes whole numbers of them.
  const isAsked = inference.isAsked('unit');
  if (isAsked || isInUnit || groups.some(({ unit, multiplier }) => unit !== undefined || multiplier !== undefined))
    return;
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

/** Asks of which of several rows or columns a value is that stands in a cell merged over them. */
export function askMerged({ rows }: TableShape, columns: readonly number[], inference: Inference): void {
  const cells = rows.flatMap(({ row, cells: own }) =>
    columns.flatMap((column) => {
      const cell = own[column];
      return isUnderMerged(cell) && foldWidth(cellText(cell)) !== '' ? [`${columnLetters(column)}${row}`] : [];
    }),
  );
  if (cells.length > 0) inference.ask('values', message('inference.merged-values', { cells: shownTexts(cells) }));
}

const SIGNED = /^\+\s?\d/;
