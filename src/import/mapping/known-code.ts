import { OPEN, type Sql } from '../../database/sql.ts';
import { regionKey } from '../catalogue/catalogue.ts';
import type { CodeKind } from '../package/column.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { NamedCode } from './code-list.ts';
import { type DefinitionRow, type Definitions, textsOfRow } from './definition.ts';

/** What values have to know of their metric. */
export interface KnownMetric extends NamedCode {
  readonly unit: string;
  readonly multiplier: number;
  /** Whether a total over regions is the sum of theirs. */
  readonly addsUp: boolean;
  /** What its theme is called. */
  readonly topics?: readonly string[];
  /** Whether its values are whole numbers of what is counted. */
  readonly isCount?: boolean;
  /** The data set that defines it; none for one that a mapping defines. */
  readonly owner?: string;
}

export interface KnownRegion extends NamedCode {
  readonly scheme: string;
  readonly level: string;
  /** Those that it lies in, itself included, by scheme and code. */
  readonly within: readonly string[];
}

/** What the installation has, and what the mapping defines: the lists that texts are looked up in. */
export interface KnownCodes {
  /** The data set that they are looked up for; null where nobody has said which it is. */
  readonly dataset: string | null;
  /** On which day its years begin, such as 04-01; null for the years of the calendar. */
  readonly fiscalYearStart: string | null;
  readonly metrics: readonly KnownMetric[];
  readonly units: readonly NamedCode[];
  readonly regions: readonly KnownRegion[];
  /** By dimension. */
  readonly categories: ReadonlyMap<string, readonly NamedCode[]>;
  /** Organisations, themes, tasks and so on, where a mapping names some. */
  readonly others: ReadonlyMap<CodeKind, readonly NamedCode[]>;
}

/** Of each kind that has a plain list: its table and the column of its names, whether it belongs to one data set, and the file that defines it. */
const OTHERS: Readonly<Partial<Record<CodeKind, readonly [table: string, names: string, isOwn: boolean, file: CatalogueFile]>>> = {
  organization: ['organization', 'name', false, 'organizations'],
  theme: ['theme', 'name', false, 'themes'],
  source: ['source', 'title', false, 'sources'],
  dimension: ['dimension', 'name', false, 'dimensions'],
  working_group: ['working_group', 'name', true, 'working_groups'],
  programme: ['programme', 'name', true, 'programmes'],
  rating: ['rating', 'name', true, 'ratings'],
  task: ['task', 'title', true, 'tasks'],
}; // biome-ignore format: a table

/** What a text is looked for among. */
export interface RegionChoice {
  readonly scheme?: string | undefined;
  readonly within?: string | undefined;
  readonly level?: string | undefined;
}

/** The list of a kind; of regions, those that are chosen. */
export function entriesOf(
  { metrics, units, regions, others }: KnownCodes,
  kind: CodeKind,
  chosen: RegionChoice = {},
): readonly NamedCode[] {
  if (kind === 'metric') return metrics;
  if (kind === 'unit') return units;
  if (kind !== 'region') return others.get(kind) ?? [];
  const { scheme, within: top, level } = chosen;
  if (scheme === undefined && top === undefined && level === undefined) return regions;
  return regions.filter(
    (region) =>
      (scheme === undefined || region.scheme === scheme) &&
      (level === undefined || region.level === level) &&
      (top === undefined || region.within.some((code) => code === top || code.endsWith(`:${top}`))),
  );
}

const METRICS = `-- mapping.metrics
select m.code, array(select jsonb_each_text.value from jsonb_each_text(m.name)) as names, u.code as unit, m.unit_multiplier as multiplier,
  m.over_regions = 'SUM' as "addsUp", m.kind = 'COUNT' and m.unit_multiplier = 0 and coalesce(m.decimals, 0) = 0 as "isCount",
  array(select t.value from theme h cross join lateral jsonb_each_text(h.name) t where h.id = m.theme_id) as topics, o.code as owner,
  coalesce(o.code = $1::text or exists (select from series s join dataset d on d.id = s.dataset_id where s.metric_id = m.id and d.code = $1::text), false) as "isOwn"
from metric m join unit u on u.id = m.unit_id join dataset o on o.id = m.dataset_id where m.to_seq = ${OPEN} order by m.code`;

