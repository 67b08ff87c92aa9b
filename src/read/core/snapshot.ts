import type { Sql } from '../../database/sql.ts';

export interface DatasetSnapshot {
  readonly id: number;
  readonly code: string;
  readonly language: string;
  readonly timeZone: string;
  readonly regionId: number | null;
  /** The number of the release that is read. */
  readonly seq: number;
}

/** What one request reads: which release of each data set, as of which publication. Read once, a parameter of every statement. */
export interface Snapshot {
  /** The number of publications in the installation: names this state, also in cursors. */
  readonly facts: number;
  readonly reports: number;
  readonly datasets: readonly DatasetSnapshot[];
  /** Whether something has been published since. */
  readonly past: boolean;
  /** The number of the release that is read, by data set. */
  readonly seqs: ReadonlyMap<number, number>;
}

interface Row {
  facts: number;
  reports: number;
  id: number | null;
  code: string;
  language: string;
  time_zone: string;
  region_id: number | null;
  seq: number;
}

const COLUMNS = 'd.id, d.code, d.language, d.time_zone, d.region_id';

function stateOf(rows: readonly Row[], facts: number, past = false): Snapshot {
  const datasets = rows.flatMap(({ id, code, language, time_zone, region_id, seq }) =>
    id === null ? [] : [{ id, code, language, timeZone: time_zone, regionId: region_id, seq }],
  );
  const seqs = new Map(datasets.map(({ id, seq }) => [id, seq]));
  return { facts, past, reports: rows[0]?.reports ?? 0, datasets, seqs };
}

/** Before the first publication. */
export const NOTHING: Snapshot = stateOf([], 0);

/** What is published now. */
export async function readSnapshot(sql: Sql): Promise<Snapshot> {
  const rows = await sql.query<Row>(`-- state.current
select v.facts, v.reports, ${COLUMNS}, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id`);
  return stateOf(rows, rows[0]?.facts ?? 0);
}

/** The two numbers that name what is published and reported now: all that is read for a request whose answer is known. */
export interface Version {
  readonly facts: number;
  readonly reports: number;
}

export async function readVersion(sql: Sql): Promise<Version> {
  const [row] = await sql.query<Version>('-- version.read\nselect facts, reports from content_version');
  return row ?? NOTHING;
}

const AT_VERSION = `select ${COLUMNS}, p.seq, v.facts, v.reports
from content_version v
left join (select distinct on (dataset_id) dataset_id, seq from publication where version <= $1 order by dataset_id, version desc) p on true
left join dataset d on d.id = p.dataset_id
order by d.id`;

/** What was published when there had been `version` publications; null when there have not been so many. */
export async function readSnapshotAtVersion(sql: Sql, version: number): Promise<Snapshot | null> {
  const rows = await sql.query<Row>(`-- state.at-version\n${AT_VERSION}`, [version]);
  const facts = rows[0]?.facts ?? 0;
  return version <= facts ? stateOf(rows, version, version < facts) : null;
}

/** What was published at a moment. Before the first publication: nothing. */
export async function readSnapshotAsOf(sql: Sql, moment: Date): Promise<Snapshot> {
  const [row] = await sql.query<{ version: number | null }>(
    '-- state.as-of\nselect max(version)::int as version from publication where at <= $1::timestamptz',
    [moment.toISOString()],
  );
  const version = row?.version ?? 0;
  return (await readSnapshotAtVersion(sql, version)) ?? { ...NOTHING, facts: version };
}

/** Whether a state shows a row that is held in memory. */
export function isVisible(
  row: { readonly datasetId: number; readonly fromSeq: number; readonly toSeq: number },
  { seqs }: Snapshot,
): boolean {
  const seq = seqs.get(row.datasetId);
  return seq !== undefined && row.fromSeq <= seq && row.toSeq > seq;
}
