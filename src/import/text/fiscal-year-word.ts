const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

/** Words of Latin letters that call a year none of the calendar, as alternatives of a pattern. */
export const FISCAL_YEAR_WORDS = [
  'fy|(?:fiscal|financial|budget|school|academic|crop|marketing|reporting|tax)[ _-]?years?',
  'schuljahr|geschäftsjahr|haushaltsjahr|wirtschaftsjahr|rechnungsjahr',
  `years? (?:to|ending|ended) (?:\\d{1,2} )?(?:${MONTHS})[a-z]{0,6}|(?!jan)(?:${MONTHS})[a-z]{0,6}\\s?[-–]\\s?(?:${MONTHS})[a-z]{0,6}`,
  'exercice|année (?:scolaire|fiscale|budgétaire)|ejercicio|año (?:fiscal|escolar)|anno scolastico',
].join('|');

/** The same in Chinese, where 2020年度 is the year of the calendar. */
export const FISCAL_YEAR_CHARACTERS =
  '[财財]年|(?<![入小中大同])[学學]年(?![龄齡级級均])|[财財][务務政]?年度|[会會][计計]年度';

const FISCAL_YEAR = new RegExp(`(?<![\\p{L}\\d])(?:${FISCAL_YEAR_WORDS})(?!\\p{L})|${FISCAL_YEAR_CHARACTERS}`, 'iu');

/** Whether a text speaks of years that are none of the calendar: their months lie in two of those. */
export const saysFiscalYear = (text: string): boolean => FISCAL_YEAR.test(text);

/** Whether a text is Japanese, where 2020年度 ends in March 2021. */
export const isJapanese = (text: string): boolean => /[\p{Script=Hiragana}\p{Script=Katakana}県決歳]/u.test(text);
