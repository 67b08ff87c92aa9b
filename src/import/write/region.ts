import { OPEN, type Sql } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { type Placed, regionKey } from '../catalogue/catalogue.ts';
import { dayInZone } from '../package/timestamp.ts';
import { type ComparedColumns, findKept, type KeptRow } from './kept.ts';
import { type Given, owns } from './shared-list.ts';
import { buildSearchText, type ReleaseWriter, replaceLinks, upsert, type Versioned } from './write.ts';

const REGION: Versioned = { table: 'region', columns: { scheme: 'text', code: 'text' } };
const REGION_VERSION: Versioned = {
  table: 'region_version',
  columns: {
    region_id: 'int',
    scheme: 'text',
    code: 'text',
    name: 'jsonb',
    level: '"RegionLevel"',
    parent_id: 'int',
    valid_from: 'date',
    valid_to: 'date',
    current: 'boolean',
    search_text: 'text',
  },
};

const REGION_KEPT: ComparedColumns = {
  kind: 'region',
  from: `region_version t on t.region_id = g.id and t.current and t.to_seq = ${OPEN}`,
  columns: { level: '"RegionLevel"', parent_id: 'int' },
};

/**
 * Writes the regions that the package owns, each with its dated versions and successors. Answers in what it contradicts the owners of others.
 */
export async function writeRegions(release: ReleaseWriter, given: Given): Promise<KeptRow[]> {
  const { names } = given;
  const idOf = (row: Placed<'regions'>, code = row.code) => names.id('region', names.regionIn(row.scheme, code));
  const rows = given.catalogue.rows.regions.filter((row) => owns(given, 'region', regionKey(row.scheme, row.code)));
  const versionsOf = new Map<number, Placed<'regions'>[]>();
  for (const row of rows) {
    const versions = versionsOf.get(idOf(row));
    if (versions === undefined) versionsOf.set(idOf(row), [row]);
    else versions.push(row);
  }
  await upsert(
    release,
    REGION,
    [...versionsOf].map(([id, [row]]) => ({ id, scheme: row?.scheme, code: row?.code })),
  );

  const current = currentRows(given.catalogue.rows.regions, given.source.timeZone);
  const ids = await versionIds(
    release,
    rows.map((row) => ({ region: idOf(row), from: row.valid_from })),
  );
  await closeVersions(release, [...versionsOf.keys()], ids);
  const versions = rows.map((row, index) => {
    const version = { first_day: row.valid_from ?? '', current: current.has(row) };
    const name = given.shared.merged('region', idOf(row), 'name', row.name, version);
    return {
      id: ids[index] ?? 0,
      region_id: idOf(row),
      scheme: row.scheme,
      code: row.code,
      name,
      level: row.level,
      parent_id: row.parent === null ? null : idOf(row, row.parent),
      valid_from: row.valid_from,
      valid_to: row.valid_to,
      current: version.current,
      search_text: buildSearchText(row.code, name),
    };
  });
  // The old current one first steps back: there may never be two.
  await upsert(
    release,
    REGION_VERSION,
    versions.filter((row) => !row.current),
  );
  await upsert(
    release,
    REGION_VERSION,
    versions.filter((row) => row.current),
  );
  // Paths would be looked up in the index of all current versions, once for each region, as long as nobody has counted them.
  if (versions.length > 0) await release.tx.query('-- import.analyze-regions\nanalyze region_version');

  await replaceLinks(
    release,
    { table: 'region_successor', owner: 'region_id', columns: { successor_id: 'int', position: 'int' } },
    [...versionsOf.keys()],
    [...versionsOf].flatMap(([region_id, found]) => {
      const successors = new Set(found.flatMap((row) => row.successors.map((code) => idOf(row, code))));
      return [...successors].map((successor_id, position) => ({ region_id, successor_id, position }));
    }),
  );
  const foreign = given.catalogue.rows.regions.filter(
    (row) => current.has(row) && !owns(given, 'region', regionKey(row.scheme, row.code)),
  );
  return findKept(
    release,
    REGION_KEPT,
    foreign.map((row) => ({
      id: idOf(row),
      code: regionKey(row.scheme, row.code),
      level: row.level,
      parent_id: row.parent === null ? null : idOf(row, row.parent),
    })),
  );
}

