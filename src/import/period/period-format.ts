import { message, type Text } from '../../domain/message/message.ts';
import type { PeriodReading } from '../mapping/reading-schema.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { MAX_TITLE_LENGTH } from '../shape/period-within.ts';
import { cellTexts, type TableShape } from '../shape/table-shape.ts';
import { isSourceNote } from '../text/filter-line.ts';
import { isJapanese, saysFiscalYear } from '../text/fiscal-year-word.ts';
import {
  isDashedMonthOrYear,
  isDashedYear,
  isMonthOrYear,
  isPeriodIn,
  isSlashedMonth,
  isSlashedYear,
} from '../text/period-text.ts';
import { isWrittenDate, writtenFormats } from '../text/written-date.ts';

const FORMATS = ['%Y/%m', 'fiscal-year'];
const DASHED_FORMATS = ['%Y-%m', 'fiscal-year'];

/** How the periods of one place are written, where that has to be declared. */
export function inferPeriodFormat(periods: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  if (periods.length > 0 && periods.every((text) => text === '' || /^\d{6}$/.test(text))) return { format: '%Y%m' };
  const written = [...new Set(periods)].filter(isWrittenDate);
  return written.length > 0
    ? inferWritten(written, inference)
    : {
        ...inferSlashes(periods, inference),
        ...inferDashes(periods, inference),
        ...askDoubleYears(periods, inference),
        ...askTrimesters(periods, inference),
      };
}

const FISCAL_FORMATS = ['fiscal-year-start', 'fiscal-year-end', '%Y'];

/** The first title, header or note of a table, or the name of its sheet, that speaks of fiscal or school years; null for none. */
export function findFiscalTitle(
  { titles, header, footer }: Pick<TableShape, 'titles' | 'header' | 'footer'>,
  sheet: string | null,
): string | null {
  const notes = cellTexts(footer).filter((text) => !isSourceNote(text));
  const texts = [...cellTexts([...titles, ...header]), sheet ?? '', ...notes].filter(
    (text) => text.length <= MAX_TITLE_LENGTH,
  );
  const isOfJapan = texts.some(isJapanese);
  return texts.find((text) => saysFiscalYear(text) || (isOfJapan && text.includes('年度'))) ?? null;
}

/** Asks what years without more are below a title that speaks of fiscal or school years; false where there is none, and for other texts. */
export function askFiscalYears(title: string | null, texts: readonly string[], inference: Inference): boolean {
  if (title === null) return false;
  const years = [...new Set(texts)].filter((text) => text !== '');
  if (years.length === 0 || !years.every((text) => /^\d{4}(?:年度?)?$/.test(text))) return false;
  const shown = { title: JSON.stringify(title), texts: shownTexts(years) };
  askFormat(message('inference.which-fiscal-year', shown), FISCAL_FORMATS, inference);
  return true;
}

/** 11/2020 and 31/12/2020 can be read in one way only; 03/04/2020 is asked about, and so is Nov-20, which may be a day. */
function inferWritten(written: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  const formats = writtenFormats(written[0] ?? '').filter((format) => written.every(isPeriodIn(format)));
  const [format, another] = formats;
  const texts = shownTexts(written);
  if (format !== undefined && another === undefined && format.includes('%Y')) {
    inference.decide('period.format', message('inference.period-format', { texts, format }), 'LIKELY');
    return { format };
  }
  askFormat(message('inference.which-period-format', { texts }), formats, inference);
  return {};
}

/**
 * How periods such as 2010/11 are read, each of which may be a month or a fiscal year. Others of the same form in the same place say it, such as
 * 2010/3 or 2012/13, which can be read in one way only; where none does, or both do, it is asked.
 */
function inferSlashes(periods: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  const open = [...new Set(periods.filter(isMonthOrYear))];
  if (open.length === 0) return {};
  const texts = shownTexts(open);
  const hasMonth = periods.some(isSlashedMonth);
  const hasYear = periods.some(isSlashedYear);
  if (hasMonth !== hasYear) {
    const words = hasYear
      ? message('inference.slashed-years', { texts })
      : message('inference.slashed-months', { texts });
    inference.decide('period.format', words, 'LIKELY');
    return { format: hasYear ? 'fiscal-year' : '%Y/%m' };
  }
  askFormat(message('inference.month-or-year', { texts }), FORMATS, inference);
  return {};
}

