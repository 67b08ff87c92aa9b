import { list, message } from '../../../domain/message/message.ts';
import type { Token, Tokens } from './token.ts';

export type ValueType = 'string' | 'number' | 'boolean' | 'date' | 'dateTimeOffset';

/** A function: what it takes, what it gives, and how that is said in SQL. */
export interface Callable {
  readonly takes: readonly (readonly ValueType[])[];
  /** How many of them must be given; all, unless said. */
  readonly least?: number;
  readonly gives: ValueType;
  sql(given: readonly string[], types: readonly (ValueType | 'null')[]): string;
}

const TEXT = ['string'] as const;
const NUMBER = ['number'] as const;
const DAY = ['date', 'dateTimeOffset'] as const;
const MOMENT = ['dateTimeOffset'] as const;

/** What is longer is cut; a position in a text cannot be beyond it. */
const whole = (sql: string) => `greatest(least(trunc(${sql}), 2000000), -2000000)::int`;
/** The parts of a moment are those that it has in UTC. */
const part = (name: string, takes: readonly ValueType[]): Callable => ({
  takes: [takes],
  gives: 'number',
  sql: ([of], [type]) => `trunc(extract(${name} from ${type === 'dateTimeOffset' ? `${of} at time zone 'UTC'` : of}))`,
});
const ofNumber = (name: string): Callable => ({ takes: [NUMBER], gives: 'number', sql: ([of]) => `${name}(${of})` });
/** In "C", so that the same letters change case on every database: those of ASCII. */
const ofText = (name: string): Callable => ({
  takes: [TEXT],
  gives: 'string',
  sql: ([of]) => `${name}(${of} collate "C")`,
});

/** Every blank that Unicode has, also the full-width one. */
const BLANKS =
  "U&'\\0009\\000A\\000B\\000C\\000D\\0020\\0085\\00A0\\1680\\2000\\2001\\2002\\2003\\2004\\2005\\2006\\2007\\2008\\2009\\200A\\2028\\2029\\202F\\205F\\3000'";

export const FUNCTIONS: Readonly<Record<string, Callable>> = {
  contains: { takes: [TEXT, TEXT], gives: 'boolean', sql: ([of, what]) => `strpos(${of}, ${what}) > 0` },
  startswith: { takes: [TEXT, TEXT], gives: 'boolean', sql: ([of, what]) => `starts_with(${of}, ${what})` },
  endswith: {
    takes: [TEXT, TEXT],
    gives: 'boolean',
    sql: ([of, what]) => `right(${of}, length(${what})) = ${what}`,
  },
  tolower: ofText('lower'),
  toupper: ofText('upper'),
  trim: { takes: [TEXT], gives: 'string', sql: ([of]) => `btrim(${of}, ${BLANKS})` },
  length: { takes: [TEXT], gives: 'number', sql: ([of]) => `length(${of})` },
  indexof: { takes: [TEXT, TEXT], gives: 'number', sql: ([of, what]) => `strpos(${of}, ${what}) - 1` },
  // A negative start counts as none.
  substring: {
    takes: [TEXT, NUMBER, NUMBER],
    least: 2,
    gives: 'string',
    sql: ([of, from = '0', length]) => {
      const start = `greatest(${whole(from)}, 0) + 1`;
      return length === undefined
        ? `substr(${of}, ${start})`
        : `substr(${of}, ${start}, greatest(${whole(length)}, 0))`;
    },
  },
  concat: { takes: [TEXT, TEXT], gives: 'string', sql: ([left, right]) => `(${left} || ${right})` },
  year: part('year', DAY),
  month: part('month', DAY),
  day: part('day', DAY),
  hour: part('hour', MOMENT),
  minute: part('minute', MOMENT),
  second: part('second', MOMENT),
  date: {
    takes: [DAY],
    gives: 'date',
    sql: ([of], [type]) => (type === 'date' ? `${of}` : `(${of} at time zone 'UTC')::date`),
  },
  // Halves go away from zero, as OData has it, and as numeric does.
  round: ofNumber('round'),
  floor: ofNumber('floor'),
  ceiling: ofNumber('ceil'),
};

/** What OData has besides. */
const UNSUPPORTED_FUNCTIONS =
  /^(?:fractionalseconds|totalseconds|time|totaloffsetminutes|now|mindatetime|maxdatetime|isof|cast|case|matchesPattern|hassubset|hassubsequence|substringof|.*\..*)$/;

/** Refuses a call of what is no function here, before its arguments are read. */
export function assertCallable(tokens: Tokens, { text }: Token): void {
  if (Object.hasOwn(FUNCTIONS, text)) return;
  if (UNSUPPORTED_FUNCTIONS.test(text)) throw tokens.unsupported(message('odata.feature-function', { name: text }));
  throw tokens.wrong(message('odata.no-function', { name: text, known: list(Object.keys(FUNCTIONS)) }));
}
