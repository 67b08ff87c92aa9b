import { z } from 'zod';
import { nearest } from '../../domain/core/did-you-mean.ts';
import { translate } from '../../domain/message/translate.ts';
import { count, MAX_LANGUAGES, MAX_LICENCES, MAX_NAME, MAX_PATH, MAX_RESOURCES, MAX_VERSION } from './bound.ts';
import { type Cell, code, languageTag, text, upTo, Wrong } from './cell.ts';
import { findBadJson } from './json.ts';
import { clipped, type Expected, expectedText, type Problem, type Problems, shown } from './problem.ts';
import { isTimeZone } from './timestamp.ts';

export const DESCRIPTOR = 'datapackage.json';

/** Reads with a cell's rule, so that a code is the same thing in JSON and in CSV. */
const cellText = (read: Cell<string>, kind = z.string()) =>
  kind.transform((given, context) => {
    try {
      return read(given);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      context.addIssue({
        code: 'custom',
        message: error.message,
        params: { expected: translate(expectedText(error.expected), 'en') },
      });
      return z.NEVER;
    }
  });

const someText = (most: number) => cellText(text(most), z.string().min(1));

/** Longer than the name of any zone, and never asked of the system. */
const timeZone: Cell<string> = upTo(MAX_NAME, (given) => {
  if (isTimeZone(given)) return given;
  throw new Wrong(`${shown(given)} is not a time zone`, 'an IANA name such as Asia/Shanghai');
});

/** What Frictionless allows, so that the code also stands in addresses and file names as it is. */
const packageName = (given: string): string => {
  if (/^[a-z0-9._-]+$/.test(given)) return code(given);
  throw new Wrong(`${shown(given)} is not a name`, 'lower-case letters, digits, -, _ and . only');
};

const MAX_COUNT = 999_999_999;

const schema = z.looseObject({
  name: cellText(packageName),
  version: someText(MAX_VERSION),
  title: someText(MAX_NAME).optional(),
  licenses: z
    .array(z.looseObject({ name: cellText(text(MAX_NAME)).optional(), title: cellText(text(MAX_NAME)).optional() }))
    .max(MAX_LICENCES)
    .optional(),
  resources: z
    .array(z.looseObject({ name: cellText(text(MAX_NAME)).optional(), path: someText(MAX_PATH) }))
    .max(MAX_RESOURCES),
  govgraph: z.strictObject({
    language: cellText(languageTag),
    timeZone: cellText(timeZone),
    region: cellText(code),
    publisher: cellText(code).nullish(),
    minCount: z.int().min(1).max(MAX_COUNT).nullish(),
    checks: z.enum(['warn', 'refuse']).nullish(),
    titles: z.record(cellText(languageTag), someText(MAX_NAME)).optional(),
  }),
});
export type Descriptor = z.output<typeof schema>;

/** Checks datapackage.json; null when it cannot be used, with the reasons in `problems`. */
export function readDescriptor(given: string, problems: Problems): Descriptor | null {
  let json: unknown;
  try {
    json = JSON.parse(given.replace(/^\uFEFF/, ''));
  } catch (error) {
    problems.add({
      resource: DESCRIPTOR,
      message: `is not JSON: ${(error as Error).message}`,
      expected: 'a Frictionless data package',
    });
    return null;
  }
  const bad = findBadJson(json);
  if (bad !== null) {
    const { path, ...found } = bad;
    problems.add({ resource: DESCRIPTOR, column: path, ...found });
    return null;
  }
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return hasFewTitles(result.data, problems) ? result.data : null;
  for (const issue of result.error.issues) addIssue(issue, problems);
  return null;
}

function hasFewTitles({ govgraph: { titles = {} } }: Descriptor, problems: Problems): boolean {
  const languages = Object.keys(titles).length;
  if (languages <= MAX_LANGUAGES) return true;
  const message = `there are titles in ${count(languages, 'language')}`;
  problems.add({ resource: DESCRIPTOR, column: 'govgraph.titles', message, expected: `at most ${MAX_LANGUAGES}` });
  return false;
}

function addIssue(issue: z.core.$ZodIssue, problems: Problems): void {
  const column = issue.path.map(String).join('.') || null;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const known = Object.keys(schema.shape.govgraph.shape);
      const expected = () => {
        const near = nearest(key, known);
        return near === null ? known.join(', ') : `${near}, or another of ${known.join(', ')}`;
      };
      problems.add({
        resource: DESCRIPTOR,
        column: column === null ? key : `${column}.${key}`,
        value: key,
        message: `${shown(key)} is unknown`,
        expected,
      });
    }
    return;
  }
  problems.add({ resource: DESCRIPTOR, column, ...inWords(issue) });
}

/** How the kinds of values are called here that zod knows by other names. */
const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  int: `a whole number from 1 to ${MAX_COUNT}`,
  number: `a whole number from 1 to ${MAX_COUNT}`,
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** An issue in the words of the other problems: what was found, and what would be right. */
function inWords(issue: z.core.$ZodIssue): Pick<Problem, 'value' | 'message'> & { readonly expected: Expected } {
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return { value: null, message: first?.message ?? 'is not a key', expected: expectedOf(first) };
  }
  if (issue.input === undefined) return { value: null, message: 'the value is missing', expected: expectedOf(issue) };
  if (issue.code === 'too_big' && Array.isArray(issue.input)) {
    const message = `the list has ${issue.input.length.toLocaleString('en')} items`;
    return { value: null, message, expected: `at most ${issue.maximum}` };
  }
  // JSON has no word for a number that is too great.
  const value = typeof issue.input === 'number' ? String(issue.input) : JSON.stringify(issue.input);
  if (issue.code === 'custom') return { value, message: issue.message, expected: expectedOf(issue) };
  if (issue.input === '') return { value, message: 'the value is empty', expected: expectedOf(issue) };
  const expected = expectedOf(issue);
  return { value, message: `${clipped(value)} is not ${expected.replace(' in quotes', '')}`, expected };
}

function expectedOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'custom' && typeof issue.params?.expected === 'string') return issue.params.expected;
  if (issue?.code === 'invalid_type') return NOUNS[issue.expected] ?? issue.expected;
  if (issue?.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(' or ');
  if (issue?.code === 'too_small' || issue?.code === 'too_big') return NOUNS[issue.origin] ?? issue.origin;
  return 'another value';
}
