import { soleColumn } from '../convert/row-condition.ts';
import { buildCodeList, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';
import { type HeaderForm, readHeaderForm } from './header-form.ts';
import { isFormText } from './table-head.ts';
import { columnTexts, type TableShape, withOtherRows } from './table-shape.ts';

/** A row of a table that says nothing but its heading, and the rows below it. */
export interface HeadedRows {
  readonly heading: string;
  readonly form: HeaderForm;
  readonly rows: readonly SourceRow[];
}

/** The sections of a table, all of whose rows stand below headings in one column. */
export interface HeadedTable {
  readonly column: number;
  readonly sections: readonly HeadedRows[];
  /** What all headings are; null where that is open. */
  readonly says: 'metric' | 'region' | 'period' | null;
}

/** What stands behind the name of a metric in a heading. */
export const HEADING_WITH_UNIT = '{metric}({unit})';

/** Parts the rows of a table from headings that say more than a group of them: its metric, its region, its period, or what else tells rows with the same label apart. Null where there are none. */
export function findHeadedRows(
  table: TableShape,
  known: KnownCodes,
): { readonly table: TableShape; readonly sections: HeadedTable } | null {
  const [first] = table.rows;
  const column = first === undefined ? null : soleColumn(first);
  if (table.isSeries || column === null) return null;
  const sections: { heading: string; form: HeaderForm; rows: SourceRow[] }[] = [];
  for (const row of table.rows) {
    const text = foldWidth(cellText(row.cells[column]));
    if (soleColumn(row) === column) sections.push({ heading: text, form: readHeaderForm(text, known), rows: [] });
    else if (text !== '') sections.at(-1)?.rows.push(row);
    else return null;
  }
  const headings = sections.map(({ heading }) => heading);
  const isApart = new Set(headings).size === headings.length && sections.every(({ rows }) => rows.length > 0);
  if (!isApart || headings.some((text) => isTotalWord(text) || isFormText(text))) return null;
  const rows = sections.flatMap((section) => section.rows);
  const says = findMeaning(sections, new Set(columnTexts(rows, column)), known);
  if (says === null && !repeatsLabels(sections, column)) return null;
  return { table: withOtherRows(table, rows), sections: { column, sections, says } };
}

/** What all headings are: known or with a unit behind their names, they are metrics. Regions stand above labels that are none. */
function findMeaning(
  sections: readonly HeadedRows[],
  labels: ReadonlySet<string>,
  known: KnownCodes,
): HeadedTable['says'] {
  const texts = sections.map(({ heading }) => heading);
  if (texts.every(isPeriodText)) return 'period';
  const metrics = buildCodeList({ entries: known.metrics, kind: 'metric', at: 'metric.codes' });
  const isNamed = ({ form, heading }: HeadedRows) =>
    form.template === null ? metrics.has(heading) : form.template === HEADING_WITH_UNIT;
  const forms = new Set(sections.map(({ form }) => form.template));
  if (forms.size === 1 && sections.every(isNamed)) return 'metric';
  const regions = nameKeys(known.regions);
  const isRegion = (text: string) => regions.has(nameKey(text));
  return texts.every(isRegion) && ![...labels].some(isRegion) ? 'region' : null;
}

/** Whether a label stands below several headings. */
function repeatsLabels(sections: readonly HeadedRows[], column: number): boolean {
  const labels = sections.flatMap(({ rows }) => [...new Set(columnTexts(rows, column))]);
  const own = labels.filter((text) => !isTotalWord(text));
  return new Set(own).size < own.length;
}
