import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading, MultiplierReading, PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import type { ValueColumns } from '../mapping/schema.ts';
import { joinYear, wholeYear, type YearFinder } from '../period/joined-year.ts';
import { typedPeriod } from '../reader/sheet.ts';
import { isPeriodWord, isUnreadPeriod, readHeaderForm } from '../shape/header-form.ts';
import type { MetricText } from '../shape/metric-text.ts';
import { isRelativePeriod, saysPartOfKnown } from '../shape/part-name.ts';
import { DOTTED_DAYS, isDottedDay } from '../shape/period-within.ts';
import type { TableShape } from '../shape/table-shape.ts';
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

/** What the headers of a column say, as it is read so far. */
export interface ColumnGroup {
  metric?: CodeReading;
  period?: PeriodReading;
  unit?: CodeReading;
  multiplier?: MultiplierReading;
  statusOfAll?: NonNullable<ValueColumns['statusOfAll']>;
}

/** Which rows of a header are read, and which of them says units. */
export interface HeaderRows {
  readonly rows: number;
  readonly unitRow: number | null;
  /** Which of them says regions; null for none. */
  readonly regionRow: number | null;
  /** Finds the year of the parts of years in the header, where it stands elsewhere. */
  readonly findYear: YearFinder;
  /** A title that speaks of fiscal years; null for none. */
  readonly fiscalTitle: string | null;
  readonly table: Pick<TableShape, 'titles' | 'header' | 'footer'>;
}

const isPartWithoutYear = (name: string): boolean => beginsWithYearPart(name) || isLoosePart(name);

/** What the header of one column says; each text that may name the metric stands in `said`. */
export function readColumnHeader(
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
    if (isPeriodWord(text) || row === regionRow) continue;
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
    if (name !== undefined && !names.has(nameKey(name)) && isRelativePeriod(name))
      findYear.unknown(message('inference.relative-period', { text: JSON.stringify(name) }));
    if (name !== undefined && !names.has(nameKey(name)) && (isUnreadPeriod(name) || saysPartOfKnown(name, known)))
      findYear.unknown();
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
