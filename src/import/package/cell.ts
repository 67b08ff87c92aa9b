import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { countDecimals, expandExponent } from '../../domain/number/decimal.ts';
import { isDay } from '../../domain/period/day.ts';
import { isYearStart, readWrittenPeriod, type WrittenPeriod } from '../../domain/period/fiscal-year.ts';
import { MAX_CODE, MAX_LANGUAGE_TAG, MAX_STATUS, MAX_WEB_ADDRESS } from './bound.ts';
import { type Expected, quoted } from './problem.ts';

/** A cell that cannot be read. */
export class Wrong extends Error {
  readonly text: Text;
  readonly expected: Expected;

  constructor(text: Text, expected: Expected) {
    super(translate(text, 'en'));
    this.text = text;
    this.expected = expected;
  }
}

/** Reads the text of one cell, which is not empty; throws Wrong. */
export type CellReader<T> = (text: string) => T;

/** What the text of a cell is, for a schema that declares it. */
export type CellKind = 'text' | 'list' | 'number' | 'integer' | 'date' | 'datetime' | 'period';

const TYPES = new WeakMap<CellReader<unknown>, CellKind>();

/** The reader, remembered as one of that type; any other reads texts. */
export function typed<T>(type: CellKind, reader: CellReader<T>): CellReader<T> {
  TYPES.set(reader, type);
  return reader;
}

export const cellKindOf = (reader: CellReader<unknown>): CellKind => TYPES.get(reader) ?? 'text';

const CODE = /^[^\s;](?:[^;\p{Cc}]*[^\s;])?$/u;

/** A text of so many characters at most. What is longer nothing else looks at. */
export const upTo =
  <T>(most: number, cell: CellReader<T>): CellReader<T> =>
  (given) => {
    if (given.length <= most) return cell(given);
    throw new Wrong(
      message('import.characters', { value: quoted(given), count: given.length }),
      message('import.max-characters', { max: most }),
    );
  };

export const text = (most: number): CellReader<string> => upTo(most, (given) => given);

/** A text of so many bytes at most, as UTF-8 stores it. */
export const bytes =
  (most: number): CellReader<string> =>
  (given) => {
    const size = Buffer.byteLength(given);
    if (size <= most) return given;
    throw new Wrong(
      message('import.bytes', { value: quoted(given), count: size }),
      message('import.max-letters', { max: most }),
    );
  };

export const code: CellReader<string> = (given) => {
  if (given.length <= MAX_CODE && CODE.test(given)) return given;
  throw new Wrong(
    message('import.not-a-code', { value: quoted(given) }),
    message('import.code-expected', { max: MAX_CODE }),
  );
};

/** What is not broken down at all: in addresses, and in the words of SDMX. */
const TOTALS = new Set(['TOTAL', '_T']);

export const isTotal = (given: string): boolean => TOTALS.has(given);

/** A code that stands in breakdowns, where = parts the dimension from the category. */
export const breakdownCode: CellReader<string> = (given) => {
  if (isTotal(given)) {
    throw new Wrong(message('import.means-total', { value: quoted(given) }), message('import.total-expected'));
  }
  if (!given.includes('=')) return code(given);
  throw new Wrong(message('import.not-a-code', { value: quoted(given) }), message('import.code-without-equals'));
};

/** The first text that stands in the list a second time; null where each stands once. */
export function firstTwice(texts: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const text of texts) {
    if (seen.has(text)) return text;
    seen.add(text);
  }
  return null;
}

/** Codes separated by semicolons, in their order; so many at most. */
export const codes = (most = Number.POSITIVE_INFINITY): CellReader<readonly string[]> =>
  typed('list', (given) => {
    const parts = given.split(';');
    if (parts.length > most) {
      throw new Wrong(
        message('import.list-codes', { count: parts.length }),
        message('import.max-number', { max: most }),
      );
    }
    const found = parts.map((part) => code(part.trim()));
    const twice = firstTwice(found);
    if (twice === null) return found;
    throw new Wrong(message('import.code-repeated', { code: quoted(twice) }), message('import.code-once'));
  });

export const integer = (least: number, most: number): CellReader<number> =>
  typed('integer', (given) => {
    const plain = expandExponent(given);
    const number = /^-?\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
    if (number >= least && number <= most) return number;
    const expected = message('import.whole-number', { min: least, max: most });
    throw new Wrong(message('import.is-not', { value: quoted(given), expected }), expected);
  });

