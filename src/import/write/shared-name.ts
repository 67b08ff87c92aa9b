import { groupBy } from '../../domain/core/group-by.ts';
import { mergeTexts } from '../../domain/core/merge-text.ts';
import { categoryKey, type PackageCatalogue, type Placed, regionKey } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { SharedCodeKind, Texts } from '../package/column.ts';
import type { ReleaseWriter } from './write.ts';

/** The columns of a shared row that hold texts by language. */
export type NameField = 'name' | 'title' | 'symbol' | 'definition';
export type FieldTexts = Readonly<Partial<Record<NameField, Texts | null>>>;

/** How the package names a shared row. */
export interface GivenName {
  readonly kind: SharedCodeKind;
  readonly code: string;
  readonly id: number;
  /** Of a region's version its first day; else empty. */
  readonly firstDay: string;
  /** Whether it is the version that stands for its region; true for everything that has no versions. */
  readonly current: boolean;
  readonly texts: FieldTexts;
}

/** How a data set names it, as it is stored. */
export interface StoredName {
  readonly kind: Uppercase<SharedCodeKind>;
  readonly entity_id: number;
  readonly dataset_id: number;
  readonly first_day: string;
  readonly current: boolean;
  readonly texts: FieldTexts;
}

/** A row that this data set no longer names, although it did. */
export interface DroppedName {
  readonly kind: Uppercase<SharedCodeKind>;
  readonly entity_id: number;
}

const BATCH = 5_000;

/** Everything that the package names, whoever owns it. */
export function collectNames(
  { rows }: PackageCatalogue,
  names: CodeIds,
  isCurrent: (row: Placed<'regions'>) => boolean,
): GivenName[] {
  const given = (kind: SharedCodeKind, code: string, texts: FieldTexts): GivenName[] => [
    { kind, code, id: names.id(kind, code), firstDay: '', current: true, texts },
  ];
  return [
    ...rows.themes.flatMap(({ code, name }) => given('theme', code, { name })),
    ...rows.units.flatMap(({ code, name, symbol }) => given('unit', code, { name, symbol })),
    ...rows.dimensions.flatMap(({ dimension, category, name }) =>
      category === null
        ? given('dimension', dimension, { name })
        : given('category', categoryKey(dimension, category), { name }),
    ),
    ...rows.organizations.flatMap(({ code, name }) => given('organization', code, { name })),
    ...rows.regions.flatMap((row) =>
      given('region', regionKey(row.scheme, row.code), { name: row.name }).map((one) => ({
        ...one,
        firstDay: row.valid_from ?? '',
        current: isCurrent(row),
      })),
    ),
    ...rows.metrics.flatMap(({ code, name, definition }) => given('metric', code, { name, definition })),
    ...rows.sources.flatMap(({ code, title }) => given('source', code, { title })),
  ];
}

/**
 * What each data set calls what is shared. The owner's texts stand; a language that it lacks is filled by the first data set that has it. A
 * region's version takes the names of another data set's version of it where both stand for the region today, or where neither does and both
 * begin on one day.
 */
export class SharedNames {
  readonly #others: ReadonlyMap<string, readonly StoredName[]>;
  readonly given: readonly GivenName[];
  readonly dropped: readonly DroppedName[];
  readonly #dataset: number;

  private constructor(
    dataset: number,
    given: readonly GivenName[],
    others: readonly StoredName[],
    dropped: readonly DroppedName[],
  ) {
    this.#dataset = dataset;
    this.given = given;
    this.dropped = dropped;
    this.#others = groupBy(others, (one) => keyOf(one.kind, one.entity_id));
  }

  /** Stores what the package calls things; what it does not own and no longer names is forgotten. */
  static async write(
    release: ReleaseWriter,
    given: readonly GivenName[],
    owns: (name: GivenName) => boolean,
  ): Promise<SharedNames> {
    const { tx, dataset, tally, keepsRest } = release;
    await tx.query(`-- import.create-names
create temp table stage_name (
  kind "SharedKind", entity_id int, first_day text, current boolean, texts jsonb, owned boolean, primary key (kind, entity_id, first_day)
) on commit drop`);
    for (let start = 0; start < given.length; start += BATCH) {
      const rows = given.slice(start, start + BATCH).map((name) => ({
        kind: name.kind.toUpperCase(),
        entity_id: name.id,
        first_day: name.firstDay,
        current: name.current,
        texts: name.texts,
        owned: owns(name),
      }));
      await tx.query(
        `-- import.stage-names
insert into stage_name select kind::"SharedKind", entity_id, first_day, current, jsonb_strip_nulls(texts), owned
from jsonb_to_recordset($1::text::jsonb) as g(kind text, entity_id int, first_day text, current boolean, texts jsonb, owned boolean)`,
        [JSON.stringify(rows)],
      );
    }
    await tx.query('-- import.analyze-names\nanalyze stage_name');
    const dropped = keepsRest ? [] : await tx.query<DroppedName>(DROP, [dataset]);
    const [changed] = await tx.query<{ count: number }>(STORE, [dataset]);
    tally.updated += dropped.length + (changed?.count ?? 0);
    const ids = dropped.map((one) => one.entity_id);
    const kinds = dropped.map((one) => one.kind);
    const others = await tx.query<StoredName>(OTHERS, [dataset, kinds, ids]);
    return new SharedNames(dataset, given, others, dropped);
  }

