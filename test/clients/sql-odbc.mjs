// What Excel and ODBC tools speak.
import assert from 'node:assert/strict';
import { pythonWith } from './harness/need.mjs';
import { besides, holdEqual } from './sql/question.mjs';

export const name = 'odbc';
export const over = 'sql';
export const needs = [
  { odbc: 'PostgreSQL Unicode', debian: 'odbc-postgresql' },
  { python: 'pyodbc', debian: 'python3-pyodbc' },
];

export async function run(context) {
  const rowsOf = await holdEqual(context, pythonWith('pyodbc'), [besides('odbc.py')]);
  const types = new Map(rowsOf('column'));
  // A text without a length would be a long text, which many tools neither group by nor sort.
  for (const column of ['metric_code', 'metric_name', 'region_name', 'period', 'frequency', 'status_flags']) {
    assert.equal(types.get(column), 'varchar', column);
  }
  assert.equal(types.get('is_total'), 'bool');
  assert.equal(types.get('value'), 'numeric');
  assert.equal(types.get('period_end'), 'date');
  assert.deepEqual(rowsOf('refused'), [['42501'], ['25006']]);
}
