import type { Inference } from '../question/inference.ts';
import type { InferredMetric } from '../shape/metric-text.ts';
import { columnTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { askCurrency } from '../unit/ask-currency.ts';
import { askTableShares } from '../unit/share-unit.ts';
import type { InferredValues } from './infer-value.ts';
import { askFractions, askMerged, askSigned } from './odd-value.ts';
import { askOtherQuantity, askPartsOfTitle } from './other-quantity.ts';

interface ReadTableValues extends Pick<InferredValues, 'groups' | 'metrics'> {
  readonly metric: InferredMetric | null;
  /** Whether the table says the unit of all of them. */
  readonly isInUnit: boolean;
}

/** Asks what figures are that may be none of the metrics whose names stand beside them, or may be in another unit. */
export function askMeanings(
  { groups, metrics, metric, isInUnit }: ReadTableValues,
  columns: readonly number[],
  table: TableShape,
  { known, topics, sheet, figures }: TableContext,
  inference: Inference,
): void {
  if (figures !== undefined) return;
  askMerged(table, columns, inference);
  const isAsked = metric !== null && (inference.answers.has('metric') || inference.isAsked('metric'));
  const named = metric === null ? metrics.map(({ name }) => name) : metricNames(metric, table);
  const values =
    metric === null
      ? metrics.map(({ name, columns: own }) => ({ names: [name], columns: own }))
      : [{ names: named, columns }];
  askCurrency(values, table.rows, known, inference);
  if (!isAsked) {
    const read = { groups, reading: metric?.reading ?? null, names: named };
    askSigned(table, columns, read, known, inference);
    askFractions(table, values, { ...read, isInUnit }, known, inference);
    askPartsOfTitle(table, read, known, inference);
    askOtherQuantity(table, { sheet, known, topics }, read, inference);
  }
  if (metric !== null && metric.unit === null)
    askTableShares(named, { column: metric.column, columns }, table.rows, known, inference);
}

/** The names that stand in the column of the metric. */
export const metricNames = ({ column, named, reading }: InferredMetric, { rows }: TableShape): readonly string[] =>
  column !== null
    ? [...new Set(columnTexts(rows, column))]
    : reading.constant === undefined
      ? named.map(({ name }) => name)
      : [reading.constant];