/** The rows that stand for their regions today. */
export function currentRows(rows: readonly Placed<'regions'>[], timeZone: string): ReadonlySet<Placed<'regions'>> {
  const today = dayInZone(new Date(), timeZone);
  const versions = groupBy(rows, (row) => regionKey(row.scheme, row.code));
  return new Set([...versions.values()].flatMap((found) => currentOf(found, today) ?? []));
}

/** The version that is valid on the day; of none, the latest. */
function currentOf(versions: readonly Placed<'regions'>[], today: string): Placed<'regions'> | undefined {
  const latestFirst = versions.toSorted((a, b) => ((a.valid_from ?? '') < (b.valid_from ?? '') ? 1 : -1));
  const valid = ({ valid_from, valid_to }: Placed<'regions'>) =>
    (valid_from === null || valid_from <= today) && (valid_to === null || valid_to >= today);
  return latestFirst.find(valid) ?? latestFirst[0];
}

/** A version is known again by its region and first day. */
async function versionIds(
  { tx }: ReleaseWriter,
  keys: readonly { region: number; from: string | null }[],
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `-- import.region-version-ids
select coalesce(
  (select v.id from region_version v where v.region_id = g.region and v.valid_from is not distinct from g.first
   order by v.from_seq desc limit 1),
  nextval(pg_get_serial_sequence('region_version', 'id')))::int as id
from unnest($1::int[], $2::text[]::date[]) with ordinality as g(region, first, at) order by g.at`,
    [keys.map((key) => key.region), keys.map((key) => key.from)],
  );
  return rows.map((row) => row.id);
}

async function closeVersions(
  { tx, seq, tally }: ReleaseWriter,
  regions: readonly number[],
  kept: readonly number[],
): Promise<void> {
  const [count] = await tx.query<{ closed: number }>(
    `-- import.close-region-versions
with closed as (
  update region_version set to_seq = $1::int, current = false
  where region_id = any($2::int[]) and not (id = any($3::int[])) and to_seq = ${OPEN} returning 1
)
select count(*)::int as closed from closed`,
    [seq, regions, kept],
  );
  tally.closed += count?.closed ?? 0;
}

/** Paths follow from all packages' regions together, and tasks carry theirs: both are set anew where they differ. */
export async function updatePaths(tx: Sql): Promise<void> {
  await tx.query(`-- import.region-paths
with recursive tree(region_id, path) as (
  select region_id, array[region_id] from region_version where current and to_seq = ${OPEN} and parent_id is null
  union all
  select v.region_id, t.path || v.region_id
  from region_version v join tree t on t.region_id = v.parent_id where v.current and v.to_seq = ${OPEN}
)
update region_version v set path = p.path
from (
  select o.id, coalesce(t.path, '{}') || o.region_id as path
  from region_version o left join tree t on t.region_id = o.parent_id where o.to_seq = ${OPEN}
) p
where p.id = v.id and v.path is distinct from p.path`);
}

/** The same of the tasks that are done in regions. */
export async function updateTaskRegions(tx: Sql): Promise<void> {
  await tx.query(`-- import.task-regions
update task t set region_codes = p.codes
from (
  select v.region_id, array_agg(r.code order by step.depth) as codes
  from region_version v cross join unnest(v.path) with ordinality as step(id, depth) join region r on r.id = step.id
  where v.current and v.to_seq = ${OPEN} group by v.region_id
) p
where p.region_id = t.region_id and t.to_seq = ${OPEN} and t.region_codes is distinct from p.codes`);
}
