import { parse } from 'csv-parse/sync';

/** Rows of a CSV by the names in its first line; a mark of UTF-8 in front of it is none of the names. */
export const readCsv = (text) => parse(text, { columns: true, bom: true, relax_column_count: true });
