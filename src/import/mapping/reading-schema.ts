import { z } from 'zod';
import { RegionLevel } from '../../database/generated/prisma/enums.ts';
import { MAX_CODE, MAX_NAME, MAX_PATH } from '../package/bound.ts';
import { RELATIVE_PERIODS } from '../text/relative-period.ts';

const MAX_HEADER_ROWS = 4;
const MAX_CODES = 50_000;
const MAX_ITEMS = 2_000;

const text = z.string().min(1).max(MAX_NAME);
const code = z.string().min(1).max(MAX_CODE);
export const fileColumn = text.describe('The title of a column, or its letters after a dollar sign: `$B`.');

const crosswalk = z
  .string()
  .min(1)
  .max(MAX_PATH)
  .describe(
    'A CSV file beside the mapping with two columns, what the file says and the code that it stands for. `codes` goes before it.',
  );
const codes = z
  .record(text, code)
  .refine((given) => Object.keys(given).length <= MAX_CODES)
  .describe('What the file says, and the code that it stands for. It goes before names.');

export const cellPlace = z.string().regex(/^[A-Z]{1,3}(?:[1-9]|[1-4]\d|50)$/);

const place = {
  constant: text.optional().describe('The same text for every value.'),
  column: fileColumn.optional(),
  header: z.int().min(1).max(MAX_HEADER_ROWS).optional().describe('The header of the value’s column: the first, the second, …'),
  cell: cellPlace
    .optional()
    .describe('A cell in the first 50 rows of the sheet, such as `A2`.'),
  sheet: z.literal(true).optional().describe('The name of the sheet.'),
  heading: fileColumn
    .optional()
    .describe('A column with headings: what the last row above says that says nothing but its cell in this column.'),
  value: z.literal(true).optional().describe('The cell of the value itself.'),
  template: text
    .optional()
    .describe('What is around the text: `指标：{metric}({unit})`. `{_}` stands for anything, `{parent:4}` for four characters. A period in it is as long as can be.'),
  blank: text.optional().describe('What a blank cell says, such as `TOTAL`.'),
  fill: z.boolean().optional().describe('A blank cell says what the last one above it said; in a header, the last one to its left.'),
}; // biome-ignore format: a property a line

const part = z.strictObject(place);
/** Where a text is read. */
const reading = {
  ...place,
  join: z.array(part).min(2).max(6).optional().describe('Several texts, one after the other.'),
};
const amongRegions = {
  scheme: code.optional().describe('Looks for codes and names in this scheme only.'),
  within: code.optional().describe('Looks for names in this region and below it only.'),
  level: z
    .enum(Object.values(RegionLevel) as [RegionLevel, ...RegionLevel[]])
    .optional()
    .describe('Looks for names of this level only.'),
};
const format = text
  .optional()
  .describe(
    'How dates are written, such as `%d.%m.%Y` or `%b-%y`; or what `2011-12` and `FY2015` mean, as in packages.',
  );

export const codeReading = z.strictObject({ ...reading, codes: codes.optional(), crosswalk: crosswalk.optional() });
export const regionReading = codeReading.extend(amongRegions);
export const periodReading = codeReading.extend({
  format,
  relative: z
    .enum(RELATIVE_PERIODS)
    .optional()
    .describe('Which period is meant beside the one that is read: the one before it, the same of the year before, all from January to its end, or that of the year before.'),
}); // biome-ignore format: a property a line
export const multiplierReading = codeReading.extend({
  digits: z
    .enum(['POWER', 'FACTOR'])
    .optional()
    .describe('What a number says: the power of ten, as 3 for thousands, or the factor itself, as 1000. 1 and 10 may be either.'),
}); // biome-ignore format: a property a line
const plainReading = z.strictObject(reading);

export const number = z.strictObject({
  decimal: z.enum(['.', ',']).optional().describe('The decimal sign; a point by default.'),
  group: z.enum([',', '.', ' ', "'"]).optional().describe('What groups the digits; nothing by default.'),
  currency: z
    .string()
    .min(1)
    .max(5)
    .optional()
    .describe('A currency that stands before or behind numbers, and says no more than which money they are: `$1,024`.'),
  parentheses: z.enum(['NEGATIVE']).optional().describe('What a number in parentheses is.'),
  minusBehind: z.enum(['NEGATIVE']).optional().describe('What a number with a minus behind it is: `3-`.'),
  minus: z
    .enum(['△', '▲', '▼'])
    .optional()
    .describe('A sign before a number that is negative, besides a minus: `△1.5`.'),
});

const texts = {
  in: z.array(z.string().max(MAX_NAME)).min(1).max(MAX_ITEMS).optional().describe('The cell holds one of these.'),
  begins: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The cell begins with one of these.'),
  ends: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The cell ends with one of these.'),
};

export const condition = z.strictObject({
  column: fileColumn.optional().describe('Without a column, the first cell of the row that is not blank.'),
  ...texts,
});

/** What a column of a table is read from: a column of the file, or any reading. */
export const fieldReading = fileColumn.or(
  z.strictObject({
    ...reading,
    ...amongRegions,
    codes: z
      .record(text, text.nullable())
      .refine((given) => Object.keys(given).length <= MAX_CODES)
      .optional()
      .describe('What the file says, and what it stands for; null where it says nothing.'),
    crosswalk: crosswalk.optional(),
    nothing: z.strictObject(texts).optional().describe('Texts that stand in place of what there is not.'),
    format,
    number: number.optional(),
    separator: z.string().min(1).max(10).optional().describe('What parts the entries of a list in one cell; `;` by default.'),
  }),
); // biome-ignore format: a property a line

export type PlaceReading = z.output<typeof part>;
export type TextReading = z.output<typeof plainReading>;
export type CodeReading = z.output<typeof codeReading>;
export type RegionReading = z.output<typeof regionReading>;
export type PeriodReading = z.output<typeof periodReading>;
export type FieldReading = Exclude<z.output<typeof fieldReading>, string>;
export type MultiplierReading = z.output<typeof multiplierReading>;
export type NumberReading = z.output<typeof number>;
export type RowCondition = z.output<typeof condition>;
