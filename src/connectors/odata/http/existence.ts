import type { Sql } from '../../../database/sql.ts';
import { message } from '../../../domain/message/message.ts';
import type { Reading } from '../../table/table.ts';
import type { ResolvedStep } from '../model/step.ts';
import { existsSql, severalSql } from '../sql/resource.ts';
import { Statement } from '../sql/statement.ts';
import { notFound, type Refusal, wrong } from '../syntax/refusal.ts';
import type { ODataRequest } from './request.ts';

/** Refuses a way through a code that several rows have: whose figures were meant, nobody could tell. */
export async function assertUnambiguous(sql: Sql, steps: readonly ResolvedStep[], reading: Reading): Promise<void> {
  for (const [place, { set, isAmbiguous }] of steps.entries()) {
    if (!isAmbiguous) continue;
    const statement = new Statement(reading);
    const text = severalSql(statement, steps.slice(0, place + 1));
    const found = await sql.query(text, statement.parameters.values);
    if (found.length < 2) continue;
    const whole = `${set.name}(${set.table.key.map((name) => `${name}='…'`).join(',')})`;
    throw wrong(set.name, message('odata.ambiguous-code', { set: set.name, example: whole }));
  }
}

/** Refuses a way whose rows before the last do not exist. */
export async function assertParentExists(
  { sql, path }: ODataRequest,
  steps: readonly ResolvedStep[],
  reading: Reading,
): Promise<void> {
  const before = steps.slice(0, -1);
  if (before.length === 0) return;
  const statement = new Statement(reading);
  const text = existsSql(statement, before);
  const [found] = await sql.query<{ there: boolean }>(text, statement.parameters.values);
  if (!found?.there) throw notFound(decodeURIComponent(path), message('odata.no-first-row', { path: quote(path) }));
}

/** The refusal of a row that a key names and that does not exist. */
export const buildMissingRow = ({ path }: ODataRequest): Refusal =>
  notFound(decodeURIComponent(path), message('odata.no-row', { path: quote(path) }));

const quote = (path: string): string => JSON.stringify(decodeURIComponent(path).slice(0, 100));