/** A number kept as it is written, because its decimals are part of what was published; only an exponent is written out. */
export const decimal: CellReader<string> = typed('number', (given) => {
  try {
    countDecimals(given);
    return given;
  } catch {
    const plain = expandExponent(given);
    if (plain !== given) return plain;
    throw new Wrong(message('import.not-a-number', { value: quoted(given) }), message('import.number-expected'));
  }
});

export const notNegative: CellReader<string> = typed('number', (given) => {
  const plain = decimal(given);
  if (!plain.startsWith('-') || Number(plain) === 0) return plain;
  throw new Wrong(message('import.negative', { value: quoted(given) }), message('import.not-negative-expected'));
});

/** A number that has to fit a column: above or from `least`, up to `most`, with so many decimals at most. */
export const bounded = (range: {
  above?: number;
  least?: number;
  most: number;
  decimals: number;
}): CellReader<string> =>
  typed('number', (given) => {
    const plain = decimal(given);
    const number = Number(plain);
    const low = range.above === undefined ? number >= (range.least ?? -Infinity) : number > range.above;
    if (low && number <= range.most && countDecimals(plain) <= range.decimals) return plain;
    const { most: max, decimals } = range;
    const expected =
      range.above === undefined
        ? message('import.range-from', { min: range.least ?? -Infinity, max, decimals })
        : message('import.range-above', { min: range.above, max, decimals });
    throw new Wrong(message('import.out-of-range', { value: quoted(given) }), expected);
  });

export const choice = <T extends string>(values: readonly T[]): CellReader<T> => {
  const known = new Set<string>(values);
  return (given) => {
    if (known.has(given)) return given as T;
    throw new Wrong(message('import.not-a-choice', { value: quoted(given) }), didYouMean(given, values, list(values)));
  };
};

/** Several values separated by `;` or blanks, each once. */
export const choices = <T extends string>(values: readonly T[]): CellReader<readonly T[]> => {
  const one = choice(values);
  const read: CellReader<readonly T[]> = (given) => {
    const parts = given.split(/[\s;]+/).filter((part) => part !== '');
    return [...new Set(parts.map(one))];
  };
  return cached(upTo(MAX_STATUS, read));
};

export const day: CellReader<string> = typed('date', (given) => {
  if (isDay(given)) return given;
  throw new Wrong(message('import.not-a-date', { value: quoted(given) }), message('import.date-expected'));
});

/** An address that a browser may be sent to: `javascript:` and the like would be followed as well. */
export const webAddress: CellReader<string> = upTo(MAX_WEB_ADDRESS, (given) => {
  if (/^https?:\/\/[^\s/]/i.test(given) && URL.canParse(given)) return given;
  throw new Wrong(message('import.not-an-address', { value: quoted(given) }), message('import.address-expected'));
});

export const sha256: CellReader<string> = (given) => {
  if (/^[0-9a-f]{64}$/i.test(given)) return given.toLowerCase();
  throw new Wrong(message('import.not-a-sha256', { value: quoted(given) }), message('import.sha256-expected'));
};

const readPeriod: CellReader<WrittenPeriod> = (given) => {
  try {
    return readWrittenPeriod(given);
  } catch {
    throw new Wrong(message('import.not-a-period', { value: quoted(given) }), message('import.period-expected'));
  }
};
/** What it stands for follows from the calendar of its metric. */
export const period: CellReader<WrittenPeriod> = typed('period', cached(readPeriod));

/** The day on which fiscal years begin, MM-DD; throws Wrong. */
export const yearStart: CellReader<string> = (given) => {
  if (isYearStart(given)) return given;
  throw new Wrong(message('import.not-a-year-start', { value: quoted(given) }), message('import.year-start-expected'));
};

/** The canonical form of a BCP 47 tag; throws Wrong. */
export const languageTag: CellReader<string> = (given) => {
  try {
    const [tag] = given.length > MAX_LANGUAGE_TAG ? [] : Intl.getCanonicalLocales(given);
    if (tag !== undefined) return tag;
  } catch {
    // falls through to the one complaint
  }
  throw new Wrong(message('import.not-a-language', { value: quoted(given) }), message('import.language-expected'));
};

const CACHE_SIZE = 50_000;

/** Remembers what a text was read as: a million rows hold few different periods and breakdowns. */
export function cached<T>(read: CellReader<T>): CellReader<T> {
  const seen = new Map<string, T>();
  return (given) => {
    const known = seen.get(given);
    if (known !== undefined) return known;
    if (seen.size >= CACHE_SIZE) seen.clear();
    const value = read(given);
    seen.set(given, value);
    return value;
  };
}
