// What Superset speaks, and people who write Python.
import assert from 'node:assert/strict';
import { pythonWith } from './harness/need.mjs';
import { besides, holdEqual } from './sql/question.mjs';

export const name = 'sqlalchemy';
export const over = 'sql';
export const needs = [
  { python: 'sqlalchemy', debian: 'python3-sqlalchemy' },
  { python: 'psycopg2', debian: 'python3-psycopg2' },
];

export async function run(context) {
  const rowsOf = await holdEqual(context, pythonWith('sqlalchemy', 'psycopg2'), [besides('alchemy.py')]);
  const comments = new Map(rowsOf('column').map(([column, , comment]) => [column, comment]));
  assert.match(comments.get('is_total'), /never add them up together/);
  assert.deepEqual(rowsOf('refused'), [['42501'], ['25006']]);
}