const UNITS = `-- mapping.units
select u.code, array(select t.value from jsonb_each_text(u.name) t union select t.value from jsonb_each_text(coalesce(u.symbol, '{}')) t) as names
from unit u where u.to_seq = ${OPEN} order by u.code`;

const REGIONS = `-- mapping.regions
select r.scheme, r.scheme || ':' || r.code as code,
  array[r.code::text] || array(select x from region_alias a cross join unnest(array[a.alias::text, a.scheme || ':' || a.alias]) x
    where a.region_id = r.id and a.to_seq = ${OPEN}) as aliases,
  array(select distinct t.value from region_version w cross join lateral jsonb_each_text(w.name) t
    where w.region_id = r.id and w.to_seq = ${OPEN}) as names,
  v.level, (select p.name ->> coalesce((select k from jsonb_object_keys(p.name) k limit 1), '') from region_version p
    where p.region_id = v.parent_id and p.current and p.to_seq = ${OPEN} limit 1) as hint,
  array(select x.scheme || ':' || x.code from region x where x.id = any(v.path || r.id)) as within
from region r join region_version v on v.region_id = r.id and v.current and v.to_seq = ${OPEN}
where r.to_seq = ${OPEN} order by r.scheme, r.code`;

const CATEGORIES = `-- mapping.categories
select d.code as dimension, c.code, array(select t.value from jsonb_each_text(c.name) t) as names,
  coalesce(o.code = $1::text or exists (select from metric_dimension x join series s on s.metric_id = x.metric_id
    join dataset n on n.id = s.dataset_id where x.dimension_id = d.id and n.code = $1::text), false) as "isOwn"
from category c join dimension d on d.id = c.dimension_id join dataset o on o.id = d.dataset_id
where c.to_seq = ${OPEN} order by d.code, c.position`;

/** The data set that texts are looked up for. */
export interface LookupDataset {
  readonly code: string;
  /** Its region, by its code with or without its scheme. */
  readonly region?: string | null;
  /** What it is called, in each language. */
  readonly titles?: Readonly<Record<string, string>>;
  /** On which day its years begin; null for the years of the calendar. */
  readonly fiscalYearStart?: string | null;
}

/**
 * Reads the lists, and of the others those of `kinds` in the data set. What the mapping defines goes before what the installation has under the
 * same code. Regions of the scheme of the data set's region are its own, and so are metrics that it defines or has figures of.
 */
export async function readKnownCodes(
  sql: Sql,
  definitions: Definitions,
  kinds: ReadonlySet<CodeKind> = new Set(),
  dataset: LookupDataset | null = null,
): Promise<KnownCodes> {
  const { rows } = definitions;
  const metrics = await sql.query<KnownMetric>(METRICS, [dataset?.code ?? null]);
  const units = await sql.query<NamedCode>(UNITS);
  const regions = await sql.query<KnownRegion>(REGIONS);
  const categories = await sql.query<NamedCode & { dimension: string }>(CATEGORIES, [dataset?.code ?? null]);
  const ownMetrics: KnownMetric[] = (rows.get('metrics') ?? []).map((row) => ({
    code: row.code ?? '',
    names: textsOfRow(row, 'name'),
    unit: row.unit ?? '',
    multiplier: Number(row.unit_multiplier ?? 0),
    addsUp: row.over_regions === 'SUM',
    isCount: row.kind === 'COUNT' && Number(row.unit_multiplier ?? 0) === 0 && Number(row.decimals ?? 0) === 0,
    isOwn: true,
  }));
  const ownUnits: NamedCode[] = (rows.get('units') ?? []).map((row) => ({
    code: row.code ?? '',
    names: [...textsOfRow(row, 'name'), ...textsOfRow(row, 'symbol')],
  }));
  const ownCategories: (NamedCode & { dimension: string })[] = (rows.get('dimensions') ?? []).flatMap((row) =>
    row.category ? [{ dimension: row.dimension ?? '', code: row.category, names: textsOfRow(row, 'name') }] : [],
  );
  return {
    dataset: dataset?.code ?? null,
    fiscalYearStart: dataset?.fiscalYearStart ?? null,
    metrics: merge(ownMetrics, metrics, ({ code }) => code),
    units: merge(ownUnits, units, ({ code }) => code),
    regions: withOwn(
      merge(definedRegions(rows), regions, ({ code }) => code),
      dataset?.region ?? null,
    ),
    categories: byDimension(merge(ownCategories, categories, ({ dimension, code }) => `${dimension}=${code}`)),
    others: await readOthers(sql, definitions, kinds, dataset?.code ?? null),
  };
}

