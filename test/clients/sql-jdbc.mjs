// What Tableau, Metabase and DBeaver speak.
import assert from 'node:assert/strict';
import { besides, holdEqual } from './sql/question.mjs';

const DRIVER = '/usr/share/java/postgresql.jar';

export const name = 'jdbc';
export const over = 'sql';
export const needs = [
  { program: 'java', debian: 'default-jdk-headless' },
  { program: 'javac', debian: 'default-jdk-headless' },
  { file: DRIVER, debian: 'libpostgresql-jdbc-java' },
];

export async function run(context) {
  const rowsOf = await holdEqual(context, 'java', ['-cp', DRIVER, besides('Jdbc.java')]);
  const columns = rowsOf('column');
  const remarks = new Map(columns.map(([column, , remark]) => [column, remark]));
  assert.match(remarks.get('is_total'), /never add them up together/);
  assert.equal(new Map(columns).get('value'), 'java.math.BigDecimal');
  assert.deepEqual(rowsOf('refused'), [['42501'], ['25006']]);
}
