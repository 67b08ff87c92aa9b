import { message } from '../../domain/message/message.ts';
import { parseDecimal } from '../../domain/number/decimal.ts';
import { ESTIMATE_COLUMNS, type FactRow } from '../package/fact-format.ts';
import type { ComplainOfFact, RowState } from './fact.ts';
import type { StageRow } from './stage.ts';

type EstimateRow = Pick<FactRow<'observations'>, 'value' | (typeof ESTIMATE_COLUMNS)[number]>;

/** Bounds, each with what lies between them, where that is checked. */
const BOUNDS = [
  { lower: 'lower_bound', upper: 'upper_bound', inner: 'value' },
  { lower: 'rank_lower_bound', upper: 'rank_upper_bound', inner: null },
] as const;

/** Refuses an estimate of no value, and bounds that contradict each other or the value. */
export function checkEstimate(row: EstimateRow, unread: RowState['unread'], complain: ComplainOfFact): void {
  if (!hasEstimate(row)) return;
  if (row.value === null && !unread.has('value')) {
    for (const column of ESTIMATE_COLUMNS) {
      if (row[column] === null) continue;
      complain(column, String(row[column]), message('import.estimate-without-value'), message('import.empty-or-value'));
    }
    return;
  }
  for (const bounds of BOUNDS) checkBounds(row, bounds, complain);
}

function checkBounds(
  row: EstimateRow,
  { lower, upper, inner }: (typeof BOUNDS)[number],
  complain: ComplainOfFact,
): void {
  const [least, most] = [row[lower], row[upper]];
  if (least !== null && most !== null && parseDecimal(most).lt(least)) {
    const text = message('import.estimate-bounds-reversed', { lower, bound: least });
    complain(upper, most, text, message('import.at-least', { bound: least }));
    return;
  }
  const value = inner === null ? null : row[inner];
  if (value === null) return;
  if (least !== null && parseDecimal(value).lt(least)) {
    const text = message('import.value-below-lower-bound', { bound: least });
    complain(inner, value, text, message('import.at-least', { bound: least }));
  }
  if (most !== null && parseDecimal(value).gt(most)) {
    const text = message('import.value-above-upper-bound', { bound: most });
    complain(inner, value, text, message('import.at-most', { bound: most }));
  }
}

const NONE: StageRow = [];

/** Asked of every row of a file, most of which have none. */
function hasEstimate(row: EstimateRow): boolean {
  for (const column of ESTIMATE_COLUMNS) if (row[column] !== null) return true;
  return false;
}

/** The last cells of the stage: none where nothing is given. */
export const estimateCells = (row: EstimateRow): StageRow =>
  hasEstimate(row) ? ESTIMATE_COLUMNS.map((column) => (row[column] === null ? null : String(row[column]))) : NONE;
