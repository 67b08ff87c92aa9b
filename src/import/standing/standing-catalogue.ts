import { OPEN, type Sql } from '../../database/sql.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import { FIRST_STANDING_LINE } from '../package/problem.ts';

/** Rows of the data set that stand, by file, as their columns would read them. */
export type StandingRows = PackageCatalogue['rows'];

/** What the data set calls a shared row: its own words, without the languages that other data sets add. */
const own = (kind: string, field: string, id = 't.id', firstDay = "''"): string =>
  `(select n.texts -> '${field}' from shared_name n
    where n.kind = '${kind}' and n.entity_id = ${id} and n.dataset_id = $1::int and n.first_day = ${firstDay})`;

/** What the data set owns and uses; what it dropped and others still use is not its own any more. */
const ours = (kind: string): string =>
  `t.dataset_id = $1::int and t.to_seq = ${OPEN} and exists (
    select 1 from shared_use u where u.kind = '${kind}' and u.entity_id = t.id and u.dataset_id = $1::int)`;
const planned = `t.dataset_id = $1::int and t.to_seq = ${OPEN}`;

const UNCITED = 'null::text as source, null::text as locator, null::text as quote';
const CITED = 'cs.code as source, c.locator, c.quote';
const CITATION = 'left join citation c on c.id = t.citation_ids[1] left join source cs on cs.id = c.source_id';

const codeOf = (table: string, id: string): string => `(select x.code from ${table} x where x.id = ${id})`;
const regionOf = (id: string): string => `(select x.scheme || ':' || x.code from region x where x.id = ${id})`;
const listOf = (code: string, table: string, owner: string, linked: string, more = ''): string =>
  `array(select ${code} from ${table} l join ${linked} where l.${owner} = t.id${more} order by l.position)`;
const number = (column: string): string => `trim_scale(t.${column})::text as ${column}`;
const responsible = (role: string): string =>
  listOf(
    'x.code::text',
    'task_responsibility',
    'task_id',
    'organization x on x.id = l.organization_id',
    ` and l.role = '${role}'`,
  );
const METRICS_OF = (table: string, owner: string): string =>
  listOf('x.code::text', table, owner, 'metric x on x.id = l.metric_id');

