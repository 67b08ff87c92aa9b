import type { Sql } from '../../database/sql.ts';
import type { CheckReason, CheckRule, Verdict } from '../../domain/check/check.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  keyTable,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  placedTable,
  rowsByKey,
  type SortKey,
  seenTable,
  visibleIn,
} from '../core/statement.ts';

/** What a release's arithmetic says of one figure. Numbers travel as text. */
export interface CheckRow {
  readonly datasetId: number;
  readonly seriesId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
  readonly period: string;
  readonly periodEnd: string;
  readonly rule: CheckRule;
  readonly subject: string;
  readonly fromSeq: number;
  readonly verdict: Verdict;
  readonly expected: string | null;
  readonly reported: string | null;
  readonly tolerance: string | null;
  readonly partsExpected: number | null;
  readonly partsReported: number | null;
  readonly reason: CheckReason | null;
}

const COLUMNS = [
  's.dataset_id as "datasetId"',
  's.id as "seriesId"',
  's.metric_id as "metricId"',
  's.region_id as "regionId"',
  's.breakdown_key as "breakdownKey"',
  'c.period',
  'c.period_end as "periodEnd"',
  'c.rule',
  'c.subject',
  'c.from_seq as "fromSeq"',
  'c.verdict',
  'c.expected::text as expected',
  'c.reported::text as reported',
  'c.tolerance::text as tolerance',
  'c.parts_expected as "partsExpected"',
  'c.parts_reported as "partsReported"',
  'c.reason',
];
const from = (seen: string) =>
  `check_result c join series s on s.id = c.series_id join ${seen} on seen.dataset_id = s.dataset_id`;

/** By metric and region, then by period; what is checked of one figure by rule. */
export const CHECK_KEYS: readonly SortKey[] = [
  { name: 'metric', expression: 'm.code', type: 'text', descending: false },
  { name: 'region', expression: 'r.code', type: 'text', descending: false },
  { name: 'end', expression: 'c.period_end', type: 'date', descending: false },
  { name: 'series', expression: 's.id', type: 'int', descending: false },
  { name: 'period', expression: 'c.period', type: 'text', descending: false },
  { name: 'rule', expression: 'c.rule', type: 'text', descending: false },
  { name: 'subject', expression: 'c.subject', type: 'text', descending: false },
];

/** Which checks; what is absent admits all. */
export interface CheckFilter {
  readonly datasetId?: number | undefined;
  readonly metricIds?: readonly number[] | undefined;
  readonly rules?: readonly CheckRule[] | undefined;
  readonly verdicts?: readonly Verdict[] | undefined;
}

function conditionsOf({ datasetId, metricIds, rules, verdicts }: CheckFilter, parameters: Parameters): string[] {
  const conditions = [visibleIn('c')];
  if (datasetId !== undefined) conditions.push(`s.dataset_id = ${parameters.add(datasetId, 'int')}`);
  if (metricIds) conditions.push(`s.metric_id = any(${parameters.add(metricIds, 'int[]')})`);
  if (rules) conditions.push(`c.rule = any(${parameters.add(rules, 'text[]')})`);
  if (verdicts) conditions.push(`c.verdict = any(${parameters.add(verdicts, 'text[]')})`);
  return conditions;
}

/** A page of the checks of each metric, or of all of them under the key 0. */
export async function readChecks(
  sql: Sql,
  state: Snapshot,
  scope: { readonly of: 'metric' | 'all'; readonly ids: readonly number[] },
  filter: CheckFilter,
  page: ListPage,
): Promise<ListRead<CheckRow>[]> {
  const parameters = new Parameters();
  const conditions = conditionsOf(filter, parameters);
  if (scope.of === 'metric') conditions.push('s.metric_id = k.key');
  const list = {
    name: 'check.list',
    keys: keyTable(scope.ids, parameters),
    columns: COLUMNS,
    from: `${from(seenTable(state, parameters))} join metric m on m.id = s.metric_id join region r on r.id = s.region_id`,
    conditions,
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), scope.ids);
}

/** Names one check. */
export type CheckKey = Pick<CheckRow, 'seriesId' | 'period' | 'periodEnd' | 'rule' | 'subject' | 'fromSeq'>;

/** The checks that are named, where the state shows them. */
export async function readChecksByKey(
  sql: Sql,
  state: Snapshot,
  keys: readonly CheckKey[],
): Promise<(CheckRow | null)[]> {
  const parameters = new Parameters();
  const table = placedTable<CheckKey>(
    keys,
    {
      series_id: ['int', (key) => key.seriesId],
      period_end: ['date', (key) => key.periodEnd],
      period: ['text', (key) => key.period],
      rule: ['text', (key) => key.rule],
      subject: ['text', (key) => key.subject],
      from_seq: ['int', (key) => key.fromSeq],
    },
    parameters,
  );
  const rows = await sql.query<{ key: number; row: CheckRow }>(
    `-- check.find
select k.key, to_json(r) as row
from ${table}
cross join lateral (
  select ${COLUMNS.join(', ')} from ${from(seenTable(state, parameters))}
  where c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period and c.rule = k.rule
    and c.subject = k.subject and c.from_seq = k.from_seq and ${visibleIn('c')}
) r`,
    parameters.values,
  );
  return rowsByKey(rows, keys.keys());
}
