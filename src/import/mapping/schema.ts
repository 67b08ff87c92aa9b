import { z } from 'zod';
import { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { MAX_CODE, MAX_NAME, MAX_PATH } from '../package/bound.ts';
import { FILE_NAMES, type FileName } from '../package/fact-format.ts';
import { FILE_FORMATS } from '../reader/sheet.ts';
import {
  cellPlace,
  codeReading,
  condition,
  fieldReading,
  fileColumn,
  multiplierReading,
  number,
  periodReading,
  regionReading,
} from './reading-schema.ts';

/** Rows at the top of a sheet that may be read as titles and headers. */
export const MAX_HEAD_ROWS = 50;
const MAX_HEADER_ROWS = 4;
const MAX_ITEMS = 2_000;
const MAX_TABLES = 50;

const text = z.string().min(1).max(MAX_NAME);
const path = z.string().min(1).max(MAX_PATH);
const code = z.string().min(1).max(MAX_CODE);
const row = z.int().min(1).max(10_000_000);
const columns = text.describe('The title of a column, its letters `$B`, or a range of letters `$C:$T`.');
const status = z.enum(Object.values(ObservationStatus) as [ObservationStatus, ...ObservationStatus[]]);
/** A number in plain digits, whose type tells it from the words beside it. */
const digits = z.string().regex(/^-?\d{1,30}(?:\.\d{1,30})?$/) as unknown as z.ZodType<`${number}`, `${number}`>;
const mark = status
  .or(z.enum(['SKIP', 'STATUS']))
  .or(digits)
  .describe(
    'A status, a number such as `0` that it stands for, `SKIP` for no figure, or `STATUS` where the status of the row says why there is no value.',
  );
const parts = {
  metric: codeReading.optional(),
  region: regionReading.optional(),
  period: periodReading.optional(),
  unit: codeReading.optional().describe('In which unit the file gives the values; they are stored in that of the metric.'),
  multiplier: multiplierReading.optional().describe('By what the values of the file are multiplied: a word such as thousands or 百万, or a number.'),
  breakdown: z.record(code, codeReading).optional().describe('The category of each dimension that the values are broken down by.'),
  number: number.optional(),
  fields: z.record(text, fieldReading).optional().describe('What else a row of the table says: a column of the table, such as `rank` or `title:en`, and what it is read from.'),
}; // biome-ignore format: a property a line

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

const header = z.strictObject({
  rows: z
    .array(row.max(MAX_HEAD_ROWS))
    .max(MAX_HEADER_ROWS)
    .describe('The rows of the header, from the top; none for a file without one.'),
  fill: z
    .boolean()
    .optional()
    .describe('A blank cell of a header row above the last says what the cell to its left says.'),
  titles: z
    .record(z.string().regex(/^\$[A-Z]{1,3}$/), text)
    .optional()
    .describe(
      'What columns that are named by their letters are called, such as `"$B": "found"`. Another title is refused.',
    ),
});

/** What is said of the rows of a sheet, and of what they make. */
const ofSheet = {
  makes: z
    .enum(FILE_NAMES as [FileName, ...FileName[]])
    .optional()
    .describe('The table that the rows make, by the name of its file in a package; `observations` by default.'),
  rows: z
    .strictObject({
      first: row.optional().describe('The first row with values; by default the one after the header.'),
      until: condition.optional().describe('The first row of the footer.'),
      only: z.array(condition).min(1).max(MAX_ITEMS).optional().describe('Rows that are read; the others are left out.'),
      skip: z.array(condition).max(MAX_ITEMS).optional().describe('Rows that are left out.'),
      hidden: z.enum(['READ', 'SKIP']).optional().describe('What is done with hidden rows. Without it they are refused.'),
    })
    .optional(),
  cells: z
    .record(cellPlace, text)
    .optional()
    .describe('What cells above the table say, such as `"A2": "单位：吨、万元"`. Another text is refused.'),
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
  values: z
    .array(
      z.strictObject({
        columns: z.union([z.literal('OTHERS'), z.array(columns).min(1).max(MAX_ITEMS)]),
        ...parts,
        statusOfAll: status.optional().describe('A status of every value in these columns, such as `FORECAST`.'),
      }),
    )
    .min(1)
    .max(MAX_ITEMS)
    .optional()
    .describe('The columns whose cells are values. What is said of one group of them goes before what is said of all.'),
  ...parts,
  note: fileColumn.optional(),
  status: z
    .strictObject({
      column: fileColumn,
      codes: z.record(z.string(), status.or(z.literal('NORMAL'))),
      separator: z.string().min(1).max(10).optional().describe('What parts several statuses in one cell.'),
    })
    .optional(),
  statusOfAll: status
    .optional()
    .describe('A status of every value that there is, such as `PROVISIONAL`, besides what its row and its cell say.'),
  marks: z.record(text, mark).optional().describe('What stands in place of a value: why there is none, or which number it stands for.'),
  blank: mark.optional().describe('What a blank cell is: no value at all by default.'),
  flags: z
    .record(text, status.or(z.literal('UNIT')))
    .optional()
    .describe('What follows a value, and what that means: a status, or UNIT where it is the unit or the multiplier of that value, such as 件 in 3件 and 万 in 1.5万.'),
  ignore: z.array(columns).max(MAX_ITEMS).optional().describe('Columns that nothing is read from.'),
}; // biome-ignore format: a property a line

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
      keySeparator: z.string().length(1).optional().describe('What parts the texts that the first column of a text file joins, as in `freq,unit,geo\\TIME_PERIOD`: each is then a column of its own.'),
      apostrophes: z.enum(['DROP']).optional().describe('Of a text file: an apostrophe before `=`, `+`, `-` or `@` at the beginning of a cell is none of its text. CSV of this platform has it, so that no spreadsheet runs a text.'),
      sheets: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The sheets that are read. Needed where there are several.'),
      ignore: z.array(text).max(MAX_ITEMS).optional().describe('The sheets that are not read.'),
    })
    .optional(),
  language: text.optional().describe('The language of notes.'),
  ...ofSheet,
  header,
  tables: z
    .array(z.strictObject({ ...ofSheet, sheets: z.array(text).min(1).max(MAX_ITEMS).optional().describe('The sheets that it is read from; all by default.'), header: header.optional() }))
    .min(1)
    .max(MAX_TABLES)
    .optional()
    .describe('Where a file makes several tables: what is said of each. It goes before what the mapping says of all.'),
}); // biome-ignore format: a property a line

export type Mapping = z.output<typeof mappingSchema>;
export type TableMapping = NonNullable<Mapping['tables']>[number];
export type ValueColumns = NonNullable<Mapping['values']>[number];

/** The JSON Schema of a mapping, as `schema/mapping.schema.json` has it for editors. */
export function printMappingSchema(): string {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ title: 'A mapping of govgraph', ...schema }, null, 2)}\n`;
}