/** Of each file a statement with its columns. Reports are live and are never closed: nothing has to hold them. */
const STATEMENTS: Readonly<Record<CatalogueFile, string | null>> = {
  sources: `select t.code, ${own('SOURCE', 'title')} as title, ${codeOf('organization', 't.publisher_id')} as publisher,
    t.published_date::text, t.url, t.sha256, t.licence, ${UNCITED}
  from source t where ${ours('SOURCE')} order by t.id`,
  organizations: `select t.code, t.kind, ${own('ORGANIZATION', 'name')} as name, ${codeOf('organization', 't.parent_id')} as parent,
    ${regionOf('t.region_id')} as region,
    ${listOf('x.code::text', 'organization_head', 'organization_id', 'organization x on x.id = l.head_id')} as heads, ${CITED}
  from organization t ${CITATION} where ${ours('ORGANIZATION')} order by t.id`,
  themes: `select t.code, ${own('THEME', 'name')} as name, ${UNCITED} from theme t where ${ours('THEME')} order by t.id`,
  units: `select t.code, ${own('UNIT', 'name')} as name, ${own('UNIT', 'symbol')} as symbol, ${UNCITED}
  from unit t where ${ours('UNIT')} order by t.id`,
  dimensions: `select * from (
    select t.code as dimension, null::text as category, ${own('DIMENSION', 'name')} as name, null::int as order, null::text as valid_from,
      null::text as valid_to, ${UNCITED}
    from dimension t where ${ours('DIMENSION')}
    union all
    select d.code, t.code, ${own('CATEGORY', 'name')}, t.position, t.valid_from::text, t.valid_to::text, ${UNCITED}
    from category t join dimension d on d.id = t.dimension_id where ${ours('CATEGORY')}
  ) x order by dimension, category is not null, "order", category`,
  regions: `select t.scheme, t.code, v.level, ${regionOf('v.parent_id')} as parent,
    ${own('REGION', 'name', 't.id', "coalesce(v.valid_from::text, '')")} as name, v.valid_from::text, v.valid_to::text,
    ${listOf("x.scheme || ':' || x.code", 'region_successor', 'region_id', 'region x on x.id = l.successor_id')} as successors, ${UNCITED}
  from region t join region_version v on v.region_id = t.id and v.to_seq = ${OPEN} where ${ours('REGION')} order by t.id, v.id`,
  region_aliases: `select t.scheme, t.alias, ${regionOf('t.region_id')} as region, ${UNCITED}
  from region_alias t where ${planned} order by t.id`,
  working_groups: `select t.code, t.ordinal, t.name, ${codeOf('organization', 't.leading_group_id')} as leading_group, ${CITED}
  from working_group t ${CITATION} where ${planned} order by t.id`,
  programmes: `select t.code, t.kind, t.name, ${codeOf('theme', 't.theme_id')} as theme,
    ${codeOf('working_group', 't.working_group_id')} as working_group, t.attribution,
    ${listOf("x.scheme || ':' || x.code", 'programme_region', 'programme_id', 'region x on x.id = l.region_id')} as pilot_regions,
    ${METRICS_OF('programme_metric', 'programme_id')} as metrics, ${CITED}
  from programme t ${CITATION} where ${planned} order by t.id`,
  ratings: `select t.code, t.name, t.description, t.light, t.position as order, t.valid_from::text, t.valid_to::text, ${UNCITED}
  from rating t where ${planned} order by t.id`,
  tasks: `select t.code, t.ordinal, t.title, ${codeOf('programme', 't.programme_id')} as programme,
    ${codeOf('working_group', 't.working_group_id')} as working_group, t.attribution, t.stated_status as status,
    ${regionOf('t.region_id')} as region, ${codeOf('task', 't.parent_id')} as parent, t.level, ${number('weight')},
    t.start_date::text, t.due_date::text, ${responsible('LEAD')} as lead, ${responsible('COOPERATE')} as cooperate,
    ${responsible('SUPERVISE')} as supervise, ${METRICS_OF('task_metric', 'task_id')} as metrics, ${CITED}
  from task t ${CITATION} where ${planned} order by t.id`,
  task_reports: null,
  metrics: `select t.code, ${own('METRIC', 'name')} as name, ${own('METRIC', 'definition')} as definition,
    ${codeOf('theme', 't.theme_id')} as theme, ${codeOf('working_group', 't.working_group_id')} as working_group, t.attribution, t.kind,
    t.basis, ${codeOf('unit', 't.unit_id')} as unit, t.unit_multiplier, t.decimals, t.direction, t.over_time, t.over_regions,
    t.over_breakdowns,
    ${listOf('x.code::text', 'metric_dimension', 'metric_id', 'dimension x on x.id = l.dimension_id')} as dimensions,
    ${codeOf('metric', 't.numerator_id')} as numerator, ${codeOf('metric', 't.denominator_id')} as denominator, ${number('factor')},
    ${number('minimum')}, ${number('maximum')}, t.exact::text, ${number('tolerance')}, ${number('confidence')}, t.fiscal_year_start,
    t.expression, ${CITED}
  from metric t ${CITATION} where ${ours('METRIC')} order by t.id`,
  assessment_rules: `select t.code, ${codeOf('metric', 't.metric_id')} as metric, t.description, t.compare, ${number('maintain_within')},
    ${number('green_from')}, ${number('yellow_from')}, t.yellow_days, ${UNCITED}
  from assessment_rule t where ${planned} order by t.id`,
}; // biome-ignore format: a file a statement

/** Reads back what of the catalogue the data set owns, as a package that holds it would say it. Lines are numbered beyond those of files. */
export async function readStandingRows(tx: Sql, dataset: number): Promise<StandingRows> {
  const rows: Record<string, readonly unknown[]> = {};
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const statement = STATEMENTS[file];
    const found =
      statement === null
        ? []
        : await tx.query<{ row: object }>(
            `-- import.standing-${file}\nselect to_jsonb(y) as row from (${statement}) y`,
            [dataset],
          );
    rows[file] = found.map(({ row }, index) => ({ ...row, line: FIRST_STANDING_LINE + index }));
  }
  return rows as StandingRows;
}
