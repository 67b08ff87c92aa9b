import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { list, message, type Text } from '../../domain/message/message.ts';
import { Decimal, expandExponent, parseDecimal } from '../../domain/number/decimal.ts';
import { Wrong } from './cell.ts';
import { type DeclaredObject, shownJson } from './declared-object.ts';
import { clipped, quoted } from './problem.ts';

/** How the values of a field are compared: as numbers, as texts whose order is the order of time, or not at all. */
export type ValueOrder = 'number' | 'time' | 'none';

/** Checks a value: as it is written, and as it was read. Throws Wrong. */
export type Constraint = (given: string, read: string) => void;

export const CONSTRAINT_NAMES = [
  'required',
  'unique',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'enum',
  'jsonSchema',
] as const;

/** Characters of a pattern, and milliseconds that it may take for all cells of a column. */
const MAX_PATTERN = 1_000;
const MAX_PATTERN_TIME = 10_000;
const MAX_SHOWN_VALUES = 20;

export interface Constraints {
  readonly required: boolean;
  readonly unique: boolean;
  readonly checks: readonly Constraint[];
}

/** The constraints of a field. `parse` reads a text as the cells of the field are read. */
export function readConstraints(
  field: DeclaredObject,
  order: ValueOrder,
  parse: (text: string) => string,
): Constraints {
  const given = field.object('constraints');
  const categories = readCategories(field, order, parse);
  if (given === null) return { required: false, unique: false, checks: categories };
  given.refuseOthers(CONSTRAINT_NAMES);
  if (given.has('jsonSchema')) given.refuseUnsupported('jsonSchema', message('import.without-it'));
  const checks = [
    ...categories,
    ...BOUNDS.flatMap((name) => readBound(given, name, order, parse)),
    ...readLength(given, 'minLength', order, (length, bound) => length >= bound),
    ...readLength(given, 'maxLength', order, (length, bound) => length <= bound),
    ...readPattern(given),
    ...readChoices(given, 'enum', given.list('enum'), order, parse),
  ];
  return { required: given.flag('required') ?? false, unique: given.flag('unique') ?? false, checks };
}

const broken = (given: string, name: string, expected: Text): Wrong =>
  new Wrong(message('import.constraint-broken', { value: quoted(given), constraint: quoted(name) }), expected);

/** The categories of a field are all the values that it has. */
function readCategories(field: DeclaredObject, order: ValueOrder, parse: (text: string) => string) {
  const values = field.list('categories')?.map((item) => {
    return typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
  });
  return readChoices(field, 'categories', values ?? null, order, parse);
}

function readChoices(
  owner: DeclaredObject,
  name: string,
  values: readonly unknown[] | null,
  order: ValueOrder,
  parse: (text: string) => string,
): Constraint[] {
  if (values === null) return [];
  const known = new Set<string>();
  for (const value of values) {
    const read = readValue(value, order, parse);
    if (read === null) {
      owner.refuseUnsupported(name, message('import.values-expected'));
      return [];
    }
    known.add(comparable(read, order));
  }
  const shown = values.slice(0, MAX_SHOWN_VALUES).map(shownJson);
  const expected = list(values.length > MAX_SHOWN_VALUES ? [...shown, '…'] : shown);
  return [
    (given, read) => {
      if (!known.has(comparable(read, order))) throw broken(given, name, expected);
    },
  ];
}

/** Numbers are equal whatever their decimals. */
const comparable = (read: string, order: ValueOrder): string =>
  order === 'number' ? new Decimal(expandExponent(read)).toString() : read;

/** A value of the descriptor as the cells are read; null for what is none. */
function readValue(value: unknown, order: ValueOrder, parse: (text: string) => string): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  try {
    // A number of JSON has a point, whatever the cells have.
    const read = typeof value === 'number' ? text : parse(text);
    if (order === 'number') parseDecimal(expandExponent(read));
    return read;
  } catch {
    return null;
  }
}

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const HOLDS: Readonly<Record<(typeof BOUNDS)[number], (compared: number) => boolean>> = {
  minimum: (compared) => compared >= 0,
  maximum: (compared) => compared <= 0,
  exclusiveMinimum: (compared) => compared > 0,
  exclusiveMaximum: (compared) => compared < 0,
};

function readBound(
  given: DeclaredObject,
  name: (typeof BOUNDS)[number],
  order: ValueOrder,
  parse: (text: string) => string,
): Constraint[] {
  if (!given.has(name)) return [];
  const bound = order === 'none' ? null : readValue(given.value(name), order, parse);
  if (bound === null) {
    const expected = order === 'none' ? message('import.bounds-of-numbers') : message('import.bound-expected');
    given.refuseUnsupported(name, expected);
    return [];
  }
  const limit = order === 'number' ? new Decimal(expandExponent(bound)) : null;
  const compare = (read: string) =>
    limit === null ? (read < bound ? -1 : Number(read > bound)) : new Decimal(expandExponent(read)).comparedTo(limit);
  return [
    (text, read) => {
      if (!HOLDS[name](compare(read))) throw broken(text, name, bound);
    },
  ];
}

function readLength(
  given: DeclaredObject,
  name: 'minLength' | 'maxLength',
  order: ValueOrder,
  holds: (length: number, bound: number) => boolean,
): Constraint[] {
  const bound = given.value(name);
  if (bound === null) return [];
  if (order !== 'none' || typeof bound !== 'number' || !Number.isInteger(bound) || bound < 0) {
    given.refuseUnsupported(name, message('import.length-expected'));
    return [];
  }
  return [
    (text) => {
      if (!holds([...text].length, bound)) throw broken(text, name, String(bound));
    },
  ];
}

/** A pattern of the whole value. RE2 matches in linear time, whatever the pattern; what it cannot do, such as looking ahead, is refused. */
function readPattern(given: DeclaredObject): Constraint[] {
  const pattern = given.text('pattern');
  if (pattern === null) return [];
  const compiled = compilePattern(pattern);
  if (compiled === null) {
    given.refuseUnsupported('pattern', message('import.pattern-expected', { max: MAX_PATTERN }));
    return [];
  }
  let spent = 0;
  return [
    (text) => {
      if (spent > MAX_PATTERN_TIME) throw broken(text, 'pattern', message('import.faster-pattern-expected'));
      const start = performance.now();
      const fits = compiled.testExact(text);
      spent += performance.now() - start;
      if (!fits) throw broken(text, 'pattern', clipped(pattern));
    },
  ];
}

const require = createRequire(import.meta.url);

function compilePattern(pattern: string): RE2JS | null {
  if (pattern.length > MAX_PATTERN) return null;
  // Hardly any package has a pattern, and loading it would hold up every start.
  const re2 = require('re2js') as typeof import('re2js');
  try {
    return re2.RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
