import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading, MultiplierReading, PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { columnLetters, typedPeriod } from '../reader/sheet.ts';
import { ranges } from '../shape/column-range.ts';
import { DOTTED_DAYS, isDottedDay, namesOfPeriods, readHeaderForm } from '../shape/header-form.ts';
import type { TableShape } from '../shape/table-shape.ts';
import { hasMultipleWord } from '../text/multiple.ts';
import { readMultiplier } from '../text/multiplier-text.ts';
import { nameKey } from '../text/plain-text.ts';
import {
  beforeCumulative,
  beginsWithYearPart,
  isLoosePart,
  isWholeYear,
  type YearPartForm,
  yearDigits,
  yearPartForm,
} from '../text/year-part.ts';
import { findYearEnd, joinYear, wholeYear, type YearFinder } from './joined-year.ts';
import { askLonePeriod, findLonePeriod } from './lone-period.ts';
import { MetricRows, type MetricText } from './metric-rows.ts';
import { askNameUnit, findNameUnits } from './name-unit.ts';
import type { NamedMetric } from './named-metric.ts';
import { askFiscalYears, inferPeriodFormat } from './period-format.ts';
import {
  askMultiple,
  askPart,
  askUnit,
  type HeaderMultiple,
  headerMultiple,
  isSaidByHeaders,
  type TitleUnit,
  titleUnitFinder,
  titleUnitText,
} from './title-unit.ts';

export interface InferredValues {
  readonly groups: readonly ValueColumns[];
  readonly metrics: readonly NamedMetric[];
  /** Whether every group says its metric, and its period. */
  readonly hasMetric: boolean;
  readonly hasPeriod: boolean;
}

/** Says that periods follow, and is no metric. */
const PERIOD_WORD =
  /^(?:year|date|period|time|month|quarter|stichtag|jahr|monat|année|annee|año|anno|年份|年度|月份|日期|时间|时期)$/i;

/** What the headers of a column say, as it is read so far. */
interface ColumnGroup {
  metric?: CodeReading;
  period?: PeriodReading;
  unit?: CodeReading;
  multiplier?: MultiplierReading;
}

/** Which rows of a header are read, and which of them says units. */
interface HeaderRows {
  readonly rows: number;
  readonly unitRow: number | null;
  /** Which of them says regions; null for none. */
  readonly regionRow: number | null;
  /** Finds the year of the parts of years in the header, where it stands elsewhere. */
  readonly findYear: YearFinder;
  /** A title that speaks of fiscal years; null for none. */
  readonly fiscalTitle: string | null;
  readonly table: Pick<TableShape, 'titles' | 'header'>;
}

const isPartWithoutYear = (name: string): boolean => beginsWithYearPart(name) || isLoosePart(name);

