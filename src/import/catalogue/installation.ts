import { OPEN, type Sql } from '../../database/sql.ts';
import type { FiscalYearStart } from '../../domain/period/fiscal-year.ts';
import type { Validity } from '../../domain/period/validity.ts';
import type { PlanKind, SharedCodeKind } from '../package/column.ts';
import { regionKey } from './catalogue.ts';

/** A row of a shared list that the installation holds. */
export interface Known {
  readonly id: number;
  /** The data set that defined it. */
  readonly owner: string;
  readonly open: boolean;
}

/** What gives a metric's figures their meaning, with codes instead of ids. */
export interface Meaning {
  readonly kind: string;
  readonly basis: string;
  readonly unit: string;
  readonly unit_multiplier: number;
  readonly decimals: number | null;
  readonly direction: string;
  readonly over_time: string;
  readonly over_regions: string;
  readonly over_breakdowns: string;
  readonly dimensions: readonly string[];
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly factor: string | null;
  readonly expression: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly exact: string;
  readonly tolerance: string | null;
  readonly confidence: string | null;
  readonly fiscal_year_start: FiscalYearStart;
}

/** An alias of a region, which is named by scheme:code, and the data set that gives it. */
export interface KnownAlias {
  readonly scheme: string;
  readonly alias: string;
  readonly region: string;
  readonly owner: string;
}

/** What the database held before this import. */
export interface Installation {
  readonly dataset: { readonly id: number; readonly seq: number } | null;
  readonly shared: ReadonlyMap<SharedCodeKind, ReadonlyMap<string, Known>>;
  readonly metrics: ReadonlyMap<string, Meaning>;
  /** Ids of this data set's plans by code, closed ones included. */
  readonly plans: ReadonlyMap<PlanKind, ReadonlyMap<string, number>>;
  /** From when to when categories are valid, by key: of those that begin or end. */
  readonly validities: ReadonlyMap<string, Validity>;
  /** What other data sets call regions besides their codes, by scheme:alias. */
  readonly aliases: ReadonlyMap<string, KnownAlias>;
  /** The parent of each region and organisation that is open now, as keys. */
  readonly parents: {
    readonly region: ReadonlyMap<string, string>;
    readonly organization: ReadonlyMap<string, string>;
  };
}

/** Where each kind's rows and keys are: a region is known by scheme:code, a category by dimension=category. */
const SHARED_TABLES: Readonly<Record<SharedCodeKind, readonly [from: string, key: string]>> = {
  theme: ['theme t', 't.code'],
  unit: ['unit t', 't.code'],
  dimension: ['dimension t', 't.code'],
  category: ['category t join dimension x on x.id = t.dimension_id', "x.code || '=' || t.code"],
  organization: ['organization t', 't.code'],
  region: ['region t', "t.scheme || ':' || t.code"],
  metric: ['metric t', 't.code'],
  source: ['source t', 't.code'],
};

const SHARED_ROWS = `-- import.known-codes
${Object.entries(SHARED_TABLES)
  .map(
    ([kind, [from, key]]) => `select '${kind}' as kind, ${key} as key, t.id, d.code as owner, t.to_seq = ${OPEN} as open
  from ${from} join dataset d on d.id = t.dataset_id`,
  )
  .join('\nunion all\n')}`;

const METRICS = `-- import.known-metrics
select m.code, m.kind, m.basis, u.code as unit, m.unit_multiplier, m.decimals, m.direction, m.over_time, m.over_regions,
       m.over_breakdowns, n.code as numerator, e.code as denominator, trim_scale(m.factor)::text as factor, m.expression,
       trim_scale(m.minimum)::text as minimum, trim_scale(m.maximum)::text as maximum,
       m.exact::text, trim_scale(m.tolerance)::text as tolerance, trim_scale(m.confidence)::text as confidence, m.fiscal_year_start,
       array(select d.code::text from metric_dimension l join dimension d on d.id = l.dimension_id
             where l.metric_id = m.id order by l.position) as dimensions
from metric m join unit u on u.id = m.unit_id
left join metric n on n.id = m.numerator_id left join metric e on e.id = m.denominator_id`;

const PARENTS = `-- import.known-parents
select 'region' as kind, v.scheme || ':' || v.code as child, p.scheme || ':' || p.code as parent
from region_version v join region p on p.id = v.parent_id where v.current and v.to_seq = ${OPEN}
union all
select 'organization', o.code, p.code from organization o join organization p on p.id = o.parent_id where o.to_seq = ${OPEN}`;

const VALIDITIES = `-- import.known-validities
select d.code || '=' || c.code as key, c.valid_from::text as "from", c.valid_to::text as "to"
from category c join dimension d on d.id = c.dimension_id where c.to_seq = ${OPEN} and (c.valid_from is not null or c.valid_to is not null)`;

const ALIASES = `-- import.known-aliases
select a.scheme, a.alias, r.scheme || ':' || r.code as region, d.code as owner
from region_alias a join region r on r.id = a.region_id join dataset d on d.id = a.dataset_id
where a.to_seq = ${OPEN} and d.code <> $1::text order by d.id desc`;

const PLANS = `-- import.known-plans
select 'working_group' as kind, code, id from working_group where dataset_id = $1::int
union all select 'programme', code, id from programme where dataset_id = $1::int
union all select 'rating', code, id from rating where dataset_id = $1::int
union all select 'task', code, id from task where dataset_id = $1::int
union all select 'assessment_rule', code, id from assessment_rule where dataset_id = $1::int`;

export async function readInstallation(tx: Sql, datasetCode: string): Promise<Installation> {
  const [dataset] = await tx.query<{ id: number; seq: number }>(
    `-- import.known-dataset
select id, greatest(current_seq, (select coalesce(max(seq), 0) from release where dataset_id = dataset.id)) as seq
from dataset where code = $1::text`,
    [datasetCode],
  );
  const shared = new Map<SharedCodeKind, Map<string, Known>>();
  for (const row of await tx.query<Known & { kind: SharedCodeKind; key: string }>(SHARED_ROWS)) {
    entryOf(shared, row.kind).set(row.key, { id: row.id, owner: row.owner, open: row.open });
  }
  const metrics = new Map<string, Meaning>();
  for (const { code, ...meaning } of await tx.query<Meaning & { code: string }>(METRICS)) metrics.set(code, meaning);

  const parents = { region: new Map<string, string>(), organization: new Map<string, string>() };
  for (const row of await tx.query<{ kind: keyof typeof parents; child: string; parent: string }>(PARENTS)) {
    parents[row.kind].set(row.child, row.parent);
  }
  const plans = new Map<PlanKind, Map<string, number>>();
  if (dataset !== undefined) {
    for (const row of await tx.query<{ kind: PlanKind; code: string; id: number }>(PLANS, [dataset.id])) {
      entryOf(plans, row.kind).set(row.code, row.id);
    }
  }
  const dated = await tx.query<Validity & { key: string }>(VALIDITIES);
  const validities = new Map(dated.map(({ key, from, to }) => [key, { from, to }]));
  const named = await tx.query<KnownAlias>(ALIASES, [datasetCode]);
  const aliases = new Map(named.map((row) => [regionKey(row.scheme, row.alias), row]));
  return { dataset: dataset ?? null, shared, metrics, plans, validities, aliases, parents };
}

function entryOf<K, V>(maps: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const map = maps.get(key) ?? new Map<string, V>();
  maps.set(key, map);
  return map;
}
