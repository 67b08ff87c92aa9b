import { isPeriodIn } from './period-text.ts';

/** Months and days in forms that are read only where a mapping declares them: Nov-20, 03/04/2020, 11/2020. */
const WRITTEN = /^(?:[A-Za-z]{3,9}\.?[-/ ]\d{2}|\d{2}[- ][A-Za-z]{3,9}|\d{1,2}([/-])\d{1,2}\1\d{4}|\d{1,2}[/-]\d{4})$/;
const FORMATS = [
  '%b-%y', '%b %y', '%b/%y', '%y-%b', '%y %b', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%m-%d-%Y', '%m/%Y', '%m-%Y',
] as const; // biome-ignore format: a list
const READERS = FORMATS.map((format) => ({ format, isIn: isPeriodIn(format) }));

/** The formats in which a text is a day or a month that only a mapping can declare; none for any other text. */
export const writtenFormats = (text: string): readonly string[] =>
  WRITTEN.test(text) ? READERS.flatMap(({ format, isIn }) => (isIn(text) ? [format] : [])) : [];

/** Whether a text is a day or a month in a form that a mapping has to declare. */
export const isWrittenDate = (text: string): boolean => writtenFormats(text).length > 0;
