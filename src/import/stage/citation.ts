import type { Sql } from '../../database/sql.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { CitationCells } from '../catalogue/reference.ts';
import { CHANGES, createStage, fillStage, OBSERVATION_STAGING, type StagingTable, TARGETS } from './stage.ts';

const CITATION_STAGING: StagingTable = {
  table: 'stage_citation',
  columns: { id: 'int', source_id: 'int', locator: 'text', quote: 'text' },
};

/** Passages of each of the two generations that are kept in mind. */
const MAX_REMEMBERED = 5_000;

interface Passage {
  readonly source: number;
  readonly locator: string;
  readonly quote: string | null;
}

/**
 * Gives every passage that is cited its id, whether the database knows it or not. Ids of new ones are counted up here, because no other import
 * takes any meanwhile. A passage that comes again after many others gets a second id, which `settle` takes back: to look for each of a million
 * passages that are all different would cost more than to find the few that are not.
 */
export class Citations {
  /** The first id that is new to the database. */
  readonly firstNew: number;
  readonly #tx: Sql;
  readonly #names: CodeIds;
  #next: number;
  #remembered = new Map<string, number>();
  #before: ReadonlyMap<string, number> = new Map();
  #hasForgotten = false;
  /** By id of a source, whether the database knows passages of it. */
  readonly #isCited = new Map<number, boolean>();
  #filled: Promise<void> = Promise.resolve();

  private constructor(tx: Sql, names: CodeIds, next: number) {
    this.#tx = tx;
    this.#names = names;
    this.firstNew = next;
    this.#next = next;
  }

  static async begin(tx: Sql, names: CodeIds): Promise<Citations> {
    await createStage(tx, CITATION_STAGING);
    const [row] = await tx.query<{ id: number }>(
      "-- import.next-citation\nselect nextval(pg_get_serial_sequence('citation', 'id'))::int as id",
    );
    return new Citations(tx, names, row?.id ?? 1);
  }

  /** The ids for a batch of rows: an empty list where a row cites nothing. While the passages are staged, the next batch may be read. */
  async idsOf(rows: readonly CitationCells[]): Promise<(readonly number[])[]> {
    this.#forget();
    const missing = new Map<string, Passage>();
    const keys = rows.map(({ source: code, locator, quote }) => {
      if (code === null || locator === null) return null;
      const source = this.#names.id('source', code);
      const key = `${source}\0${locator}${quote === null ? '' : `\0${quote}`}`;
      if (this.#find(key) === undefined) missing.set(key, { source, locator, quote });
      return key;
    });
    if (missing.size > 0) await this.#stage(missing);
    return keys.map((key) => {
      const id = key === null ? undefined : this.#remembered.get(key);
      return id === undefined ? [] : [id];
    });
  }

  /** Gives every passage one id, in the facts as well, once all of them are staged. */
  async settle(): Promise<void> {
    await this.#filled;
    await this.#tx.query(
      "-- import.count-citations\nselect setval(pg_get_serial_sequence('citation', 'id'), $1::int, false)",
      [this.#next],
    );
    if (this.#hasForgotten) await settleRepeated(this.#tx);
  }

  #find(key: string): number | undefined {
    const id = this.#remembered.get(key) ?? this.#before.get(key);
    if (id !== undefined) this.#remembered.set(key, id);
    return id;
  }

  #forget(): void {
    if (this.#remembered.size < MAX_REMEMBERED) return;
    this.#hasForgotten ||= this.#before.size > 0;
    this.#before = this.#remembered;
    this.#remembered = new Map();
  }

  async #stage(missing: ReadonlyMap<string, Passage>): Promise<void> {
    const known = await this.#findKnown(missing);
    const rows = [...missing].map(([key, { source, locator, quote }]) => {
      const id = known.get(key) ?? this.#next++;
      this.#remembered.set(key, id);
      return [String(id), String(source), locator, quote];
    });
    await this.#filled;
    this.#filled = fillStage(this.#tx, CITATION_STAGING, rows);
    this.#filled.catch(() => {}); // told where it is awaited
  }

  /** The ids of passages that the database knows. Of a new document it knows none. */
  async #findKnown(missing: ReadonlyMap<string, Passage>): Promise<ReadonlyMap<string, number>> {
    await this.#findCited(new Set([...missing.values()].map(({ source }) => source)));
    const sought = [...missing].filter(([, { source }]) => this.#isCited.get(source));
    if (sought.length === 0) return new Map();
    // With and without a quote apart: by `is not distinct from` nothing is found in an index, and a document of one page has many quotes.
    const rows = await this.#tx.query<{ id: number; at: number }>(
      `-- import.find-citations
select coalesce(c.id, n.id) as id, g.at::int
from unnest($1::int[], $2::text[], $3::text[]) with ordinality as g(source_id, locator, quote, at)
left join citation c on c.source_id = g.source_id and c.locator = g.locator and c.quote = g.quote
left join citation n on g.quote is null and n.source_id = g.source_id and n.locator = g.locator and n.quote is null
where coalesce(c.id, n.id) is not null`,
      [
        sought.map(([, { source }]) => source),
        sought.map(([, { locator }]) => locator),
        sought.map(([, { quote }]) => quote),
      ],
    );
    return new Map(rows.map(({ id, at }) => [sought[at - 1]?.[0] ?? '', id]));
  }

  async #findCited(sources: ReadonlySet<number>): Promise<void> {
    const unknown = [...sources].filter((source) => !this.#isCited.has(source));
    if (unknown.length === 0) return;
    const rows = await this.#tx.query<{ id: number; cited: boolean }>(
      `-- import.cited-sources
select g.id, exists (select from citation c where c.source_id = g.id) as cited from unnest($1::int[]) as g(id)`,
      [unknown],
    );
    for (const { id, cited } of rows) this.#isCited.set(id, cited);
  }
}

/** Leaves of each passage the first id, which is the one that the database knows, if it does. */
async function settleRepeated(tx: Sql): Promise<void> {
  await tx.query(
    `-- import.find-repeated-citations
create temp table stage_citation_repeated on commit drop as
select place, id, first from (
  select ctid as place, id, first_value(id) over w as first, row_number() over w as number
  from stage_citation window w as (partition by locator collate "C", quote collate "C", source_id order by id)
) t where number > 1`,
  );
  const repeated = await tx.query('-- import.repeated-citations\nselect 1 from stage_citation_repeated limit 1');
  if (repeated.length === 0) return;
  for (const { table } of [OBSERVATION_STAGING, CHANGES, TARGETS]) {
    await tx.query(
      `-- import.settle-citations-${table}
update ${table} g set citation_ids = array[r.first] from stage_citation_repeated r
where g.citation_ids[1] = r.id and r.id <> r.first`,
    );
  }
  await tx.query(
    '-- import.drop-repeated-citations\ndelete from stage_citation s using stage_citation_repeated r where s.ctid = r.place',
  );
}
