import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../../src/connectors/odata/syntax/query-parse.ts';
import { parseOptions } from '../../../src/connectors/odata/syntax/query-string.ts';
import { Refusal } from '../../../src/connectors/odata/syntax/refusal.ts';

interface Case {
  readonly '-Rule': string;
  readonly '-FailAt'?: string;
  readonly Input: string;
}

// The cases belong to OASIS: they are read where a package has them, and not copied.
const FILE = join(createRequire(import.meta.url).resolve('odata-v4-parser/package.json'), '../test/cases.json');
const cases: readonly Case[] = JSON.parse(readFileSync(FILE, 'utf8'));

/** How the rules of their grammar are asked for here. */
const ASKED: Readonly<Record<string, (input: string) => string>> = {
  queryOptions: (input) => input,
  filter: (input) => input,
  orderby: (input) => input,
  expand: (input) => input,
  select: (input) => input,
  skiptoken: (input) => input,
  customQueryOption: (input) => input,
  boolCommonExpr: (input) => `$filter=${input}`,
  boolcommonExpr: (input) => `$filter=${input}`,
  commonExpr: (input) => `$filter=${input}`,
  notExpr: (input) => `$filter=${input}`,
  firstMemberExpr: (input) => `$filter=${input}`,
};
/** Where we admit what they do not: a blank, and after an option another one. Nothing else could be meant by these. */
const ADMITTED = new Set(['$filter= true', '$skiptoken=Not&this']);
/** A key inside of a filter is not of our subset. */
const UNSUPPORTED = new Set(['$filter=Items(1)']);
/** Given twice, which is no question that has one answer. */
const AMBIGUOUS = /\$format=.*\$format=/;

function statusOf(search: string): number {
  try {
    parseRequest(parseOptions(search), { tokens: 500, depth: 20 });
    return 200;
  } catch (error) {
    if (error instanceof Refusal) return error.status;
    throw error;
  }
}

describe("OASIS's cases", () => {
  const asked = cases.flatMap((one) => {
    const ask = ASKED[one['-Rule']];
    return ask && !AMBIGUOUS.test(one.Input) ? [{ search: ask(one.Input), fails: one['-FailAt'] !== undefined }] : [];
  });
  const right = asked.filter(({ fails }) => !fails).map(({ search }) => ({ search, status: statusOf(search) }));

  test('are there', () => {
    expect(asked.length).toBeGreaterThan(180);
  });

  test('that are right are read, or known and said not to be supported', () => {
    expect(right.filter(({ search, status }) => status === 400 && !UNSUPPORTED.has(search))).toEqual([]);
    expect(right.filter(({ status }) => status === 200).length).toBeGreaterThan(110);
  });

  test('that are wrong are refused', () => {
    const wrong = asked.filter(({ search, fails }) => fails && !ADMITTED.has(search));
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.filter(({ search }) => statusOf(search) === 200)).toEqual([]);
  });
});
