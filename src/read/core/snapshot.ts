import type { ContentVersion } from '../../database/replica.ts';
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
  /** The marks of the version that was current when this was read. */
  readonly factsMark: string;
  readonly mark: string;
  readonly datasets: readonly DatasetSnapshot[];
  /** Whether something has been published since. */
  readonly past: boolean;
  /**
   * The moment whose releases are read, where they are others than those that could be seen when there had been `facts` publications: a release
   * may be imported long after its publisher published it.
   */
  readonly asOf: string | null;
  /** The number of the release that is read, by data set. */
  readonly seqs: ReadonlyMap<number, number>;
  /**
   * The same by which the catalogue is shown besides: what could be seen when there had been `facts` publications. A release that is imported long
   * after it was published uses codes that other data sets brought in the meantime.
   */
  readonly catalogueSeqs: ReadonlyMap<number, number>;
}

interface Row {
  facts: number;
  reports: number;
  factsMark: string;
  mark: string;
  id: number | null;
  code: string;
  language: string;
  time_zone: string;
  region_id: number | null;
  seq: number;
}

const COLUMNS = 'd.id, d.code, d.language, d.time_zone, d.region_id';
const VERSION = 'v.facts, v.reports, v.facts_mark as "factsMark", v.mark';

function stateOf(rows: readonly Row[], facts: number, past = false): Snapshot {
  const datasets = rows.flatMap(({ id, code, language, time_zone, region_id, seq }) =>
    id === null ? [] : [{ id, code, language, timeZone: time_zone, regionId: region_id, seq }],
  );
  const seqs = new Map(datasets.map(({ id, seq }) => [id, seq]));
  const { reports = 0, factsMark = '', mark = '' } = rows[0] ?? {};
  return { facts, past, asOf: null, reports, factsMark, mark, datasets, seqs, catalogueSeqs: seqs };
}

/** Before the first publication. */
export const NOTHING: Snapshot = stateOf([], 0);

/** What is published now. */
export async function readSnapshot(sql: Sql): Promise<Snapshot> {
  const rows = await sql.query<Row>(`-- state.current
select ${VERSION}, ${COLUMNS}, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id`);
  return stateOf(rows, rows[0]?.facts ?? 0);
}

/** The two numbers that name what is published and reported now, and their marks: all that is read for a request whose answer is known. */
export interface Version extends ContentVersion {
  /** A UUID, new with every publication, and with no report. */
  readonly factsMark: string;
}

export async function readVersion(sql: Sql): Promise<Version> {
  const [row] = await sql.query<Version>(`-- version.read\nselect ${VERSION} from content_version v`);
  return row ?? NOTHING;
}

const AT_VERSION = `select ${COLUMNS}, p.seq, ${VERSION}
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

/** Whether both have the same last publication. After a failover that lost one, another may have its number. */
export const isSamePublication = (one: Published, other: Published): boolean =>
  one.facts === other.facts && one.factsMark === other.factsMark;

type Published = Pick<Version, 'facts' | 'factsMark'>;

/** Names what is published, for whoever keeps what depends on nothing else. */
export const formatPublication = ({ facts, factsMark }: Published): string => `${facts}.${factsMark}`;

/** Names what is published and reported. */
export const formatVersion = ({ facts, reports, mark }: ContentVersion): string => `${facts}.${reports}.${mark}`;

/** Names a state among all others. */
export const formatState = ({ facts, asOf }: Pick<Snapshot, 'facts' | 'asOf'>): string =>
  asOf === null ? String(facts) : `${facts}@${asOf}`;

/**
 * What was published at a moment, as the publishers declare it: of each data set the last release until then. Labels are those of the last of
 * these publications. Before the first: nothing. With `last`, only so many publications are known: a page goes on as it was begun. Moments
 * between which nothing was published are one state, which is named by the moment of the last publication before them.
 */
export async function readSnapshotAsOf(sql: Sql, moment: Date, last: number | null = null): Promise<Snapshot> {
  const rows = await sql.query<{ dataset_id: number; seq: number; version: number; published_at: Date }>(
    `-- state.as-of
select distinct on (p.dataset_id) p.dataset_id, p.seq, p.version, max(r.published_at) over () as published_at
from publication p join release r on r.dataset_id = p.dataset_id and r.seq = p.seq
where r.published_at <= $1::timestamptz and p.version <= coalesce($2::int, p.version)
order by p.dataset_id, p.version desc`,
    [moment.toISOString(), last],
  );
  const version = rows.reduce((greatest, row) => Math.max(greatest, row.version), 0);
  const state = (await readSnapshotAtVersion(sql, version)) ?? { ...NOTHING, facts: version };
  const seqs = new Map(rows.map((row) => [row.dataset_id, row.seq]));
  const alike = state.datasets.length === seqs.size && state.datasets.every(({ id, seq }) => seqs.get(id) === seq);
  if (alike) return state;
  const datasets = state.datasets.flatMap((dataset) => {
    const seq = seqs.get(dataset.id);
    return seq === undefined ? [] : [{ ...dataset, seq }];
  });
  const asOf = rows[0]?.published_at ?? moment;
  return { ...state, datasets, seqs, asOf: asOf.toISOString() };
}

/** The state that a name stands for; null: no such state. */
export async function readNamedSnapshot(
  sql: Sql,
  { facts, asOf }: Pick<Snapshot, 'facts' | 'asOf'>,
): Promise<Snapshot | null> {
  if (asOf === null) return readSnapshotAtVersion(sql, facts);
  const state = await readSnapshotAsOf(sql, new Date(asOf), facts);
  return state.facts === facts && state.asOf !== null ? { ...state, asOf } : null;
}

interface Releases {
  readonly datasetId: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Whether a state shows a row that is held in memory. It is asked of every row of a list. */
export function isVisible(row: Releases, { seqs, catalogueSeqs }: Snapshot): boolean {
  return isPartOf(row, seqs) || (seqs !== catalogueSeqs && isPartOf(row, catalogueSeqs));
}

function isPartOf({ datasetId, fromSeq, toSeq }: Releases, seqs: Snapshot['seqs']): boolean {
  const seq = seqs.get(datasetId);
  return seq !== undefined && fromSeq <= seq && toSeq > seq;
}