  /** A text of a row that this data set owns, with the languages that others add. */
  merged(kind: SharedCodeKind, id: number, field: NameField, own: Texts | null, version = PLAIN): Texts | null {
    const others = this.others(kind, id).filter((one) => matches(one, version));
    return mergeTexts([own, ...others.map((one) => one.texts[field])]);
  }

  /** How other data sets name a row, in the order in which they were added. */
  others(kind: SharedCodeKind, id: number): readonly StoredName[] {
    return this.#others.get(keyOf(kind, id)) ?? [];
  }

  /** How all data sets name a row. */
  all(kind: SharedCodeKind, id: number, own: readonly GivenName[]): readonly StoredName[] {
    const mine = own.map((name) => ({
      kind: name.kind.toUpperCase() as Uppercase<SharedCodeKind>,
      entity_id: id,
      dataset_id: this.#dataset,
      first_day: name.firstDay,
      current: name.current,
      texts: name.texts,
    }));
    return [...this.others(kind, id), ...mine].sort((a, b) => a.dataset_id - b.dataset_id);
  }
}

const PLAIN = { first_day: '', current: true };

/** Whether two data sets speak of the same version of a region. */
export const matches = (
  a: { readonly first_day: string; readonly current: boolean },
  b: { readonly first_day: string; readonly current: boolean },
): boolean => a.current === b.current && (a.current || a.first_day === b.first_day);

const keyOf = (kind: string, id: number): string => `${kind.toLowerCase()} ${id}`;

/** What the data set owns and no longer names, and others still use, keeps its name. */
const OWNED = ['theme', 'unit', 'dimension', 'category', 'organization', 'region', 'metric', 'source']
  .map((table) => `select '${table.toUpperCase()}' as kind, id from ${table} where dataset_id = $1::int`)
  .join('\nunion all ');
const DROP = `-- import.drop-names
with owned as (${OWNED}),
gone as (
  delete from shared_name n where n.dataset_id = $1::int
  and not exists (select 1 from stage_name s where s.kind = n.kind and s.entity_id = n.entity_id and s.first_day = n.first_day)
  and (exists (select 1 from stage_name s where s.kind = n.kind and s.entity_id = n.entity_id)
    or not exists (select 1 from owned o where o.kind = n.kind::text and o.id = n.entity_id))
  returning n.kind, n.entity_id
)
select distinct g.kind::text, g.entity_id from gone g
where not exists (select 1 from owned o where o.kind = g.kind::text and o.id = g.entity_id)`;

/** What changed of rows that it owns counts where they are written. */
const STORE = `-- import.store-names
with stored as (
  insert into shared_name as n (kind, entity_id, dataset_id, first_day, current, texts)
  select kind, entity_id, $1::int, first_day, current, texts from stage_name
  on conflict (kind, entity_id, dataset_id, first_day) do update set current = excluded.current, texts = excluded.texts
  where (n.current, n.texts) is distinct from (excluded.current, excluded.texts)
  returning n.kind, n.entity_id, n.first_day
)
select count(*)::int as count from stored join stage_name s using (kind, entity_id, first_day) where not s.owned`;

const OTHERS = `-- import.names-of-others
select n.kind::text, n.entity_id, n.dataset_id, n.first_day, n.current, n.texts from shared_name n
where n.dataset_id <> $1::int and (
  exists (select 1 from stage_name s where s.kind = n.kind and s.entity_id = n.entity_id)
  or exists (select 1 from unnest($2::text[], $3::int[]) as g(kind, id) where g.kind = n.kind::text and g.id = n.entity_id))
order by n.dataset_id, n.kind, n.entity_id, n.first_day`;
