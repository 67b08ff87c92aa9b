import { columnReference, type Header } from '../convert/column-title.ts';
import { entriesCalled, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import { columnText, type Inference } from '../question/inference.ts';
import { columnLetters } from '../reader/sheet.ts';
import { isUnitText } from '../shape/header-form.ts';
import type { InferredMetric, NamedMetric } from '../shape/metric-text.ts';
import { columnTexts, type TableShape } from '../shape/table-shape.ts';
import { findMoneyMultiple, hasMultipleWord } from '../text/multiple.ts';
import { canBeIn, unitSignOf } from '../text/name-quantity.ts';
import { nameKey } from '../text/plain-text.ts';
import { askUnit } from './ask-unit.ts';
import { askNameUnit, findNameUnits } from './name-unit.ts';
import { isOfOtherMoney, type TitleUnit, titleUnitText } from './title-unit.ts';

/** No unit in a cell of its own is longer. */
const MAX_UNIT = 30;

/** Whether texts of a column are units. */
export const isUnitCell = (text: string, known: KnownCodes): boolean =>
  text.length <= MAX_UNIT && isUnitText(text, known);

/** What is known of a table beside one of its columns. */
interface ColumnContext {
  readonly table: TableShape;
  readonly header: Header;
  readonly known: KnownCodes;
}

/** In which unit the values of a metric are that no header names: as it says itself, as a title says, or as its name or a column does. */
export function inferUnit(
  metric: InferredMetric,
  titleUnit: TitleUnit | null,
  others: Set<number>,
  { table, header, known }: ColumnContext,
  inference: Inference,
): CodeReading | null {
  if (metric.unit !== null) return metric.unit;
  const isSaid =
    titleUnit?.isCurrency !== true || isOfOtherMoney(titleUnit, metricsOf(metric, table.rows, known), known);
  if (titleUnit !== null && isSaid) {
    if (titleUnit.reading === null) askUnit(titleUnit, known, inference);
    else inference.decide('unit', titleUnitText(titleUnit));
    return titleUnit.reading;
  }
  const title = metric.column === null ? '' : header.title(metric.column);
  if (hasMultipleWord(title) || findMoneyMultiple(title) !== null) {
    const cell = `${columnLetters(metric.column ?? 0)}${header.rowNumber(1) ?? 1}`;
    askUnit({ reading: null, unit: '', text: title, cell }, known, inference);
    return null;
  }
  const ofName = nameUnit(metric, known, inference);
  if (ofName !== null) return ofName;
  return readUnitColumn(others, { table, header, known }, inference);
}

/** The unit of each row, where a column is called so and each of its texts is one; null where there is none. */
export function readUnitColumn(
  others: Set<number>,
  { table, header, known }: ColumnContext,
  inference: Inference,
): CodeReading | null {
  const column = [...others].find((one) => isUnitColumn(one, table, header, known));
  if (column === undefined) return null;
  others.delete(column);
  inference.decide('unit', columnText(header.name(column)), 'LIKELY');
  return { column: columnReference(header, column) };
}

/** The metrics of a table that are known. */
const metricsOf = ({ column, reading, named }: InferredMetric, rows: TableShape['rows'], known: KnownCodes) =>
  [
    ...(column === null ? [] : new Set(columnTexts(rows, column))),
    ...(reading.constant === undefined ? [] : [reading.constant]),
    ...named.map(({ name }) => name),
  ].flatMap((name) => entriesCalled(known.metrics, name));

/** The metrics that a column or a title names, with the unit that a title says where they can be in it. */
export function metricsWithUnit(metric: InferredMetric | null, titleUnit: TitleUnit | null): readonly NamedMetric[] {
  const ofTitle = titleUnit?.reading == null ? null : titleUnit.unit;
  const unitOf = (name: string) => unitSignOf(name) ?? (ofTitle !== null && canBeIn(name, ofTitle) ? ofTitle : null);
  return (metric?.named ?? []).map((one) => ({ ...one, unit: one.unit ?? unitOf(one.name) }));
}

const UNIT_TITLE = /^(?:计量|計量)?(?:单位|單位|単位)$|^units?(?: of measure(?:ment)?)?$|^einheit$|^unité$|^unidad$/i;

/** Whether a column is called unit, and each of its texts is one. */
const isUnitColumn = (column: number, { rows }: TableShape, header: Header, known: KnownCodes): boolean =>
  UNIT_TITLE.test(header.title(column)) &&
  [...new Set(columnTexts(rows, column))].every((text) => isUnitCell(text, known));

/** The unit in a name that a title says, which is asked; null for none. */
function nameUnit(metric: InferredMetric | null, known: KnownCodes, inference: Inference): CodeReading | null {
  const [named, another] = metric?.named ?? [];
  if (metric === null || metric.unit !== null || named === undefined || another !== undefined) return null;
  if (nameKeys(known.metrics).has(nameKey(named.name))) return null;
  const units = findNameUnits(named.name, known);
  const [unit] = units;
  if (unit === undefined) return null;
  askNameUnit(named.name, units, null, inference);
  return { constant: unit };
}
