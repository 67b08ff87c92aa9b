import { joinConditions, seenTable, visibleIn } from '../../../read/core/statement.ts';
import type { ResolvedStep } from '../model/step.ts';
import type { SetSource } from './source.ts';
import { Rows, type Statement } from './statement.ts';

/** The rows that a way leads to, and the conditions that say so. */
export interface Resource {
  readonly rows: Rows;
  readonly conditions: readonly string[];
}

/** Places the rows at the end of a way: those that belong to the row before it, and so on. */
export function writeResource(statement: Statement, steps: readonly ResolvedStep[], source?: SetSource): Resource {
  const last = steps.at(-1) as ResolvedStep;
  const rows = new Rows(statement, last.set);
  if (source) statement.place(source, rows);
  const conditions = keyConditions(rows, last);
  const before = steps.slice(0, -1);
  if (before.length === 0) return { rows, conditions };
  return { rows, conditions: [...conditions, parentCondition(statement, rows, last, before)] };
}

/** Asks whether there is a row at each stretch of a way. */
export function existsSql(statement: Statement, steps: readonly ResolvedStep[]): string {
  const { rows, conditions } = writeResource(statement, steps);
  return `-- odata.exists\nselect exists (select from ${rows.sql()} where ${conditions.join(' and ')}) as there`;
}

/** Reads two rows where a way leads to several. */
export function severalSql(statement: Statement, steps: readonly ResolvedStep[]): string {
  const { rows, conditions } = writeResource(statement, steps);
  return `-- odata.clear\nselect from ${rows.sql()} where ${conditions.join(' and ')} limit 2`;
}

/** Reads the keys of the regions that have an alias, which is of a scheme where one is given; a few, where they are many. */
export function aliasedRegionsSql({ reading, parameters }: Statement, alias: string, scheme: string | null): string {
  const seen = seenTable(reading.state, parameters);
  const conditions = [visibleIn('a'), `a.alias = ${parameters.add(alias, 'text')}`];
  if (scheme !== null) conditions.push(`a.scheme = ${parameters.add(scheme, 'text')}`);
  return `-- odata.alias
select distinct r.scheme, r.code from region_alias a join ${seen} on seen.dataset_id = a.dataset_id join region r on r.id = a.region_id
where ${joinConditions(conditions)} order by r.scheme, r.code limit 3`;
}

function parentCondition(
  statement: Statement,
  rows: Rows,
  { navigation }: ResolvedStep,
  before: readonly ResolvedStep[],
): string {
  const parent = before.at(-1) as ResolvedStep;
  const parents = new Rows(statement, parent.set);
  const conditions = keyConditions(parents, parent);
  if (!navigation) throw new Error('a way has one beginning');
  for (const name of navigation.own) parents.column(name);
  for (const name of navigation.other) rows.column(name);
  conditions.push(navigation.on(parents.alias, rows.alias, statement.making));
  if (before.length > 1) conditions.push(parentCondition(statement, parents, parent, before.slice(0, -1)));
  return `exists (select from ${parents.sql()} where ${conditions.join(' and ')})`;
}

const keyConditions = (rows: Rows, { key }: ResolvedStep): string[] =>
  (key ?? []).map(
    ({ column, value, type }) => `${rows.column(column)} = ${rows.statement.parameters.add(value, type)}`,
  );
