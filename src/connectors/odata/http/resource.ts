import type { EntitySet } from '../model/model.ts';
import { Rows, type Statement } from '../sql/relation.ts';
import { ALONE, type KeyValues, type Step } from './address.ts';

/** The rows that a way leads to, and the conditions that say so. */
export interface Resource {
  readonly rows: Rows;
  readonly conditions: readonly string[];
}

/** In which data set, or scheme, a code is meant that is given alone. */
const FALLBACK = 'datasetCode';

/** The rows at the end of a way: those that belong to the row before it, and so on. */
export function resourceOf(statement: Statement, steps: readonly Step[], defaultDataset: string): Resource {
  const last = steps.at(-1) as Step;
  const rows = new Rows(statement, last.set);
  const conditions = last.key ? keyConditions(rows, last.key, defaultDataset) : [];
  const before = steps.slice(0, -1);
  if (before.length === 0) return { rows, conditions };
  return { rows, conditions: [...conditions, wayTo(statement, rows, last, before, defaultDataset)] };
}

/** Whether there is a row at each stretch of a way. */
export function existsSql(statement: Statement, steps: readonly Step[], defaultDataset: string): string {
  const { rows, conditions } = resourceOf(statement, steps, defaultDataset);
  return `exists (select from ${rows.sql()} where ${conditions.join(' and ')})`;
}

function wayTo(statement: Statement, rows: Rows, step: Step, before: readonly Step[], defaultDataset: string): string {
  const parent = before.at(-1) as Step;
  const parents = new Rows(statement, parent.set);
  const conditions = parent.key ? keyConditions(parents, parent.key, defaultDataset) : [];
  const { navigation } = step;
  if (!navigation) throw new Error('a way has one beginning');
  for (const name of navigation.own) parents.column(name);
  for (const name of navigation.other) rows.column(name);
  conditions.push(navigation.on(parents.alias, rows.alias, statement.making));
  if (before.length > 1) conditions.push(wayTo(statement, parents, parent, before.slice(0, -1), defaultDataset));
  return `exists (select from ${parents.sql()} where ${conditions.join(' and ')})`;
}

function keyConditions(rows: Rows, key: KeyValues, defaultDataset: string): string[] {
  const { parameters } = rows.statement;
  const names: readonly string[] = rows.set.table.key;
  const isAlone = key.has(ALONE);
  const conditions = [...key].map(([name, { type, value }]) => {
    const column = name === ALONE ? (names.at(-1) as string) : name;
    return `${rows.column(column)} = ${parameters.add(value, type === 'number' ? 'numeric' : 'text')}`;
  });
  if (isAlone && names.includes(FALLBACK)) {
    conditions.push(`${rows.column(FALLBACK)} = ${parameters.add(defaultDataset, 'text')}`);
  }
  return conditions;
}

/** Whether a value that is given alone may name several rows: a code of a region stands in several schemes. */
export const isAmbiguous = (set: EntitySet, key: KeyValues | null): boolean =>
  key?.has(ALONE) === true && set.table.key.length > 1 && !set.table.key.includes(FALLBACK);
