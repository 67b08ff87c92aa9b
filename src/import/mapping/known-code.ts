import { OPEN, type Sql } from '../../database/sql.ts';
import { regionKey } from '../catalogue/catalogue.ts';
import type { NamedCode } from './code-list.ts';
import { type Definitions, textsOfRow } from './definition.ts';

/** What values have to know of their metric. */
export interface KnownMetric extends NamedCode {
  readonly unit: string;
  readonly multiplier: number;
  /** Whether a total over regions is the sum of theirs. */
  readonly addsUp: boolean;
}

export interface KnownRegion extends NamedCode {
  readonly scheme: string;
  readonly level: string;
  /** Those that it lies in, itself included, by scheme and code. */
  readonly within: readonly string[];
}

/** What the installation has, and what the mapping defines: the lists that texts are looked up in. */
export interface KnownCodes {
  readonly metrics: readonly KnownMetric[];
  readonly units: readonly NamedCode[];
  readonly regions: readonly KnownRegion[];
  /** By dimension. */
  readonly categories: ReadonlyMap<string, readonly NamedCode[]>;
}

const METRICS = `-- mapping.metrics
select m.code, array(select jsonb_each_text.value from jsonb_each_text(m.name)) as names, u.code as unit, m.unit_multiplier as multiplier,
  m.over_regions = 'SUM' as "addsUp"
from metric m join unit u on u.id = m.unit_id where m.to_seq = ${OPEN} order by m.code`;

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
select d.code as dimension, c.code, array(select t.value from jsonb_each_text(c.name) t) as names
from category c join dimension d on d.id = c.dimension_id where c.to_seq = ${OPEN} order by d.code, c.position`;

/** Reads the lists. What the mapping defines goes before what the installation has under the same code. */
export async function readKnownCodes(sql: Sql, { rows }: Definitions): Promise<KnownCodes> {
  const metrics = await sql.query<KnownMetric>(METRICS);
  const units = await sql.query<NamedCode>(UNITS);
  const regions = await sql.query<KnownRegion>(REGIONS);
  const categories = await sql.query<NamedCode & { dimension: string }>(CATEGORIES);
  const ownMetrics: KnownMetric[] = (rows.get('metrics') ?? []).map((row) => ({
    code: row.code ?? '',
    names: textsOfRow(row, 'name'),
    unit: row.unit ?? '',
    multiplier: Number(row.unit_multiplier ?? 0),
    addsUp: row.over_regions === 'SUM',
  }));
  const ownUnits: NamedCode[] = (rows.get('units') ?? []).map((row) => ({
    code: row.code ?? '',
    names: [...textsOfRow(row, 'name'), ...textsOfRow(row, 'symbol')],
  }));
  const ownCategories: (NamedCode & { dimension: string })[] = (rows.get('dimensions') ?? []).flatMap((row) =>
    row.category ? [{ dimension: row.dimension ?? '', code: row.category, names: textsOfRow(row, 'name') }] : [],
  );
  return {
    metrics: merge(ownMetrics, metrics, ({ code }) => code),
    units: merge(ownUnits, units, ({ code }) => code),
    regions: merge(definedRegions(rows), regions, ({ code }) => code),
    categories: byDimension(merge(ownCategories, categories, ({ dimension, code }) => `${dimension}=${code}`)),
  };
}

function merge<T>(own: readonly T[], known: readonly T[], keyOf: (entry: T) => string): T[] {
  const taken = new Set(own.map(keyOf));
  return [...own, ...known.filter((entry) => !taken.has(keyOf(entry)))];
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
