import type { Sql } from '../../database/sql.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { PackageFault } from '../package/problem.ts';

/** Of the whole installation. */
export const MAX_QUARANTINE = 100_000;

type Faults = readonly PackageFault<Text>[];

/** What was delivered: a package, or a publisher's own file. */
export interface Delivery {
  readonly dataset: string;
  readonly hash: string;
  readonly version: string;
}

/** The kept rows of one file, or of one sheet of it, and what they are read with. */
export interface KeptPart {
  /** TABLE: rows of a file of facts. SHEET: cells that a mapping reads. */
  readonly kind: 'TABLE' | 'SHEET';
  readonly key: string;
  readonly file: string;
  readonly reading: unknown;
  readonly rows: readonly {
    readonly line: number;
    readonly position: number;
    readonly faults: Faults;
    readonly content: unknown;
  }[];
}

/** Which of the kept rows are meant; without anything, all. */
export interface KeptChoice {
  readonly ids?: readonly number[] | undefined;
  readonly dataset?: string | undefined;
  /** Of a delivery. */
  readonly hash?: string | undefined;
}

const BATCH = 1_000;

/** Keeps these rows of a delivery, and lets go of what was kept of it before. */
export async function keepDelivery(
  sql: Sql,
  { dataset, hash, version }: Delivery,
  parts: readonly KeptPart[],
): Promise<void> {
  const names = parts.map(({ kind, key }) => `${kind} ${key}`);
  await sql.query(
    `-- quarantine.let-go-parts
delete from quarantine_part where dataset = $1::text and hash = $2::text and not kind || ' ' || key = any($3::text[])`,
    [dataset, hash, names],
  );
  for (const { kind, key, file, reading, rows } of parts) {
    const [part] = await sql.query<{ id: number }>(
      `-- quarantine.keep-part
insert into quarantine_part (dataset, hash, version, kind, key, file, reading)
values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
on conflict (dataset, hash, kind, key) do update set version = excluded.version, file = excluded.file, reading = excluded.reading
returning id`,
      [dataset, hash, version, kind, key, file, JSON.stringify(reading)],
    );
    const lines = rows.map(({ line }) => line);
    const positions = rows.map(({ position }) => position);
    await sql.query(
      `-- quarantine.let-go-rows
delete from quarantine_row
where part_id = $1::int and (line, position) not in (select g.line, g.position from unnest($2::int[], $3::int[]) as g(line, position))`,
      [part?.id, lines, positions],
    );
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.slice(start, start + BATCH);
      await sql.query(
        `-- quarantine.keep-rows
insert into quarantine_row (part_id, line, position, faults, content)
select $1::int, g.line, g.position, g.faults, g.content
from unnest($2::int[], $3::int[], $4::text[], $5::text[]) as g(line, position, faults, content)
on conflict (part_id, line, position) do update set faults = excluded.faults, content = excluded.content`,
        [
          part?.id,
          batch.map(({ line }) => line),
          batch.map(({ position }) => position),
          batch.map(({ faults }) => JSON.stringify(faults)),
          batch.map(({ content }) => JSON.stringify(content)),
        ],
      );
    }
  }
  if (parts.length > 0 && (await countKept(sql, {})) > MAX_QUARANTINE) {
    throw new DomainError('CONFLICT', message('import.quarantine-full', { max: MAX_QUARANTINE }));
  }
}

/** Lets go of tried rows that came in, and says of the others what is wrong now. */
export async function settleTried(
  sql: Sql,
  tried: readonly number[],
  faults: ReadonlyMap<number, Faults>,
): Promise<void> {
  await dropRows(
    sql,
    tried.filter((id) => !faults.has(id)),
  );
  await sql.query(
    `-- quarantine.tell-anew
update quarantine_row r set faults = g.faults from unnest($1::int[], $2::text[]) as g(id, faults) where r.id = g.id`,
    [[...faults.keys()], [...faults.values()].map((of) => JSON.stringify(of))],
  );
}

const CHOSEN = `from quarantine_row r join quarantine_part p on p.id = r.part_id
where ($1::int[] is null or r.id = any($1::int[])) and ($2::text is null or p.dataset = $2::text)
  and ($3::text is null or p.hash = $3::text)`;
const chosen = ({ ids, dataset, hash }: KeptChoice) => [ids ?? null, dataset ?? null, hash ?? null];