/** 2019/2020 may be a fiscal or a school year, or two years of the calendar. */
function askDoubleYears(periods: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  const isDouble = (text: string) => {
    const [, first, second] = /^(\d{4})[/-](\d{4})$/.exec(text) ?? [];
    return first !== undefined && Number(second) === Number(first) + 1;
  };
  const texts = [...new Set(periods.filter(isDouble))];
  if (texts.length === 0) return {};
  askFormat(message('inference.double-years', { texts: shownTexts(texts) }), ['fiscal-year'], inference);
  return { format: 'fiscal-year' };
}

/** The answer by which a period such as 2022T3 is what it is in SDMX: the last four months of the year. */
const FOUR_MONTHS = 'P4M';

/** T is for a trimester of four months in SDMX, and for a quarter in French, Spanish, Italian and Portuguese. */
function askTrimesters(periods: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  const texts = [...new Set(periods)].filter((text) => /^\d{4}-?T[1-3]$/.test(text));
  const [first] = texts;
  if (first === undefined) return {};
  const quarters = first.includes('-') ? '%Y-T%q' : '%YT%q';
  const options = [quarters, FOUR_MONTHS];
  inference.ask('period.format', message('inference.which-trimesters', { texts: shownTexts(texts) }), options, {
    options,
    apply: (mapping, answer) => (answer === FOUR_MONTHS ? mapping : withFormat(mapping, answer)),
  });
  return {};
}

/** The fiscal or school years among periods, such as 2019-20: they are years only once something says on which day they begin. */
export const fiscalYearsIn = (texts: readonly string[]): string[] =>
  texts.filter(
    (text) =>
      (isSlashedYear(text) || isDashedYear(text) || /^FY ?\d{4}[/-]\d{2}$/i.test(text)) && !/[/-]\d{4}$/.test(text),
  );

const MIN_SPAN = 2;
const MAX_SPAN = 10;

/** Months that may be spans of several years each, as their second number is always as far from the first: 2008-10, 2009-11, 2010-12. */
function spansOfYears(texts: readonly string[]): readonly string[] {
  const read = texts.flatMap((text) => {
    const [, year, end] = /^\d{2}(\d{2})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
    return year === undefined ? [] : [{ text, years: Number(end) - Number(year) }];
  });
  const [first, another] = read;
  const isSpan = first !== undefined && first.years >= MIN_SPAN && first.years <= MAX_SPAN;
  return isSpan && another !== undefined && read.every(({ years }) => years === first.years)
    ? read.map(({ text }) => text)
    : [];
}

/** 2010-11 is the month of 2010 wherever one of the others is a month that is no fiscal year, such as 2010-09. */
function inferDashes(periods: readonly string[], inference: Inference): Pick<PeriodReading, 'format'> {
  const texts = [...new Set(periods)];
  const spans = spansOfYears(texts);
  if (spans.length > 0) {
    askFormat(message('inference.months-or-spans', { texts: shownTexts(spans) }), ['%Y-%m'], inference);
    return {};
  }
  const open = texts.filter(isDashedMonthOrYear);
  if (open.length === 0 || !texts.every((text) => isDashedMonthOrYear(text) || isDashedYear(text))) return {};
  const shown = { texts: shownTexts(open) };
  if (open.length < texts.length) {
    inference.decide('period.format', message('inference.slashed-years', shown), 'LIKELY');
    return { format: 'fiscal-year' };
  }
  askFormat(message('inference.month-or-fiscal-year', shown), DASHED_FORMATS, inference);
  return { format: 'fiscal-year' };
}

/** Asks how periods are written. */
const askFormat = (question: Text, formats: readonly string[], inference: Inference): void =>
  inference.ask('period.format', question, formats, { options: formats, apply: withFormat });

/** Says of every reading of periods how they are written. */
function withFormat({ period, values, ...mapping }: Mapping, format: string): Mapping {
  return {
    ...mapping,
    ...(period === undefined ? {} : { period: { ...period, format } }),
    ...(values === undefined
      ? {}
      : {
          values: values.map((group) =>
            group.period === undefined ? group : { ...group, period: { ...group.period, format } },
          ),
        }),
  };
}
