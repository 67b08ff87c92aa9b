import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { UnitShifts } from '../convert/unit-shift.ts';
import { entriesCalled, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { findYearEnd } from '../period/joined-year.ts';
import { askLonePeriod, askYearInName, findLonePeriod, foreignYearIn, periodsIn } from '../period/lone-period.ts';
import { askFiscalYears, inferPeriodFormat } from '../period/period-format.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { cellText, columnLetters } from '../reader/sheet.ts';
import { ranges } from '../shape/column-range.ts';
import { namesOfPeriods } from '../shape/header-form.ts';
import type { MetricText, NamedMetric } from '../shape/metric-text.ts';
import { endsInDay } from '../shape/period-within.ts';
import { hasMultipleWord } from '../text/multiple.ts';
import { unitSignOf } from '../text/name-quantity.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import {
  askForeignUnit,
  askMultiple,
  askPart,
  askUnit,
  type HeaderMultiple,
  headerMultiple,
} from '../unit/ask-unit.ts';
import { askNameUnit, findNameUnits } from '../unit/name-unit.ts';
import { isSaidByHeaders, type TitleUnit, titleUnitFinder, titleUnitText } from '../unit/title-unit.ts';
import { type ColumnGroup, type HeaderRows, readColumnHeader } from './column-header.ts';
import { columnStatusFinder } from './column-status.ts';
import { MetricRows } from './metric-rows.ts';

export interface InferredValues {
  readonly groups: readonly ValueColumns[];
  readonly metrics: readonly NamedMetric[];
  /** Whether every group says its metric, and its period. */
  readonly hasMetric: boolean;
  readonly hasPeriod: boolean;
  /** The periods and the parts of years that headers say, as they stand there. */
  readonly periods: readonly string[];
}

/** Beside months or quarters, the mean of them. */
const MEAN = /^(?:avg\.?|average|mean|平均值?|均值|月均|季均)$/i;