/** The data sets that have kept rows, by code; more than anybody reads on are left out. */
export async function keptDatasets(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.query<{ dataset: string }>(
    '-- quarantine.datasets\nselect distinct dataset from quarantine_part order by dataset limit 50',
  );
  return rows.map(({ dataset }) => dataset);
}

export async function countKept(sql: Sql, choice: KeptChoice): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `-- quarantine.count\nselect count(*)::int as count ${CHOSEN}`,
    chosen(choice),
  );
  return row?.count ?? 0;
}

/** A kept row, as it is listed. */
export interface ListedRow {
  readonly id: number;
  readonly dataset: string;
  /** Of a value that a mapping reads, its cell. */
  readonly cell: string | null;
  readonly faults: Faults;
}

/** The first `limit` of the kept rows, the oldest first. */
export async function listKept(sql: Sql, choice: KeptChoice, limit: number): Promise<ListedRow[]> {
  const rows = await sql.query<
    Record<'dataset' | 'faults' | 'content', string> & { id: number; kind: KeptPart['kind'] }
  >(
    `-- quarantine.list
select r.id, p.dataset, r.faults, p.kind, case p.kind when 'SHEET' then r.content else 'null' end as content ${CHOSEN} order by r.id limit $4::int`,
    [...chosen(choice), limit],
  );
  return rows.map(({ id, dataset, kind, faults, content }) => ({
    id,
    dataset,
    faults: JSON.parse(faults) as Faults,
    cell: readLocator(kind, JSON.parse(content)),
  }));
}

/** What a citation of a kept value says; null for a row. */
export const readLocator = (kind: KeptPart['kind'], content: unknown): string | null =>
  kind === 'SHEET' ? (content as { readonly locator: string }).locator : null;

/** The deliveries of which rows are kept, the oldest first. */
export const listDeliveries = (sql: Sql, choice: KeptChoice): Promise<Pick<Delivery, 'dataset' | 'hash'>[]> =>
  sql.query(
    `-- quarantine.deliveries\nselect p.dataset, p.hash ${CHOSEN} group by p.dataset, p.hash order by min(r.id)`,
    chosen(choice),
  );

/** A kept row with what it is read with. */
export interface StoredRow {
  readonly id: number;
  readonly line: number;
  readonly position: number;
  readonly faults: Faults;
  readonly content: unknown;
}

export interface StoredPart extends Delivery, Omit<KeptPart, 'rows'> {
  readonly rows: readonly StoredRow[];
}

/** The chosen rows by delivery, kind and part. */
export async function readKept(sql: Sql, choice: KeptChoice): Promise<StoredPart[]> {
  const rows = await sql.query<Record<'dataset' | 'hash' | 'version' | 'key' | 'file' | 'reading' | 'faults' | 'content', string> & {
    part: number; kind: KeptPart['kind']; id: number; line: number; position: number;
  }>(
    `-- quarantine.read
select p.id as part, p.dataset, p.hash, p.version, p.kind, p.key, p.file, r.id, r.line, r.position, r.faults, r.content,
  case when row_number() over (partition by p.id order by r.line, r.position) = 1 then p.reading else '' end as reading
${CHOSEN} order by p.id, r.line, r.position`,
    chosen(choice),
  ); // biome-ignore format: a row
  const parts = new Map<number, StoredPart & { rows: StoredRow[] }>();
  for (const { part, id, line, position, faults, content, reading, ...rest } of rows) {
    const found = parts.get(part) ?? { ...rest, reading: JSON.parse(reading) as unknown, rows: [] };
    parts.set(part, found);
    found.rows.push({ id, line, position, faults: JSON.parse(faults) as Faults, content: JSON.parse(content) });
  }
  return [...parts.values()];
}

/** Answers how many there were. */
export async function dropKept(sql: Sql, choice: KeptChoice): Promise<number> {
  const rows = await sql.query<{ id: number }>(`-- quarantine.chosen\nselect r.id ${CHOSEN}`, chosen(choice));
  await dropRows(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

async function dropRows(sql: Sql, ids: readonly number[]): Promise<void> {
  await sql.query('-- quarantine.drop\ndelete from quarantine_row where id = any($1::int[])', [ids]);
  await sql.query(
    '-- quarantine.drop-parts\ndelete from quarantine_part p where not exists (select from quarantine_row r where r.part_id = p.id)',
  );
}
