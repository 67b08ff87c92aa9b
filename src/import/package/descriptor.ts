import { z } from 'zod';
import { nearest } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { MAX_LANGUAGES, MAX_LICENCES, MAX_NAME, MAX_PATH, MAX_RESOURCES, MAX_TEXT, MAX_VERSION } from './bound.ts';
import { type CellReader, code, languageTag, text, upTo, Wrong, yearStart } from './cell.ts';
import { findBadJson } from './json.ts';
import { expectedText, oneLine, type Problems, quoted } from './problem.ts';
import { describeIssue, MAX_WHOLE_NUMBER } from './schema-issue.ts';
import { isTimeZone, momentText } from './timestamp.ts';

export const DESCRIPTOR = 'datapackage.json';

/** Reads with a cell's rule, so that a code is the same thing in JSON and in CSV. */
const cellText = (read: CellReader<string>, kind = z.string()) =>
  kind.transform((given, context) => {
    try {
      return read(given);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      context.addIssue({
        code: 'custom',
        message: error.message,
        params: { text: error.text, expected: expectedText(error.expected) },
      });
      return z.NEVER;
    }
  });

const someText = (most: number) => cellText(text(most), z.string().min(1));

/** Longer than the name of any zone, and never asked of the system. */
const timeZone: CellReader<string> = upTo(MAX_NAME, (given) => {
  if (isTimeZone(given)) return given;
  throw new Wrong(message('import.not-a-time-zone', { value: quoted(given) }), message('import.time-zone-expected'));
});

/** What Frictionless allows, so that the code also stands in addresses and file names as it is. */
const packageName = (given: string): string => {
  if (/^[a-z0-9._-]+$/.test(given)) return code(given);
  throw new Wrong(message('import.not-a-name', { value: quoted(given) }), message('import.name-expected'));
};

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
    region: cellText(code).nullish(),
    publisher: cellText(code).nullish(),
    publishedAt: cellText(momentText).nullish(),
    minCount: z.int().min(1).max(MAX_WHOLE_NUMBER).nullish(),
    fiscalYearStart: cellText(yearStart).nullish(),
    checks: z.enum(['warn', 'refuse']).nullish(),
    taskLight: z.enum(['due-date', 'rating']).nullish(),
    titles: z.record(cellText(languageTag), someText(MAX_NAME)).optional(),
    notes: z.record(cellText(languageTag), someText(MAX_TEXT)).optional(),
  }),
});
export type Descriptor = z.output<typeof schema>;

/** Reads a JSON file of which all can be stored; undefined when it is none, with the reason in `problems`. */
export function parseJson(text: string, resource: string, expected: Text, problems: Problems): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    problems.add({
      resource,
      message: message('import.not-json', { reason: oneLine((error as Error).message) }),
      expected,
    });
    return undefined;
  }
  const bad = findBadJson(json);
  if (bad === null) return json;
  const { path, ...found } = bad;
  problems.add({ resource, column: path, ...found });
  return undefined;
}

/** Checks datapackage.json; null when it cannot be used, with the reasons in `problems`. */
export function readDescriptor(given: string, problems: Problems): Descriptor | null {
  const json = parseJson(given, DESCRIPTOR, message('import.data-package-expected'), problems);
  if (json === undefined) return null;
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return hasFewLanguages(result.data, problems) ? result.data : null;
  for (const issue of result.error.issues) addIssue(issue, problems);
  return null;
}

function hasFewLanguages({ govgraph }: Descriptor, problems: Problems): boolean {
  const before = problems.count;
  for (const column of ['titles', 'notes'] as const) {
    const count = Object.keys(govgraph[column] ?? {}).length;
    if (count <= MAX_LANGUAGES) continue;
    problems.add({
      resource: DESCRIPTOR,
      column: `govgraph.${column}`,
      message: message('import.texts-in-languages', { count }),
      expected: message('import.max-number', { max: MAX_LANGUAGES }),
    });
  }
  return problems.count === before;
}

function addIssue(issue: z.core.$ZodIssue, problems: Problems): void {
  const column = issue.path.map(String).join('.') || null;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const known = Object.keys(schema.shape.govgraph.shape);
      const expected = () => {
        const near = nearest(key, known);
        return near === null ? list(known) : message('import.nearest-or-another', { near, known: list(known) });
      };
      problems.add({
        resource: DESCRIPTOR,
        column: column === null ? key : `${column}.${key}`,
        value: key,
        message: message('import.unknown-key', { key: quoted(key) }),
        expected,
      });
    }
    return;
  }
  problems.add({ resource: DESCRIPTOR, column, ...describeIssue(issue) });
}
