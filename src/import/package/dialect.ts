import { list, message } from '../../domain/message/message.ts';
import type { DeclaredObject } from './declared-object.ts';
import { quoted } from './problem.ts';

/** How the cells of a file are told apart, as Table Dialect and CSV Dialect declare it. */
export interface Dialect {
  readonly delimiter: string;
  /** null where nothing is quoted. */
  readonly quote: string | null;
  /** Whether a quote within quotes is written twice; otherwise there is none. */
  readonly doubleQuote: boolean;
  readonly lineTerminators: readonly string[];
  readonly skipInitialSpace: boolean;
  /** Lines that begin with it are left out. */
  readonly comment: string | null;
  readonly commentRows: ReadonlySet<number>;
  /** The line of the header; null where there is none, and the schema names the columns. */
  readonly headerRow: number | null;
  /** A cell that holds this and nothing else is empty. */
  readonly nullSequence: string | null;
}

export const DEFAULT_DIALECT: Dialect = {
  delimiter: ',',
  quote: '"',
  doubleQuote: true,
  lineTerminators: ['\r\n', '\n'],
  skipInitialSpace: false,
  comment: null,
  commentRows: new Set(),
  headerRow: 1,
  nullSequence: null,
};

/** What tells cells and lines apart: wherever else it stands in datapackage.json, nothing comes of it. */
export const DIALECT_NAMES = [
  'delimiter',
  'lineTerminator',
  'quoteChar',
  'doubleQuote',
  'escapeChar',
  'nullSequence',
  'skipInitialSpace',
  'header',
  'headerRows',
  'headerJoin',
  'commentRows',
  'commentChar',
] as const;
/** Properties of other kinds of files than text. */
const OTHER_FORMATS = ['property', 'itemType', 'itemKeys', 'sheetNumber', 'sheetName', 'table'] as const;
/** With a header that is compared letter by letter, these have no part. */
const WITHOUT_EFFECT = ['$schema', 'caseSensitiveHeader', 'csvddfVersion', 'title', 'name', 'description'];

const LINE_ENDS: Readonly<Record<string, readonly string[]>> = {
  '\r\n': ['\r\n', '\n'],
  '\n': ['\r\n', '\n'],
  '\r': ['\r'],
};
const MAX_ROW = 1_000_000;

export function readDialect(given: DeclaredObject, delimiter: string): Dialect {
  // Earlier versions of Frictionless Framework keep the properties of each format apart.
  const dialect = given.object('csv') ?? given;
  if (dialect !== given) given.refuseOthers(['csv', '$schema']);
  for (const name of OTHER_FORMATS) if (dialect.has(name)) dialect.refuseUnsupported(name, message('import.csv-only'));
  dialect.refuseOthers([...DIALECT_NAMES, ...OTHER_FORMATS, ...WITHOUT_EFFECT]);
  const quote = dialect.names.includes('quoteChar') ? readQuote(dialect) : DEFAULT_DIALECT.quote;
  const doubleQuote = dialect.flag('doubleQuote') ?? true;
  const escapeChar = dialect.text('escapeChar');
  if (escapeChar !== null && (escapeChar !== quote || !doubleQuote)) {
    dialect.refuseUnsupported('escapeChar', message('import.quotes-doubled'));
  }
  return {
    delimiter: readDelimiter(dialect, quote) ?? delimiter,
    quote,
    doubleQuote,
    lineTerminators: readLineEnd(dialect),
    skipInitialSpace: dialect.flag('skipInitialSpace') ?? false,
    comment: readComment(dialect),
    commentRows: new Set(readRows(dialect, 'commentRows')),
    headerRow: readHeaderRow(dialect),
    nullSequence: dialect.text('nullSequence') || null,
  };
}

function readDelimiter(dialect: DeclaredObject, quote: string | null): string | null {
  const given = dialect.text('delimiter');
  if (given === null) return null;
  if (given.length >= 1 && given.length <= 10 && !/[\r\n\0]/.test(given) && given !== quote) return given;
  dialect.refuseUnsupported('delimiter', message('import.delimiter-expected'));
  return null;
}

/** An empty one, or null, says that nothing is quoted. */
function readQuote(dialect: DeclaredObject): string | null {
  const given = dialect.text('quoteChar') ?? '';
  if (given === '') return null;
  if (given.length === 1 && !/[\r\n\0]/.test(given)) return given;
  dialect.refuseUnsupported('quoteChar', message('import.one-character'));
  return DEFAULT_DIALECT.quote;
}

function readLineEnd(dialect: DeclaredObject): readonly string[] {
  const given = dialect.text('lineTerminator');
  if (given === null) return DEFAULT_DIALECT.lineTerminators;
  const found = Object.hasOwn(LINE_ENDS, given) ? LINE_ENDS[given] : undefined;
  if (found === undefined) dialect.refuseUnsupported('lineTerminator', list(Object.keys(LINE_ENDS).map(quoted)));
  return found ?? DEFAULT_DIALECT.lineTerminators;
}

function readComment(dialect: DeclaredObject): string | null {
  const given = dialect.text('commentChar');
  if (given === null || (given.length >= 1 && given.length <= 10 && !/[\r\n\0]/.test(given))) return given;
  dialect.refuseUnsupported('commentChar', message('import.one-character'));
  return null;
}

function readRows(dialect: DeclaredObject, name: string): readonly number[] {
  const rows = dialect.list(name) ?? [];
  const isRow = (row: unknown) => typeof row === 'number' && Number.isInteger(row) && row >= 1 && row <= MAX_ROW;
  if (rows.every(isRow)) return rows as readonly number[];
  dialect.refuseUnsupported(name, message('import.row-numbers-expected'));
  return [];
}

function readHeaderRow(dialect: DeclaredObject): number | null {
  const header = dialect.flag('header') ?? true;
  const rows = dialect.has('headerRows') ? readRows(dialect, 'headerRows') : [1];
  if (!header) return null;
  const [row = 1] = rows;
  if (rows.length !== 1) dialect.refuseUnsupported('headerRows', message('import.one-header-row'));
  return row;
}