async function readOthers(
  sql: Sql,
  { rows }: Definitions,
  kinds: ReadonlySet<CodeKind>,
  dataset: string | null,
): Promise<KnownCodes['others']> {
  const lists = new Map<CodeKind, readonly NamedCode[]>();
  for (const kind of kinds) {
    const [table, names, isOwn, file] = OTHERS[kind] ?? [];
    if (table === undefined || names === undefined || file === undefined) continue;
    const own: readonly DefinitionRow[] = (rows.get(file) ?? []).filter(({ category }) => !category);
    const defined: NamedCode[] = own.map((row) => ({
      code: row[kind === 'dimension' ? 'dimension' : 'code'] ?? '',
      names: textsOfRow(row, names),
    }));
    const known = await sql.query<NamedCode>(
      `-- mapping.${table}
select t.code, array(select x.value from jsonb_each_text(coalesce(t.${names}, '{}')) x) as names from ${table} t
where t.to_seq = ${OPEN}${isOwn ? ' and t.dataset_id = (select d.id from dataset d where d.code = $1::text)' : ''} order by t.code`,
      isOwn ? [dataset] : [],
    );
    lists.set(
      kind,
      merge(defined, known, ({ code }) => code),
    );
  }
  return lists;
}

function merge<T>(own: readonly T[], known: readonly T[], keyOf: (entry: T) => string): T[] {
  const taken = new Set(own.map(keyOf));
  return [...own, ...known.filter((entry) => !taken.has(keyOf(entry)))];
}

/** Tells the regions of the scheme in which the data set's own region stands; none where its code leaves that open. */
function withOwn(regions: readonly KnownRegion[], region: string | null): readonly KnownRegion[] {
  const named = regions.filter(
    ({ code, aliases = [] }) => code === region || aliases.some((alias) => alias === region),
  );
  const [scheme, another] = new Set(named.map((one) => one.scheme));
  if (scheme === undefined || another !== undefined) return regions;
  return regions.map((one) => (one.scheme === scheme ? { ...one, isOwn: true } : one));
}

function definedRegions(rows: Definitions['rows']): KnownRegion[] {
  const given = rows.get('regions') ?? [];
  const parents = new Map(given.map((row) => [keyOf(row), row.parent ? keyOf({ ...row, code: row.parent }) : null]));
  const ancestors = (key: string): string[] => {
    const found = [key];
    // A circle is refused by the import.
    for (let at = parents.get(key); at && !found.includes(at); at = parents.get(at)) found.push(at);
    return found;
  };
  const aliases = new Map<string, string[]>();
  for (const { region = '', alias = '' } of rows.get('region_aliases') ?? []) addTo(aliases, region, alias);
  return given.map((row) => ({
    code: keyOf(row),
    scheme: row.scheme ?? '',
    level: row.level ?? '',
    aliases: [row.code ?? '', ...[...new Set([row.code ?? '', keyOf(row)])].flatMap((code) => aliases.get(code) ?? [])],
    names: textsOfRow(row, 'name'),
    within: ancestors(keyOf(row)),
  }));
}

const keyOf = ({ scheme = '', code = '' }: { readonly scheme?: string; readonly code?: string }): string =>
  code.startsWith(`${scheme}:`) ? code : regionKey(scheme, code);

function byDimension(categories: readonly (NamedCode & { dimension: string })[]): Map<string, NamedCode[]> {
  const found = new Map<string, NamedCode[]>();
  for (const entry of categories) addTo(found, entry.dimension, entry);
  return found;
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
