import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message } from '../../domain/message/message.ts';
import { parseJson } from '../package/descriptor.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { describeIssue } from '../package/schema-issue.ts';
import { existingFileSize } from '../reader/existing-file.ts';
import { type Mapping, mappingSchema } from './schema.ts';

const MAX_BYTES = 10_000_000;

/** Reads a mapping; null where it is none, with the reasons in `problems`. */
export async function readMapping(file: string, problems: Problems): Promise<Mapping | null> {
  const resource = basename(file);
  const json = await readJsonFile(file, problems);
  if (json === undefined) return null;
  const result = mappingSchema.safeParse(json, { reportInput: true });
  if (!result.success) {
    for (const issue of result.error.issues) addIssue(issue, resource, problems);
    return null;
  }
  for (const { at, question, choices } of result.data.questions ?? []) {
    const text = message('mapping.open-question', { question: quoted(question) });
    const expected = message('mapping.answer-expected', { at, choices: list(choices) });
    problems.add({ resource, column: at, message: text, expected });
  }
  return result.data;
}

/** Reads a JSON file of a bounded size; undefined where it is none. */
export async function readJsonFile(file: string, problems: Problems): Promise<unknown> {
  const resource = basename(file);
  const size = await existingFileSize(file);
  if (size > MAX_BYTES) {
    const text = message('import.file-bytes', { count: size });
    problems.add({ resource, message: text, expected: message('import.max-bytes', { max: MAX_BYTES }) });
    return undefined;
  }
  return parseJson(await readFile(file, 'utf8'), resource, message('mapping.json-expected'), problems);
}

function addIssue(issue: z.core.$ZodIssue, resource: string, problems: Problems): void {
  const inner = issue.code === 'invalid_union' ? ofObject(issue) : [];
  if (inner.length > 0) {
    for (const one of inner) addIssue({ ...one, path: [...issue.path, ...one.path] }, resource, problems);
    return;
  }
  const at = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') {
    problems.add({ resource, column: at === '' ? null : at, ...describeIssue(issue) });
    return;
  }
  const known = keysAt(issue.path);
  for (const key of issue.keys) {
    problems.add({
      resource,
      column: at === '' ? key : `${at}.${key}`,
      value: key,
      message: message('import.unknown-key', { key: quoted(key) }),
      expected: () => didYouMean(key, known, known.length === 0 ? message('mapping.schema-expected') : list(known)),
    });
  }
}

/** What is wrong with an object that may also be a text. */
const ofObject = ({ errors }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] =>
  errors.find((issues) => issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys')) ?? [];

/** The keys that an object of the mapping may have, at a path from its top. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = mappingSchema;
  for (const key of path) {
    const { shape, element, valueType } = unwrapped(schema);
    schema = typeof key === 'number' ? element : (shape?.[String(key)] ?? valueType);
  }
  return Object.keys(unwrapped(schema).shape ?? {});
}

interface AnySchema {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly options?: readonly unknown[];
  unwrap?(): unknown;
}

function unwrapped(schema: unknown): AnySchema {
  let inner = (schema ?? {}) as AnySchema;
  while (inner.shape === undefined && inner.element === undefined && inner.unwrap !== undefined) {
    inner = inner.unwrap() as AnySchema;
  }
  const object = inner.options?.find((option) => (option as AnySchema).shape !== undefined);
  return (object as AnySchema | undefined) ?? inner;
}
