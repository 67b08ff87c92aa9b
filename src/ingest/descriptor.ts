import { z } from 'zod';
import { code, languageTag, Wrong } from './cell.ts';
import { isTimeZone } from './moment.ts';
import { nearest } from './nearest.ts';
import { type Problems, shown } from './problem.ts';

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

const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'is not a time zone', params: { expected: 'an IANA name such as Asia/Shanghai' } });

const schema = z.looseObject({
  name: cellText(code),
  version: z.string().min(1),
  title: z.string().min(1).optional(),
  licenses: z.array(z.looseObject({ name: z.string().optional(), title: z.string().optional() })).optional(),
  resources: z.array(z.looseObject({ name: z.string().optional(), path: z.string().min(1) })),
  govgraph: z.strictObject({
    language: cellText(languageTag),
    timeZone,
    region: cellText(code),
    publisher: cellText(code).nullish(),
    minCount: z.int().min(1).nullish(),
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
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const params = issue.code === 'custom' ? issue.params : undefined;
  problems.add({
    resource: DESCRIPTOR,
    column,
    value: missing || issue.input === undefined ? null : JSON.stringify(issue.input),
    message: missing ? 'the value is missing' : issue.message,
    expected:
      typeof params?.expected === 'string'
        ? params.expected
        : missing && 'expected' in issue
          ? `a value: ${issue.expected}`
          : null,
  });
}
