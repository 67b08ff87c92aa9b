import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import { entriesCalled } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { RowCondition } from '../mapping/reading-schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { askRegion } from '../region/infer-region.ts';
import { compareSums } from '../shape/column-number.ts';
import type { HeadedRows } from '../shape/headed-rows.ts';
import type { NamedMetric } from '../shape/metric-text.ts';
import { columnTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { isRatioName } from '../text/name-quantity.ts';
import { isTotalWord } from '../text/total-word.ts';
import { percentFinder } from '../unit/share-unit.ts';
import type { TableColumns } from './find-columns.ts';

/** A table whose columns are known. */
interface ReadTable {
  readonly table: TableShape;
  readonly columns: TableColumns;
  readonly metrics: readonly NamedMetric[];
  /** The rows below each heading; null where there are no headings. */
  readonly sections: readonly HeadedRows[] | null;
  /** The column of the regions, and which of its texts are totals; null for none. */
  readonly region: { readonly column: number; readonly totals: readonly string[] } | null;
}

/** Which rows hold totals, and which columns add up to them; asks what they are where they do not. */
export function inferTotals(
  { table, columns, metrics, sections, region }: ReadTable,
  known: KnownCodes,
  inference: Inference,
) {
  const { header, counters, values } = columns;
  // The rate of all is no sum of rates.
  const isPercent = percentFinder(known);
  const isRatio = (name: string, unit: string | null) =>
    isPercent(name, unit) || (entriesCalled(known.metrics, name).length === 0 && isRatioName(name));
  const rates = new Set(metrics.flatMap(({ name, unit, columns: own }) => (isRatio(name, unit) ? own : [])));
  const summable = values.filter((column) => !rates.has(column));
  const totals = new Set(region?.totals);
  const blocks = sections?.map(({ rows, heading, form }) => {
    const isRate = isRatio(form.parts.get('metric') ?? heading, form.parts.get('unit') ?? null);
    return { rows, columns: isRate ? [] : summable };
  });
  const own = blocks ?? [{ rows: table.rows, columns: summable }];
  const sums = compareSums(region === null ? [] : own, region?.column ?? 0, totals);
  if (totals.size > 0 && sums.differing > 0) {
    const choices = ['totals', 'region.codes'];
    inference.ask('totals', message('inference.which-total', { texts: shownTexts([...totals]) }), choices, {
      options: choices,
      apply: ({ totals: described, ...mapping }, answer) =>
        answer === 'totals' && described !== undefined ? { ...mapping, totals: described } : mapping,
      further: (answer) => (answer === 'totals' ? [] : [...totals].map((text) => askRegion(text, known.regions))),
    });
  } else if (sums.compared > 0)
    inference.decide('totals', message('inference.totals-add-up', { count: sums.compared }));
  const rows = region === null ? [] : totalsIn([region.column, ...counters], table, header);
  return { rows, adding: sums.adding };
}

/** The rows that hold totals: the word stands in the place of a region, or in that of a number of the row. */
const totalsIn = (columns: readonly number[], { rows }: TableShape, header: Header): RowCondition[] =>
  columns.flatMap((column) => {
    const texts = new Set(columnTexts(rows, column).filter((text) => isTotalWord(text)));
    return texts.size === 0 ? [] : [{ column: columnReference(header, column), in: [...texts] }];
  });

/** The rows whose period is a word for the sum of the others: they are left out, and nothing compares them. */
export function skipPeriodTotals(table: TableShape, columns: TableColumns, inference: Inference): RowCondition[] {
  const found = totalsIn(columns.periods, table, columns.header);
  const texts = found.flatMap(({ in: own = [] }) => own);
  if (texts.length > 0)
    inference.decide('rows.skip', message('inference.period-totals', { texts: shownTexts(texts) }), 'LIKELY');
  return found;
}

const HIDDEN = ['READ', 'SKIP'] as const;

/** Asks whether hidden rows and columns are read. */
export function askHidden(
  table: TableShape,
  columns: TableColumns['titled'],
  header: Header,
  { hidden }: TableContext,
  inference: Inference,
): void {
  const rows = table.rows.filter((row) => row.hidden).map(({ row }) => String(row));
  if (rows.length > 0)
    inference.ask('rows.hidden', message('inference.hidden', { rows: shownTexts(rows) }), [...HIDDEN], {
      options: HIDDEN,
      apply: (mapping, answer) => ({
        ...mapping,
        rows: { ...mapping.rows, hidden: answer as (typeof HIDDEN)[number] },
      }),
    });
  const names = columns.filter(({ column }) => hidden?.has(column)).map(({ column }) => header.name(column));
  if (names.length > 0)
    inference.ask('columns.hidden', message('inference.hidden-columns', { columns: shownTexts(names) }), [...HIDDEN], {
      options: HIDDEN,
      apply: (mapping, answer) => ({ ...mapping, columns: { hidden: answer as (typeof HIDDEN)[number] } }),
    });
}
