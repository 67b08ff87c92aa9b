import type { Sql } from '../../../database/sql.ts';
import { list, message, sentences, type Text } from '../../../domain/message/message.ts';
import type { Reading } from '../../table/table.ts';
import type { ResolvedStep } from '../model/step.ts';
import { aliasedRegionsSql, existsSql, severalSql } from '../sql/resource.ts';
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
  request: ODataRequest,
  steps: readonly ResolvedStep[],
  reading: Reading,
): Promise<void> {
  const before = steps.slice(0, -1);
  if (before.length === 0) return;
  const statement = new Statement(reading);
  const text = existsSql(statement, before);
  const [found] = await request.sql.query<{ there: boolean }>(text, statement.parameters.values);
  if (found?.there) return;
  throw await buildMissing(request, before, reading, message('odata.no-first-row', { path: quote(request.path) }));
}

/** The refusal of a row that a key names and that does not exist. */
export const buildMissingRow = (
  request: ODataRequest,
  steps: readonly ResolvedStep[],
  reading: Reading,
): Promise<Refusal> => buildMissing(request, steps, reading, message('odata.no-row', { path: quote(request.path) }));

async function buildMissing(
  { sql, path }: ODataRequest,
  steps: readonly ResolvedStep[],
  reading: Reading,
  text: Text,
): Promise<Refusal> {
  return notFound(decodeURIComponent(path), sentences([text, ...(await describeAliases(sql, steps, reading))]));
}

/** An alias is no key of a region, but whoever has one is told the key. */
async function describeAliases(sql: Sql, steps: readonly ResolvedStep[], reading: Reading): Promise<readonly Text[]> {
  const found: Text[] = [];
  for (const { set, key } of steps) {
    const partOf = (name: string) => key?.find(({ column }) => column === name)?.value ?? null;
    const alias = set.name === 'Regions' ? partOf('code') : null;
    if (alias === null) continue;
    const statement = new Statement(reading);
    const text = aliasedRegionsSql(statement, alias, partOf('scheme'));
    const regions = await sql.query<{ scheme: string; code: string }>(text, statement.parameters.values);
    const keys = regions.map(({ scheme, code }) => `Regions(scheme=${literal(scheme)},code=${literal(code)})`);
    if (keys.length > 0) found.push(message('odata.alias-of-region', { alias, regions: list(keys) }));
  }
  return found;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const quote = (path: string): string => JSON.stringify(decodeURIComponent(path).slice(0, 100));
