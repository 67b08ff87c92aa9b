import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { isUnitLabel } from '../text/unit-label.ts';
import { kindOfCell } from './cell-kind.ts';

/** The rows of a sheet with a series in each column: what each series is, then a row for each period. */
export interface SeriesRows {
  /** Indices of the rows that say the name, the unit and what else tells series apart. */
  readonly header: readonly number[];
  /** Which of these rows, counted from 1, says the unit; null for none. */
  readonly unitRow: number | null;
  /** The index of the first of these rows, and of the first row of values. */
  readonly top: number;
  readonly first: number;
}

const NAME_LABEL = /^(?:title|series(?: name| title)?|indicator(?: name)?|指标|指标名称|名称|系列名称)$/i;
/** What may tell series of one name apart. */
const KIND_LABEL =
  /^(?:series type|data type|seasonal(?:ly)? adjust(?:ment|ed)|adjustment|region|geography|country|area|地区|国家|类型)$/i;
const OTHER_LABEL =
  /^(?:frequency|collection month|series (?:start|end)|no\. ?obs\.?|observations|series id|series code|cdid|code|id|source(?: dataset id)?|preunit|release date|next release|important notes|notes?|description|last updated?|start date|end date|first period|last period|频率|来源|数据来源|指标id|指标代码|更新时间|开始时间|结束时间|时间区间|备注|说明)$/i;
const MAX_ROWS = 50;
const MAX_HEADER_ROWS = 4;
const MIN_LABELS = 2;

/** Finds rows that describe series above rows of periods; null where there are none. A row of the description is never one of values. */
export function findSeriesRows(rows: readonly SourceRow[]): SeriesRows | null {
  const labels = rows.slice(0, MAX_ROWS).map((row) => labelOf(row));
  const isOther = (label: string) => OTHER_LABEL.test(label) || isUnitLabel(label) || KIND_LABEL.test(label);
  const described = labels.flatMap((label, index) => (isOther(label) || NAME_LABEL.test(label) ? [index] : []));
  const last = described.at(-1);
  const top = described[0];
  if (last === undefined || top === undefined) return null;
  const isWhole = rows.slice(top, last + 1).every((row) => /^(?:TEXT|MARK)$/.test(kindOfCell(row.cells[0])));
  if (!isWhole || described.filter((index) => isOther(labels[index] ?? '')).length < MIN_LABELS) return null;
  const first = last + 1;
  const below = rows[first];
  if (below === undefined || !isPeriodRow(below)) return null;
  const named = described.find((index) => NAME_LABEL.test(labels[index] ?? ''));
  const above = rows[top - 1];
  const isAbove = above !== undefined && textsOf(above).length > 0 && (rows[top]?.row ?? 0) - above.row === 1;
  const name = named ?? (isAbove ? top - 1 : undefined);
  if (name === undefined || textsOf(rows[name]).length === 0) return null;
  const unit = described.find((index) => isUnitLabel(labels[index] ?? '') && textsOf(rows[index]).length > 0);
  const kinds = described.filter(
    (index) => KIND_LABEL.test(labels[index] ?? '') && new Set(textsOf(rows[index])).size > 1,
  );
  const header = [name, ...(unit === undefined ? [] : [unit]), ...kinds]
    .slice(0, MAX_HEADER_ROWS)
    .sort((a, b) => a - b);
  const unitRow = unit === undefined ? null : header.indexOf(unit) + 1;
  return { header, unitRow, top: Math.min(name, top), first };
}

const labelOf = (row: SourceRow): string => foldWidth(cellText(row.cells[0])).replace(/\s*:$/, '');

/** What a row says of series: its cells beside the first. */
const textsOf = (row: SourceRow | undefined): string[] =>
  (row?.cells ?? []).slice(1).flatMap((cell) => {
    const text = foldWidth(cellText(cell));
    return text === '' ? [] : [text];
  });

/** Whether a row begins with a period and says something more. */
export function isPeriodRow({ cells }: SourceRow): boolean {
  const kind = kindOfCell(cells[0]);
  return (kind === 'PERIOD' || kind === 'YEAR') && cells.slice(1).some((cell) => kindOfCell(cell) !== 'BLANK');
}