/** Reads the headers of the columns with values: which row says the period, which the metric, and how both are joined in one. */
export function inferValues(
  columns: readonly number[],
  header: Header,
  headerRows: HeaderRows,
  known: KnownCodes,
  titleUnit: TitleUnit | null,
  inference: Inference,
): InferredValues {
  const metrics = new Map<string, { unit: string | null; columns: number[] }>();
  const groups = new Map<string, ColumnGroup & { columns: number[] }>();
  const periods: string[] = [];
  const units = new Set<string>();
  const choice = new MetricRows(inference);
  const names = nameKeys(known.metrics);
  const multiples = new Map<string, HeaderMultiple>();
  const open = new Map<string, string>();
  const titled = periodsIn(headerRows.table.titles);
  const dated = new Map<string, { readonly name: string; readonly year: string }>();
  const foreign = new Map<string, { readonly name: string; readonly unit: string; readonly own: string }>();
  const shifts = new UnitShifts(known.units);
  const named = new Map<string, { readonly name: string; readonly units: readonly string[] }>();
  const texts = Array.from({ length: headerRows.rows }, (_, row) =>
    columns.map((column) => header.text(row + 1, column) ?? ''),
  );
  const repeated = namesOfPeriods(texts.flat(), known);
  const read = columns.map((column) => ({ column, ...readColumnHeader(column, header, headerRows, known, repeated) }));
  const unitOf = titleUnitFinder(
    titleUnit,
    read.flatMap(({ said }) => said.map(({ name }) => name)),
    known,
  );
  for (const { unit } of read) if (unit !== null) units.add(nameKey(unit));
  const withOwnName = ownNames(read, header, names);
  const isParted = headerRows.table.header.some(({ cells }) =>
    cells.some((cell) => endsInDay(foldWidth(cellText(cell)))),
  );
  if (isParted && read.some(({ periods: own }) => own.length > 0)) headerRows.findYear.unknown();
  const mean = read.flatMap(({ said }) => said).find(({ name }) => MEAN.test(name));
  if (mean !== undefined && read.some(({ loose }) => loose !== null))
    headerRows.findYear.unknown(message('inference.relative-period', { text: JSON.stringify(mean.name) }));
  const end = findYearEnd(read.flatMap(({ loose }) => loose ?? []));
  if (end !== null) headerRows.findYear.unknown(message('inference.over-year-across', end));
  const lone = findLonePeriod(read, header, headerRows);
  if (lone !== null) {
    // What is said of all of them goes before it.
    for (const { group } of read) delete group.period;
    askLonePeriod(lone, inference);
  }
  const isSaid = titleUnit !== null && isSaidByHeaders(titleUnit, units, known);
  const parts = isSaid ? [] : (titleUnit?.parts ?? []);
  const statuses = columnStatusFinder(headerRows.table.footer, header, headerRows.rows);
  for (const { column, group, said, unit, periods: own } of read) {
    periods.push(...own);
    const status = statuses.find(column, own);
    if (status !== null) group.statusOfAll = status;
    // Whichever row names the metric, one that multiplies its values must not be lost.
    const text =
      group.unit === undefined && said.length > 1 ? said.find(({ name }) => hasMultipleWord(name)) : undefined;
    if (text !== undefined) {
      const cell = `${columnLetters(column)}${header.rowNumber(text.place.header ?? 1) ?? ''}`;
      const multiple = headerMultiple(text, cell);
      if (multiple.base !== null) group.unit = multiple.unit;
      const key = multiple.base ?? multiple.text;
      if (!multiples.has(key)) multiples.set(key, multiple);
    }
    const found = withOwnName(choice.choose(said), unit, column);
    let ownUnits: readonly string[] = [];
    if (found !== null) {
      group.metric = found.place;
      const entry = metrics.get(found.name) ?? { unit: unit ?? unitSignOf(found.name), columns: [] };
      entry.columns.push(column);
      metrics.set(found.name, entry);
      const isUnsaid = group.unit === undefined && !names.has(nameKey(found.name));
      if (isUnsaid) ownUnits = findNameUnits(found.name, known);
      const ofTitle = group.unit === undefined && ownUnits.length === 0 ? unitOf(found.name) : null;
      if (ofTitle !== null && ofTitle.reading !== null) Object.assign(group, { unit: ofTitle.reading });
      if (ofTitle !== null && entry.unit === null) entry.unit = ofTitle.unit;
    }
    // Each metric is in one of several units for itself.
    const isOpen = found !== null && group.unit === undefined && parts.length > 1 && unitOf.isAskedFor(found.name);
    if (isOpen) Object.assign(group, { unit: { constant: parts[0] } });
    const isNamed = found !== null && group.unit === undefined && ownUnits.length > 0;
    if (isNamed) Object.assign(group, { unit: { constant: ownUnits[0] } });
    const year =
      found === null || group.period !== undefined || names.has(nameKey(found.name))
        ? null
        : foreignYearIn(found.name, titled);
    const called = found === null ? [] : entriesCalled(known.metrics, found.name);
    const isForeign = unit !== null && called.length > 0 && called.every((metric) => !shifts.isIn(metric, unit));
    const key =
      isOpen || isNamed || isForeign || year !== null ? JSON.stringify([group, found?.name]) : JSON.stringify(group);
    if (found !== null && year !== null) dated.set(key, { name: found.name, year });
    if (isForeign && found !== null) foreign.set(key, { name: found.name, unit, own: called[0]?.unit ?? '' });
    if (isOpen) open.set(key, found.name);
    if (isNamed) named.set(key, { name: found.name, units: ownUnits });
    const same = groups.get(key) ?? { columns: [], ...group };
    same.columns.push(column);
    groups.set(key, same);
  }
  if (titleUnit !== null && !isSaid && unitOf.isAsked()) {
    if (open.size === 0) askUnit(titleUnit, known, inference);
    for (const [index, key] of [...groups.keys()].entries()) {
      const name = open.get(key);
      if (name !== undefined) askPart(name, index, titleUnit, inference);
    }
  }
  for (const [index, key] of [...groups.keys()].entries()) {
    const one = dated.get(key);
    if (one !== undefined) askYearInName(one.name, one.year, index, titled, inference);
    const other = foreign.get(key);
    if (other !== undefined) askForeignUnit(other, index, inference);
    const nameUnit = named.get(key);
    if (nameUnit !== undefined) askNameUnit(nameUnit.name, nameUnit.units, index, inference);
  }
  if (unitOf.isRead() && titleUnit !== null) inference.decide('unit', titleUnitText(titleUnit));
  statuses.tell(inference);
  for (const multiple of multiples.values()) askMultiple(multiple, known, inference);
  const isFiscal = askFiscalYears(headerRows.fiscalTitle, periods, inference);
  const format = isFiscal ? { format: 'fiscal-year-start' } : inferPeriodFormat(periods, inference);
  const made = [...groups.values()].map((group) =>
    group.period === undefined ? group : { ...group, period: { ...format, ...group.period } },
  );
  for (const { columns: own, metric, period } of made) {
    const titles = shownTexts(own.map((column) => header.title(column)));
    const said = [...(period ? [message('inference.period')] : []), ...(metric ? [message('inference.metric')] : [])];
    // A name that nobody has defined may be a metric, or a part of a value such as its bounds.
    const isKnown = own.every((column) =>
      [...metrics].every(([name, of]) => !of.columns.includes(column) || names.has(nameKey(name))),
    );
    for (const what of said) {
      inference.decide('values', message('inference.header-says', { titles, what }), isKnown ? 'CERTAIN' : 'LIKELY');
    }
  }
  return {
    groups: made.map(({ columns: own, ...group }) => ({ columns: ranges(own), ...group })),
    metrics: [...metrics].map(([name, found]) => ({ name, ...found })),
    hasMetric: made.every(({ metric }) => metric !== undefined),
    hasPeriod: made.every(({ period }) => period !== undefined),
    periods: read.flatMap(({ periods: own, loose }) => [...own, ...(loose === null ? [] : [loose])]),
  };
}

/** Of a name that nobody knows, in several units, each column is a metric of its own: 增减（件） and 增减（%）. */
function ownNames(
  read: readonly (ReturnType<typeof readColumnHeader> & { readonly column: number })[],
  header: Header,
  names: ReadonlySet<string>,
) {
  const unitsOf = new Map<string, Set<string>>();
  for (const { said, unit } of read)
    for (const { name } of said) unitsOf.set(name, (unitsOf.get(name) ?? new Set()).add(nameKey(unit ?? '')));
  return (found: MetricText | null, unit: string | null, column: number): MetricText | null => {
    const row = found?.place.header;
    if (found === null || row === undefined || unit === null || names.has(nameKey(found.name))) return found;
    if ((unitsOf.get(found.name)?.size ?? 0) < 2 || !found.place.template?.startsWith('{metric}')) return found;
    const text = header.text(row, column) ?? '';
    return { name: text, place: { header: row } };
  };
}

/** The values of a format that says itself which column holds them: their titles say no metric. */
export const namedValues = (columns: readonly string[], unit: CodeReading | null): InferredValues => ({
  groups: [{ columns: [...columns], ...(unit === null ? {} : { unit }) }],
  metrics: [],
  hasMetric: false,
  hasPeriod: false,
  periods: [],
});
