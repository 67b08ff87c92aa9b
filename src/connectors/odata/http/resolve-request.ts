import { message } from '../../../domain/message/message.ts';
import type { Reading } from '../../table/table.ts';
import { applied } from '../sql/apply.ts';
import { Compiler } from '../sql/compile.ts';
import { assertAddable } from '../sql/guard.ts';
import { type Relation, Rows, Statement } from '../sql/relation.ts';
import { searchSql } from '../sql/search.ts';
import { notFound, unsupported, wrong } from '../syntax/refusal.ts';
import type { Step } from './address.ts';
import { type ODataRequest, readingFor } from './request.ts';
import { existsSql, isAmbiguous, resourceOf } from './resource.ts';

/** Resolves a request to a relation and the conditions on it. Called anew for each statement. */
export function resolveRequest(
  ask: ODataRequest,
  steps: readonly Step[],
  statement: Statement,
): { relation: Relation; conditions: string[] } {
  const { request, defaultDataset } = ask;
  const { rows, conditions } = resourceOf(statement, steps, defaultDataset);
  const { relation, conditions: left } = applied(statement, rows, conditions, request.apply ?? []);
  const all = [...left];
  if (request.filter) all.push(new Compiler(statement, '$filter', relation).condition(request.filter));
  if (request.search) {
    if (!(relation instanceof Rows))
      throw unsupported('$search', message('odata.feature-after-apply', { option: '$search' }));
    all.push(searchSql(request.search, relation));
  }
  return { relation, conditions: all };
}

export const whereSql = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : '';

/** Refuses sums that would lie, before anything is added up. */
export async function assertSums(ask: ODataRequest, steps: readonly Step[], reading: Reading): Promise<void> {
  const transformations = ask.request.apply ?? [];
  const trial = new Statement(reading);
  const { rows, conditions } = resourceOf(trial, steps, ask.defaultDataset);
  for (const { sums, paths, after } of applied(trial, rows, conditions, transformations).summing) {
    const addends = () => {
      const { rows, conditions } = resourceOf(new Statement(reading), steps, ask.defaultDataset);
      return {
        rows,
        conditions: applied(rows.statement, rows, conditions, transformations.slice(0, after)).conditions,
      };
    };
    for (const sum of sums) await assertAddable(ask.sql, addends, paths, sum);
  }
}

/** How many rows there are. */
export async function countOf(ask: ODataRequest, steps: readonly Step[], reading: Reading): Promise<number> {
  const statement = new Statement(reading);
  const { relation, conditions } = resolveRequest(ask, steps, statement);
  // Asked for before the relation is written: it may read more columns for it.
  const where = whereSql(conditions);
  const [found] = await ask.sql.query<{ count: string }>(
    `-- odata.count\nselect count(*)::text as count from ${relation.sql()}${where}`,
    statement.parameters.values,
  );
  return Number(found?.count ?? 0);
}

/** Refuses a way through a code that several rows have: whose figures were meant, nobody could tell. */
export async function assertClear(ask: ODataRequest, steps: readonly Step[]): Promise<void> {
  for (const [place, { set, key }] of steps.entries()) {
    if (!isAmbiguous(set, key)) continue;
    const { reading } = await readingFor(ask);
    const statement = new Statement(reading);
    const { rows, conditions } = resourceOf(statement, steps.slice(0, place + 1), ask.defaultDataset);
    const found = await ask.sql.query(
      `-- odata.clear\nselect from ${rows.sql()} where ${conditions.join(' and ')} limit 2`,
      statement.parameters.values,
    );
    if (found.length < 2) continue;
    const whole = `${set.name}(${set.table.key.map((name) => `${name}='…'`).join(',')})`;
    throw wrong(null, message('odata.ambiguous-code', { set: set.name, example: whole }));
  }
}

/** Whether the rows exist that the way leads through. */
export async function assertThere(ask: ODataRequest, steps: readonly Step[], reading: Reading): Promise<void> {
  const before = steps.slice(0, -1);
  if (before.length === 0) return;
  const statement = new Statement(reading);
  const [found] = await ask.sql.query<{ there: boolean }>(
    `-- odata.exists\nselect ${existsSql(statement, before, ask.defaultDataset)} as there`,
    statement.parameters.values,
  );
  if (!found?.there) {
    const path = JSON.stringify(decodeURIComponent(ask.path).slice(0, 100));
    throw notFound(message('odata.no-first-row', { path }));
  }
}
