import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

const WHAT_TO_DO = `schema/schema.graphql breaks clients of schema/baseline.graphql.
Keep what they use: add a field beside the old one, and mark the old one @deprecated.
Where that is impossible, record a decision in docs/decisions, name the change in CHANGELOG.md, and run npm run schema:accept.`;

const schemaFile = (name: string) => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');

/** The changes from one SDL to another that break a client, in words. */
async function breakingChanges(before: string, after: string): Promise<string[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

test('schema/schema.graphql breaks no client of schema/baseline.graphql', async () => {
  expect(await breakingChanges(schemaFile('baseline'), schemaFile('schema')), WHAT_TO_DO).toEqual([]);
});

describe('the comparison with the baseline', () => {
  const BEFORE = `
    """A piece of work."""
    type Task { code: String!, title: String, status: Status! }
    enum Status { OPEN DONE }
    input TaskFilter { text: String }
    type Query { task(code: String!): Task, tasks(filter: TaskFilter): [Task!]! }
  `;

  test.each([
    ['a field is removed', 'title: String, ', '', "Field 'title' was removed from object type 'Task'"],
    ['a field may be null', 'status: Status!', 'status: Status', "Field 'Task.status' changed type"],
    ['a value of an enum is removed', 'OPEN DONE', 'OPEN', "Enum value 'DONE' was removed from enum 'Status'"],
    ['an argument becomes required', 'filter: TaskFilter)', 'filter: TaskFilter!)', "Type for argument 'filter'"],
    ['an input field that is required is added', 'text: String }', 'text: String, lead: ID! }', "Input field 'lead'"],
  ])('reports that %s', async (_, from, to, message) => {
    expect(await breakingChanges(BEFORE, BEFORE.replace(from, to))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['a description is rewritten', 'A piece of work.', 'One piece of work with a status.'],
    ['a field is added', 'title: String, ', 'title: String, note: String, '],
    ['an argument that may be left out is added', 'code: String!)', 'code: String!, lang: String)'],
  ])('admits that %s', async (_, from, to) => {
    expect(BEFORE).toContain(from);
    expect(await breakingChanges(BEFORE, BEFORE.replace(from, to))).toEqual([]);
  });

  test('reports that a field of the baseline is renamed', async () => {
    const baseline = schemaFile('baseline');
    const renamed = baseline.replace('overTime: AggregationRule!', 'overPeriods: AggregationRule!');
    expect(await breakingChanges(baseline, renamed)).toEqual([expect.stringContaining("'overTime' was removed")]);
  });
});
