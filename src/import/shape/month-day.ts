import type { PeriodReading } from '../mapping/reading-schema.ts';
import { cellText, type SourceCell, typedPeriod } from '../reader/sheet.ts';
import { dateTextReader, isPeriodIn, periodTextReader } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { writtenFormats } from '../text/written-date.ts';
import { isDottedDay } from './period-within.ts';

/** The day that a cell says, as 2021-01-31; null for anything else. */
function dayIn(cell: SourceCell | undefined): string | null {
  const text = typedPeriod(cell) ?? foldWidth(cellText(cell));
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const [format, another] = writtenFormats(text);
  const isWritten = format !== undefined && another === undefined;
  const iso = isDottedDay(text)
    ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
    : isWritten
      ? periodTextReader(format)(text, null)
      : READ(text, null);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : null;
}

const READ = dateTextReader(undefined);

const isFirstOfMonth = (day: string): boolean => day.endsWith('-01');

function isLastOfMonth(day: string): boolean {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}

/** Whether the cells of a column are days of which each is the first, or each the last, of its month: they may stand for months, quarters or years. */
export function mayBeMonths(cells: readonly (SourceCell | undefined)[]): boolean {
  const isAll = (is: (day: string) => boolean) => {
    const met = new Set<string>();
    for (const cell of cells) {
      const text = typedPeriod(cell) ?? foldWidth(cellText(cell));
      if (text === '' || met.has(text)) continue;
      const day = dayIn(cell);
      if (day === null || !is(day)) return false;
      met.add(text);
    }
    return met.size > 0;
  };
  return isAll(isFirstOfMonth) || isAll(isLastOfMonth);
}

const FORMATS = ['%Y-%m-01', '%Y/%m/01', '%Y/%m/1', '%Y.%m.01', '01.%m.%Y', '1.%m.%Y', '%Y年%m月1日', '%Y年%m月01日'];
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A reading of days as the months or the years that they stand for, and what it makes of the text of a day, for people. */
interface WholeReading extends Pick<PeriodReading, 'format' | 'template'> {
  readonly shown: (text: string) => string;
}

/** How such days are read as months, and as years where they may be these. */
export function monthReadings(cells: readonly (SourceCell | undefined)[]): readonly WholeReading[] {
  const texts = [...new Set(cells.map((cell) => foldWidth(cellText(cell))))].filter((text) => text !== '');
  const cut = (length: number): WholeReading => ({
    template: `{period:${length}}{_}`,
    shown: (text) => text.slice(0, length),
  });
  if (texts.every((text) => ISO_DAY.test(text))) {
    const areYears = texts.every((text) => /-(?:01-01|12-31)$/.test(text));
    return [cut('2021-01'.length), ...(areYears ? [cut('2021'.length)] : [])];
  }
  if (cells.some((cell) => typedPeriod(cell) !== null)) return [];
  const format = FORMATS.find((one) => texts.every(isPeriodIn(one)));
  if (format === undefined) return [];
  const read = periodTextReader(format);
  return [{ format, shown: (text) => read(text, null) }];
}

const REFERENCE_DAY = /(?:stichtag|reference (?:date|day)|基准日|基準日|标准时点|時点)[\s:]*$/i;

/** Whether a day in a title may stand for all that goes before it: behind a label other than that of a reference day, and at the end of a month. */
export function mayBeWhole(period: string, label: string): boolean {
  const day = dayIn(period);
  if (day === null || REFERENCE_DAY.test(label)) return false;
  return isLastOfMonth(day) || /[:：]\s*$/.test(label);
}
