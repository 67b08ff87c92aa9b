import { z } from 'zod';
import { ObservationStatus, RegionLevel } from '../../database/generated/prisma/enums.ts';
import { MAX_CODE, MAX_NAME, MAX_PATH } from '../package/bound.ts';
import { FILE_FORMATS } from '../reader/sheet.ts';

/** Rows at the top of a sheet that may be read as titles and headers. */
export const MAX_HEAD_ROWS = 50;
const MAX_HEADER_ROWS = 4;
const MAX_ITEMS = 2_000;
const MAX_CODES = 50_000;

const text = z.string().min(1).max(MAX_NAME);
const path = z.string().min(1).max(MAX_PATH);
const code = z.string().min(1).max(MAX_CODE);
const row = z.int().min(1).max(10_000_000);
const column = text.describe('The title of a column, or its letters after a dollar sign: `$B`.');
const columns = text.describe('The title of a column, its letters `$B`, or a range of letters `$C:$T`.');
const status = z.enum(Object.values(ObservationStatus) as [ObservationStatus, ...ObservationStatus[]]);
const mark = status
  .or(z.enum(['SKIP', 'STATUS']))
  .describe('A status, `SKIP` for no figure, or `STATUS` where the status of the row says why there is no value.');
const codes = z
  .record(text, code)
  .refine((given) => Object.keys(given).length <= MAX_CODES)
  .describe('What the file says, and the code that it stands for. It goes before names.');

const place = {
  constant: text.optional().describe('The same text for every value.'),
  column: column.optional(),
  header: z.int().min(1).max(MAX_HEADER_ROWS).optional().describe('The header of the value’s column: the first, the second, …'),
  cell: z
    .string()
    .regex(/^[A-Z]{1,3}(?:[1-9]|[1-4]\d|50)$/)
    .optional()
    .describe('A cell in the first 50 rows of the sheet, such as `A2`.'),
  sheet: z.literal(true).optional().describe('The name of the sheet.'),
  template: text
    .optional()
    .describe('What is around the text: `指标：{metric}({unit})`. `{_}` stands for anything. A period in it is as long as can be.'),
  fill: z.boolean().optional().describe('A blank cell says what the last one above it said; in a header, the last one to its left.'),
}; // biome-ignore format: a property a line

const part = z.strictObject(place);
/** Where a text is read. */
const reading = {
  ...place,
  join: z.array(part).min(2).max(6).optional().describe('Several texts, one after the other.'),
};

const regionReading = z.strictObject({
  ...reading,
  codes: codes.optional(),
  scheme: code.optional().describe('Looks for codes and names in this scheme only.'),
  within: code.optional().describe('Looks for names in this region and below it only.'),
  level: z
    .enum(Object.values(RegionLevel) as [RegionLevel, ...RegionLevel[]])
    .optional()
    .describe('Looks for names of this level only.'),
});
const codeReading = z.strictObject({ ...reading, codes: codes.optional() });
const periodReading = z.strictObject({
  ...reading,
  format: text
    .optional()
    .describe('How dates are written, such as `%d.%m.%Y` or `%b-%y`; or what `2011-12` and `FY2015` mean, as in packages.'),
}); // biome-ignore format: a property a line
const plainReading = z.strictObject(reading);

const number = z.strictObject({
  decimal: z.enum(['.', ',']).optional().describe('The decimal sign; a point by default.'),
  group: z.enum([',', '.', ' ', "'"]).optional().describe('What groups the digits; nothing by default.'),
  parentheses: z.enum(['NEGATIVE']).optional().describe('What a number in parentheses is.'),
});

const condition = z.strictObject({
  column: column.optional().describe('Without a column, the first cell of the row that is not blank.'),
  in: z.array(z.string().max(MAX_NAME)).min(1).max(MAX_ITEMS).optional().describe('The cell holds one of these.'),
  begins: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The cell begins with one of these.'),
});

const parts = {
  metric: codeReading.optional(),
  region: regionReading.optional(),
  period: periodReading.optional(),
  unit: codeReading.optional().describe('In which unit the file gives the values; they are stored in that of the metric.'),
  breakdown: z.record(code, codeReading).optional().describe('The category of each dimension that the values are broken down by.'),
  number: number.optional(),
}; // biome-ignore format: a property a line

const FIELDS = [
  'numerator', 'denominator', 'standard_error', 'lower_bound', 'upper_bound', 'rank', 'rank_lower_bound', 'rank_upper_bound', 'source_count',
] as const; // biome-ignore format: a list

