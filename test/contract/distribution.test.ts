import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** The column by whose value rows would lie on one shard or another. */
const DISTRIBUTION_KEY = 'series_id';
/** The table that this column names. It would be distributed by its own `id`: a series lies where its figures lie. */
const SERIES = 'series';
/** Tables that grow with the figures. One that refers to a series and is missing here fails the first test or the third. */
const FACT_TABLES = ['check_result', 'observation', 'published_change', 'series_category', 'target'];

/** All other tables, which would stand whole on every shard. One that is added has to be put here or above. */
const REFERENCE_TABLES: readonly string[] = [
  'assessment_rule', 'category', 'citation', 'content_version', 'dataset', 'dimension', 'metric',
  'metric_dimension', 'metric_size', 'organization', 'organization_head', 'programme', 'programme_metric',
  'programme_region', 'publication', 'quarantine_part', 'quarantine_row', 'rating', 'region', 'region_alias',
  'region_successor', 'region_version', 'release', 'row_history', 'shared_name', 'shared_use', 'source', 'task',
  'task_metric', 'task_report', 'task_responsibility', 'theme', 'unit', 'working_group',
]; // biome-ignore format: a list

/** What PostgreSQL's distributed form would refuse today, and why it stands. docs/operations/scale.md says the same. */
const EXCEPTIONS: Record<string, string> = {
  'unique series_dataset_id_metric_id_region_id_breakdown_key_key':
    'An import finds a series by what it is about. Shards cannot hold this without the distribution key.',
  'sequence series_id_seq':
    'Ids of new series are counted for the whole installation, and every table of facts refers to them.',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const namesOf = async (statement: string, values: readonly unknown[] = []) =>
  (await database.query<{ name: string }>(statement, values)).map(({ name }) => name);

interface ForeignKey {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

const NAMES = (relation: string, numbers: string) =>
  `array(select a.attname::text from unnest(${numbers}) with ordinality n(number, place)
  join pg_attribute a on a.attrelid = ${relation} and a.attnum = n.number order by n.place)`;

const foreignKeys = () =>
  database.query<ForeignKey>(`select conname::text as name, conrelid::regclass::text as source, confrelid::regclass::text as target,
  ${NAMES('conrelid', 'conkey')} as columns, ${NAMES('confrelid', 'confkey')} as "targetColumns"
from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1`);

const isDistributed = (table: string) => table === SERIES || FACT_TABLES.includes(table);

test('the tables that have the distribution key are the fact tables', async () => {
  const withKey = await namesOf(
    `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = $1::text and not a.attisdropped order by 1`,
    [DISTRIBUTION_KEY],
  );
  expect(withKey).toEqual(FACT_TABLES);
});

test('every table is known as one of facts or as one that stands whole on every shard', async () => {
  const tables = await namesOf(
    `select relname::text as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
and relname <> '_prisma_migrations'`,
  );
  expect(tables.sort()).toEqual([...FACT_TABLES, SERIES, ...REFERENCE_TABLES].sort());
});

test('every primary key and unique index of a fact table has the distribution key, but for the exceptions', async () => {
  const indexes = await database.query<{ name: string; table: string; primary: boolean; columns: string[] }>(
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table, i.indisprimary as primary,
  ${NAMES('i.indrelid', 'i.indkey::int2[]')} as columns
from pg_index i where i.indisunique and i.indrelid::regclass::text = any($1::text[])`,
    [[...FACT_TABLES, SERIES]],
  );
  const keyOf = (table: string) => (table === SERIES ? 'id' : DISTRIBUTION_KEY);
  const primary = indexes.filter((index) => index.primary).map(({ table }) => table);
  expect(primary.sort()).toEqual([...FACT_TABLES, SERIES].sort());
  const lacking = indexes.filter(({ table, columns }) => !columns.includes(keyOf(table)));
  expect(lacking.map(({ name }) => `unique ${name}`)).toEqual(exceptions('unique'));
});

test('no foreign key leads from one shard to another', async () => {
  const keys = await foreignKeys();
  const between = keys.filter(({ source, target }) => isDistributed(source) && isDistributed(target));
  // A fact refers to its series by the distribution key itself, and to no other fact.
  expect(between.map(({ source }) => source).sort()).toEqual(FACT_TABLES);
  for (const { columns, target, targetColumns } of between) {
    expect({ columns, target, targetColumns }).toEqual({
      columns: [DISTRIBUTION_KEY],
      target: SERIES,
      targetColumns: ['id'],
    });
  }
  // What is small and the same everywhere refers to nothing that is distributed; the other way round is allowed.
  const intoShards = keys.filter(({ source, target }) => !isDistributed(source) && isDistributed(target));
  expect(intoShards.map(({ name }) => name)).toEqual([]);
});

test('no sequence numbers the rows of all shards, and no table has a trigger, but for the exceptions', async () => {
  const distributed = [[...FACT_TABLES, SERIES]];
  const sequences = await namesOf(
    `select distinct s.oid::regclass::text as name from pg_class s join pg_depend d on d.objid = s.oid or d.refobjid = s.oid
left join pg_attrdef f on f.oid = d.objid
where s.relkind = 'S' and coalesce(f.adrelid, d.refobjid)::regclass::text = any($1::text[])`,
    distributed,
  );
  expect(sequences.map((name) => `sequence ${name}`)).toEqual(exceptions('sequence'));
  // One of a small table could write to a shard as well: what its function does cannot be told from here.
  expect(await namesOf('select tgname::text as name from pg_trigger where not tgisinternal')).toEqual([]);
});

test('the page on scale names every exception', () => {
  const page = readFileSync('docs/operations/scale.md', 'utf8');
  for (const exception of Object.keys(EXCEPTIONS)) expect(page).toContain(`\`${exception.split(' ')[1]}\``);
});

const exceptions = (kind: string) => Object.keys(EXCEPTIONS).filter((name) => name.startsWith(`${kind} `));