/** What the header of one column says; each text that may name the metric stands in `said`. */
function readColumnHeader(
  column: number,
  header: Header,
  { rows, unitRow, regionRow, findYear }: HeaderRows,
  known: KnownCodes,
  named: ReadonlySet<string>,
) {
  const names = nameKeys(known.metrics);
  const group: ColumnGroup = {};
  const said: MetricText[] = [];
  const periods: string[] = [];
  const parts: { readonly place: PlaceReading; readonly form: YearPartForm; readonly text: string }[] = [];
  let unit: string | null = null;
  let last = '';
  let isWhole = false;
  for (let row = 1; row <= rows; row++) {
    const text = header.text(row, column) ?? '';
    if (text === '' || text === last) continue;
    last = text;
    if (PERIOD_WORD.test(text) || row === regionRow) continue;
    const typed = typedPeriod(header.cell(row, column));
    if (typed !== null) {
      group.period = { header: row };
      periods.push(yearDigits(text) === null ? typed : text);
      continue;
    }
    if (row === unitRow) {
      if (readMultiplier(text) !== null) group.multiplier = { header: row };
      else group.unit = { header: row };
      if (group.unit !== undefined) unit = text;
      continue;
    }
    if (isWholeYear(text)) {
      isWhole = true;
      continue;
    }
    const { period: own = text, word = '' } = beforeCumulative(text) ?? {};
    const form = names.has(nameKey(text)) ? null : yearPartForm(own);
    if (form !== null) {
      const place = { header: row, ...(word === '' ? {} : { template: `{period}${word}` }) };
      parts.push({ place, form, text: own });
      continue;
    }
    const { template, parts: read } = readHeaderForm(text, known, named);
    const place = template === null ? { header: row } : { header: row, template };
    const period = read.get('period');
    if (period !== undefined) periods.push(period);
    if (period !== undefined) group.period = isDottedDay(period) ? { ...place, format: DOTTED_DAYS } : place;
    if (read.has('unit')) group.unit = place;
    unit = read.get('unit') ?? unit;
    const name = read.get('metric');
    // 11月排查 is a metric of one month, whatever year a title names.
    if (name !== undefined && period === undefined && !names.has(nameKey(name)) && isPartWithoutYear(name))
      findYear.unknown(
        /累[计計]$/.test(name) ? message('inference.cumulative-from', { text: JSON.stringify(name) }) : undefined,
      );
    if (name !== undefined) said.push({ name, place });
  }
  const [part] = parts;
  const loose = periods.length === 0 ? (part?.text ?? null) : null;
  if (part === undefined && isWhole && group.period === undefined) group.period = findYear();
  if (part === undefined) return { group, said, periods, unit, loose };
  const [year, another] = periods;
  const isYear = group.period?.template === undefined && year !== undefined && yearDigits(year) !== null;
  if (year === undefined) group.period = joinYear(findYear(), part.place, part.form);
  else if (another === undefined && isYear && group.period !== undefined)
    group.period = joinYear(wholeYear({ header: group.period.header }, [year]), part.place, part.form);
  // A part of a fiscal year is none of a calendar year, and is no metric either.
  else group.period = { join: [{ constant: findYear.unknown() }, part.place] };
  return { group, said, periods: [], unit, loose };
}

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
  for (const { column, group, said, unit, periods: own } of read) {
    periods.push(...own);
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
    const found = choice.choose(said);
    let ownUnits: readonly string[] = [];
    if (found !== null) {
      group.metric = found.place;
      const entry = metrics.get(found.name) ?? { unit, columns: [] };
      entry.columns.push(column);
      metrics.set(found.name, entry);
      const isUnsaid = group.unit === undefined && !names.has(nameKey(found.name));
      if (isUnsaid) ownUnits = findNameUnits(found.name, known);
      const ofTitle = group.unit === undefined && ownUnits.length === 0 ? unitOf(found.name) : null;
      if (ofTitle !== null) Object.assign(group, { unit: ofTitle.reading });
      if (ofTitle !== null && entry.unit === null) entry.unit = ofTitle.unit;
    }
    // Each metric is in one of several units for itself.
    const isOpen = found !== null && group.unit === undefined && parts.length > 1 && unitOf.isAskedFor(found.name);
    if (isOpen) Object.assign(group, { unit: { constant: parts[0] } });
    const isNamed = found !== null && group.unit === undefined && ownUnits.length > 0;
    if (isNamed) Object.assign(group, { unit: { constant: ownUnits[0] } });
    const key = isOpen || isNamed ? JSON.stringify([group, found.name]) : JSON.stringify(group);
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
    const nameUnit = named.get(key);
    if (nameUnit !== undefined) askNameUnit(nameUnit.name, nameUnit.units, index, inference);
  }
  if (unitOf.isRead() && titleUnit !== null) inference.decide('unit', titleUnitText(titleUnit));
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
  };
}

/** The values of a format that says itself which column holds them: their titles say no metric. */
export const namedValues = (columns: readonly string[]): InferredValues => ({
  groups: [{ columns: [...columns] }],
  metrics: [],
  hasMetric: false,
  hasPeriod: false,
});