const dataset = z.strictObject({
  code: code,
  title: text,
  titles: z.record(text, text).optional(),
  language: text,
  timeZone: text,
  region: code.optional(),
  publisher: code.optional(),
  licence: text.optional(),
  minCount: z.int().min(1).optional(),
  fiscalYearStart: text.optional(),
});

export const mappingSchema = z.strictObject({
  $schema: text.optional(),
  version: z.literal(1).describe('The version of this format.'),
  questions: z
    .array(z.strictObject({ at: text, question: text, choices: z.array(text).max(MAX_ITEMS) }))
    .max(MAX_ITEMS)
    .optional()
    .describe('What nobody has decided yet. An import is refused until each is answered and taken out.'),
  dataset: dataset
    .partial()
    .required({ code: true })
    .optional()
    .describe('The data set. One that is there needs no more than its code, or `--dataset`.'),
  source: z
    .strictObject({ title: text.optional(), url: text.optional(), published_date: text.optional(), licence: text.optional(), publisher: code.optional() })
    .optional()
    .describe('What is said of the file as a source; its title is its name by default.'),
  definitions: path.optional().describe('A JSON file with metrics, units, regions and so on that are new, beside this one.'),
  file: z
    .strictObject({
      format: z.enum(FILE_FORMATS).optional().describe('What the name of the file ends in, by default.'),
      encoding: text.optional().describe('The encoding of a text file; UTF-8, or what its byte order mark says, by default.'),
      delimiter: z.string().length(1).optional(),
      quote: z.string().length(1).nullable().optional(),
      sheets: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The sheets that are read. Needed where there are several.'),
      ignore: z.array(text).max(MAX_ITEMS).optional().describe('The sheets that are not read.'),
    })
    .optional(),
  header: z.strictObject({
    rows: z.array(row.max(MAX_HEAD_ROWS)).max(MAX_HEADER_ROWS).describe('The rows of the header, from the top; none for a file without one.'),
    fill: z.boolean().optional().describe('A blank cell of a header row above the last says what the cell to its left says.'),
  }),
  rows: z
    .strictObject({
      first: row.optional().describe('The first row with values; by default the one after the header.'),
      until: condition.optional().describe('The first row of the footer.'),
      skip: z.array(condition).max(MAX_ITEMS).optional().describe('Rows that are left out.'),
      hidden: z.enum(['READ', 'SKIP']).optional().describe('What is done with hidden rows. Without it they are refused.'),
    })
    .optional(),
  columns: z
    .strictObject({
      hidden: z
        .enum(['READ', 'SKIP'])
        .optional()
        .describe('What is done with hidden columns of values. Without it, hidden columns that the mapping reads are refused.'),
    })
    .optional(),
  totals: z
    .array(
      condition.extend({
        tolerance: z.string().optional().describe('By how much a total may differ from the sum; by half of its last digit for each value by default.'),
        mismatch: z.enum(['TELL', 'REFUSE']).optional(),
      }),
    )
    .max(MAX_ITEMS)
    .optional()
    .describe('Rows that hold the sum of the others. They are compared and not stored.'),
  language: text.optional().describe('The language of notes.'),
  values: z
    .array(z.strictObject({ columns: z.union([z.literal('OTHERS'), z.array(columns).min(1).max(MAX_ITEMS)]), ...parts }))
    .min(1)
    .max(MAX_ITEMS)
    .describe('The columns whose cells are values. What is said of one group of them goes before what is said of all.'),
  ...parts,
  fields: z.partialRecord(z.enum(FIELDS), column).optional().describe('What else a row says of its value, by column of `observations`.'),
  note: column.optional(),
  status: z
    .strictObject({
      column,
      codes: z.record(z.string(), status.or(z.literal('NORMAL'))),
      separator: z.string().min(1).max(10).optional().describe('What parts several statuses in one cell.'),
    })
    .optional(),
  marks: z.record(text, mark).optional().describe('What stands in place of a value, and why there is none.'),
  blank: mark.optional().describe('What a blank cell is: no value at all by default.'),
  flags: z.record(text, status).optional().describe('What stands after a value, and what it says of it.'),
  ignore: z.array(columns).max(MAX_ITEMS).optional().describe('Columns that nothing is read from.'),
}); // biome-ignore format: a property a line

export type Mapping = z.output<typeof mappingSchema>;
export type ValueColumns = Mapping['values'][number];
export type PlaceReading = z.output<typeof part>;
export type TextReading = z.output<typeof plainReading>;
export type CodeReading = z.output<typeof codeReading>;
export type RegionReading = z.output<typeof regionReading>;
export type PeriodReading = z.output<typeof periodReading>;
export type NumberReading = z.output<typeof number>;
export type RowCondition = z.output<typeof condition>;
export type FieldName = (typeof FIELDS)[number];
