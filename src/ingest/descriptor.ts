import { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { code, languageTag, Wrong } from './cell.ts';
import { isTimeZone } from './moment.ts';
import { clipped, type Problem, type Problems, shown } from './problem.ts';

export const DESCRIPTOR = 'datapackage.json';

/** Reads with a cell's rule, so that a code is the same thing in JSON and in CSV. */
const cellText = (read: (text: string) => string) =>
  z.string().transform((given, context) => {
    try {
      return read(given);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      context.addIssue({ code: 'custom', message: error.message, params: { expected: error.expected } });
      return z.NEVER;
    }
  });

const timeZone = (given: string): string => {
  if (isTimeZone(given)) return given;
  throw new Wrong(`${shown(given)} is not a time zone`, 'an IANA name such as Asia/Shanghai');
};

/** What Frictionless allows, so that the code also stands in addresses and file names as it is. */
const packageName = (given: string): string => {
  if (/^[a-z0-9._-]+$/.test(given)) return code(given);
  throw new Wrong(`${shown(given)} is not a name`, 'lower-case letters, digits, -, _ and . only');
};

const MOST_COUNT = 999_999_999;

const schema = z.looseObject({
  name: cellText(packageName),
  version: z.string().min(1),
  title: z.string().min(1).optional(),
  licenses: z.array(z.looseObject({ name: z.string().optional(), title: z.string().optional() })).optional(),
  resources: z.array(z.looseObject({ name: z.string().optional(), path: z.string().min(1) })),
  govgraph: z.strictObject({
    language: cellText(languageTag),
    timeZone: cellText(timeZone),
    region: cellText(code),
    publisher: cellText(code).nullish(),
    minCount: z.int().min(1).max(MOST_COUNT).nullish(),
    checks: z.enum(['warn', 'refuse']).nullish(),
    titles: z.record(cellText(languageTag), z.string().min(1)).optional(),
  }),
});
export type Descriptor = z.output<typeof schema>;

/** Checks datapackage.json; null when it cannot be used, with the reasons in `problems`. */
export function readDescriptor(text: string, problems: Problems): Descriptor | null {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    problems.add({
      resource: DESCRIPTOR,
      message: `is not JSON: ${(error as Error).message}`,
      expected: 'a Frictionless data package',
    });
    return null;
  }
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) addIssue(issue, problems);
  return null;
}

function addIssue(issue: z.core.$ZodIssue, problems: Problems): void {
  const column = issue.path.map(String).join('.') || null;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const known = Object.keys(schema.shape.govgraph.shape);
      const near = nearest(key, known);
      problems.add({
        resource: DESCRIPTOR,
        column: column === null ? key : `${column}.${key}`,
        value: key,
        message: `${shown(key)} is unknown`,
        expected: near === null ? known.join(', ') : `${near}, or another of ${known.join(', ')}`,
      });
    }
    return;
  }
  problems.add({ resource: DESCRIPTOR, column, ...inWords(issue) });
}

/** How the kinds of values are called here that zod knows by other names. */
const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  int: `a whole number from 1 to ${MOST_COUNT}`,
  number: `a whole number from 1 to ${MOST_COUNT}`,
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** An issue in the words of the other problems: what was found, and what would be right. */
function inWords(issue: z.core.$ZodIssue): Pick<Problem, 'value' | 'message' | 'expected'> {
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return { value: null, message: first?.message ?? 'is not a key', expected: expectedOf(first) };
  }
  if (issue.input === undefined) return { value: null, message: 'the value is missing', expected: expectedOf(issue) };
  const value = JSON.stringify(issue.input);
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
