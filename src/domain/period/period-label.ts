import { countMonths, splitDay } from './day.ts';
import { isFiscalYear, type Period, parsePeriod } from './period.ts';

const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const englishMonth = (month: number): string => ENGLISH_MONTHS[month - 1] ?? '';

const englishDay = (text: string): string => {
  const { month, day } = splitDay(text);
  return `${day} ${englishMonth(month)} ${text.slice(0, 4)}`;
};

const chineseDay = (text: string): string => {
  const { month, day } = splitDay(text);
  return `${text.slice(0, 4)}年${month}月${day}日`;
};

/** First and last month of whole months inside one calendar year; null for any other span. */
function monthsOfOneYear(start: string, end: string): readonly [first: number, last: number] | null {
  const first = splitDay(start);
  const last = splitDay(end);
  const whole = first.day === 1 && countMonths(start, end) !== null;
  return whole && first.year === last.year ? [first.month, last.month] : null;
}

/** The number that ends a canonical name: 3 of 2020-Q3, 5 of 2020-W05. */
const ordinalOf = (text: string): number => Number(text.slice(6));

/** A fiscal year by both calendar years in which it lies: 2014/15, 1999/00. */
const fiscalYear = (start: string, end: string): string => `${start.slice(0, 4)}/${end.slice(2, 4)}`;

function chinese(period: Period): string {
  const { text, start, end, frequency } = period;
  if (start === null) return `截至${chinese(parsePeriod(text.slice(3)))}`;
  const year = `${text.slice(0, 4)}年`;
  switch (frequency) {
    case 'ANNUAL':
      return isFiscalYear(period) ? `${fiscalYear(start, end)}财年` : year;
    case 'HALF_YEARLY':
      return `${year}${ordinalOf(text) === 1 ? '上' : '下'}半年`;
    case 'QUARTERLY':
      return `${year}第${'一二三四'.charAt(ordinalOf(text) - 1)}季度`;
    case 'MONTHLY':
      return `${year}${splitDay(start).month}月`;
    case 'WEEKLY':
      return `${year}第${ordinalOf(text)}周`;
    case 'DAILY':
      return chineseDay(start);
    case 'SPAN': {
      const months = monthsOfOneYear(start, end);
      return months ? `${year}${months[0]}—${months[1]}月` : `${chineseDay(start)}至${chineseDay(end)}`;
    }
  }
}

function english(period: Period): string {
  const { text, start, end, frequency } = period;
  if (start === null) return `up to ${english(parsePeriod(text.slice(3)))}`;
  const year = text.slice(0, 4);
  switch (frequency) {
    case 'ANNUAL':
      return isFiscalYear(period) ? fiscalYear(start, end) : year;
    case 'HALF_YEARLY':
      return `${ordinalOf(text) === 1 ? 'first' : 'second'} half of ${year}`;
    case 'QUARTERLY':
      return `Q${ordinalOf(text)} ${year}`;
    case 'MONTHLY':
      return `${englishMonth(splitDay(start).month)} ${year}`;
    case 'WEEKLY':
      return `week ${ordinalOf(text)} of ${year}`;
    case 'DAILY':
      return englishDay(start);
    case 'SPAN': {
      const months = monthsOfOneYear(start, end);
      return months
        ? `${englishMonth(months[0])}–${englishMonth(months[1])} ${year}`
        : `${englishDay(start)} – ${englishDay(end)}`;
    }
  }
}

/** The period in words, for readers: Chinese for every language tag that starts with zh, English for all others. */
export const periodLabel = (period: Period, language: string): string =>
  language.toLowerCase().startsWith('zh') ? chinese(period) : english(period);
