import { isDay } from '../domain/day.ts';
import { decimalsOf } from '../domain/decimal.ts';
import { nearest } from '../domain/nearest.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import { shown } from './problem.ts';

/** A cell that cannot be read. */
export class Wrong extends Error {
  readonly expected: string;

  constructor(message: string, expected: string) {
    super(message);
    this.expected = expected;
  }
}

/** Reads the text of one cell, which is not empty; throws Wrong. */
export type Cell<T> = (text: string) => T;

const CODE = /^[^\s;](?:[^;\p{Cc}]*[^\s;])?$/u;
const LONGEST_CODE = 200;

export const text: Cell<string> = (given) => given;

export const code: Cell<string> = (given) => {
  if (CODE.test(given) && given.length <= LONGEST_CODE) return given;
  throw new Wrong(
    `${shown(given)} is not a code`,
    `at most ${LONGEST_CODE} characters on one line, no semicolon, no blank at either end`,
  );
};

/** What is not broken down at all: in addresses, and in the words of SDMX. */
const TOTALS = new Set(['TOTAL', '_T']);

/** A code that stands in breakdowns, where = parts the dimension from the category. */
export const breakdownCode: Cell<string> = (given) => {
  if (TOTALS.has(given)) {
    throw new Wrong(
      `${shown(given)} means the total`,
      'another code, or for the total itself an observation without this breakdown',
    );
  }
  if (!given.includes('=')) return code(given);
  throw new Wrong(`${shown(given)} is not a code`, 'a code without an equals sign');
};

/** Codes separated by semicolons, in their order. */
export const codes: Cell<readonly string[]> = (given) => {
  const found = given.split(';').map((part) => code(part.trim()));
  const twice = found.find((part, index) => found.indexOf(part) !== index);
  if (twice === undefined) return found;
  throw new Wrong(`${shown(twice)} stands in the list twice`, 'each code once');
};

export const integer =
  (least: number, most: number): Cell<number> =>
  (given) => {
    const number = /^-?\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Wrong(
      `${shown(given)} is not a whole number from ${least} to ${most}`,
      `a whole number from ${least} to ${most}`,
    );
  };

/** A number kept as it is written, because its decimals are part of what was published. */
export const decimal: Cell<string> = (given) => {
  try {
    decimalsOf(given);
    return given;
  } catch {
    throw new Wrong(
      `${shown(given)} is not a number`,
      'digits with at most one point, such as -20.6: no thousands separators, no exponent, no blanks, at most 60 digits',
    );
  }
};

/** A number that has to fit a column: above or from `least`, up to `most`, with so many decimals at most. */
export const bounded =
  (range: { above?: number; least?: number; most: number; decimals: number }): Cell<string> =>
  (given) => {
    const number = Number(decimal(given));
    const low = range.above === undefined ? number >= (range.least ?? -Infinity) : number > range.above;
    if (low && number <= range.most && decimalsOf(given) <= range.decimals) return given;
    const from = range.above === undefined ? `from ${range.least}` : `above ${range.above}`;
    const expected = `a number ${from} up to ${range.most} with at most ${range.decimals} decimals`;
    throw new Wrong(`${shown(given)} is out of range`, expected);
  };

export const choice = <T extends string>(values: readonly T[]): Cell<T> => {
  const known = new Set<string>(values);
  return (given) => {
    if (known.has(given)) return given as T;
    const near = nearest(given, values);
    const hint = near === null ? '' : `; the nearest is ${near}`;
    throw new Wrong(`${shown(given)} is not one of the values`, `${values.join(', ')}${hint}`);
  };
};

/** Several values separated by `;` or blanks, each once. */
export const choices = <T extends string>(values: readonly T[]): Cell<readonly T[]> => {
  const one = choice(values);
  return cached((given) => [
    ...new Set(
      given
        .split(/[\s;]+/)
        .filter((part) => part !== '')
        .map(one),
    ),
  ]);
};

export const day: Cell<string> = (given) => {
  if (isDay(given)) return given;
  throw new Wrong(`${shown(given)} is not a date`, 'a day that exists, as YYYY-MM-DD');
};

/** An address that a browser may be sent to: `javascript:` and the like would be followed as well. */
export const webAddress: Cell<string> = (given) => {
  if (/^https?:\/\/[^\s/]/i.test(given) && URL.canParse(given)) return given;
  throw new Wrong(`${shown(given)} is not a web address`, 'an address that begins with http:// or https://');
};

export const sha256: Cell<string> = (given) => {
  if (/^[0-9a-f]{64}$/i.test(given)) return given.toLowerCase();
  throw new Wrong(`${shown(given)} is not a sha256`, '64 hexadecimal digits');
};

export const period: Cell<Period> = cached((given) => {
  try {
    return parsePeriod(given);
  } catch {
    throw new Wrong(
      `${shown(given)} is not a period`,
      '2020, 2020-S1, 2020-Q3, 2020-11, 2020-W05, 2020-11-03, 2020-01-01/P11M, or ../2020-11 where the start is not known',
    );
  }
});

/** The canonical form of a BCP 47 tag; throws Wrong. */
export const languageTag: Cell<string> = (given) => {
  try {
    const [tag] = Intl.getCanonicalLocales(given);
    if (tag !== undefined) return tag;
  } catch {
    // falls through to the one complaint
  }
  throw new Wrong(`${shown(given)} is not a language tag`, 'a BCP 47 tag such as zh-Hans or en');
};

const CACHE_SIZE = 50_000;

/** Remembers what a text was read as: a million rows hold few different periods and breakdowns. */
export function cached<T>(read: Cell<T>): Cell<T> {
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
