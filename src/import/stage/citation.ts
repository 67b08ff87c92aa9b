import type { Sql } from '../../database/sql.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { CitationCells } from '../catalogue/reference.ts';
import { CHANGES, OBSERVATION_STAGING, TARGETS } from './stage.ts';

const CACHE_SIZE = 50_000;

/** Gives every passage that is cited its id, once, whether the database knows it or not. Written by `writeCitations`. */
export class Citations {
  readonly #tx: Sql;
  readonly #names: CodeIds;
  readonly #ids = new Map<string, number>();

  constructor(tx: Sql, names: CodeIds) {
    this.#tx = tx;
    this.#names = names;
  }

  /** The ids for a batch of rows: an empty list where a row cites nothing. */
  async idsOf(rows: readonly CitationCells[]): Promise<(readonly number[])[]> {
    const keys = rows.map(({ source, locator, quote }) =>
      source === null || locator === null ? null : JSON.stringify([this.#names.id('source', source), locator, quote]),
    );
    const wanted = [...new Set(keys.filter((key) => key !== null && !this.#ids.has(key)))] as string[];
    if (this.#ids.size + wanted.length > CACHE_SIZE) this.#ids.clear();
    const missing = [...new Set(keys.filter((key) => key !== null && !this.#ids.has(key)))] as string[];
    if (missing.length > 0) await this.#stage(missing);
    return keys.map((key) => {
      const id = key === null ? undefined : this.#ids.get(key);
      return id === undefined ? [] : [id];
    });
  }

  /** With and without a quote apart: by `is not distinct from` nothing is found in an index, and a document of one page has many quotes. */
  async #stage(keys: readonly string[]): Promise<void> {
    const parts = keys.map((key) => JSON.parse(key) as [number, string, string | null]);
    const values = [
      parts.map(([source]) => source),
      parts.map(([, locator]) => locator),
      parts.map(([, , quote]) => quote),
    ];
    await this.#tx.query(
      `-- import.stage-citations
insert into stage_citation (id, source_id, locator, quote)
select coalesce(c.id, n.id, nextval(pg_get_serial_sequence('citation', 'id')))::int, g.source_id, g.locator, g.quote
from unnest($1::int[], $2::text[], $3::text[]) as g(source_id, locator, quote)
left join citation c on c.source_id = g.source_id and c.locator = g.locator and c.quote = g.quote
left join citation n on g.quote is null and n.source_id = g.source_id and n.locator = g.locator and n.quote is null
on conflict do nothing`,
      values,
    );
    const rows = await this.#tx.query<{ id: number; at: number }>(
      `-- import.staged-citations
with given as materialized (
  select * from unnest($1::int[], $2::text[], $3::text[]) with ordinality as g(source_id, locator, quote, at)
)
select c.id, g.at::int from given g
join stage_citation c on c.source_id = g.source_id and c.locator = g.locator and c.quote = g.quote
union all
select c.id, g.at::int from given g
join stage_citation c on g.quote is null and c.source_id = g.source_id and c.locator = g.locator and c.quote is null`,
      values,
    );
    for (const { id, at } of rows) this.#ids.set(keys[at - 1] ?? '', id);
  }
}

export async function createCitationStage(tx: Sql): Promise<void> {
  await tx.query(`-- import.create-citation-stage
create temp table stage_citation (
  id int not null, source_id int not null, locator text not null, quote text,
  unique nulls not distinct (source_id, locator, quote)
) on commit drop`);
}

/**
 * Writes the passages that are new and that a fact or one of the rows of the catalogue cites, whose ids are `ofCatalogue`; their sources have to be
 * there. A fact that a file only repeats, or that keeps the citation that it stands with, cites none of its own.
 */
export async function writeCitations(tx: Sql, ofCatalogue: readonly number[]): Promise<void> {
  const ofFacts = [OBSERVATION_STAGING, CHANGES, TARGETS].map(
    ({ table }) => `select unnest(citation_ids) from ${table}`,
  );
  await tx.query(
    `-- import.write-citations
insert into citation (id, source_id, locator, quote)
select s.id, s.source_id, s.locator, s.quote from stage_citation s
where not exists (select 1 from citation c where c.id = s.id)
  and s.id in (select unnest($1::int[]) union all ${ofFacts.join(' union all ')})`,
    [ofCatalogue],
  );
}
