// The limit: prepared SQL that returns the JSON, behind a bare Node server. It checks nothing, and knows that there is one release.
import { createServer } from 'node:http';
import pg from 'pg';

const REGION = `json_build_object('code', v.code, 'name', v.name->>'en')`;
const VERSION = `join region_version v on v.region_id = s.region_id and v.current and v.to_seq = 2147483647`;

/** Three tasks of each group, two metrics of each, and of these whatever rows `observations` finds. */
const tree = (due, observations) => `
select json_build_object('workingGroups', json_agg(json_build_object('code', g.code, 'tasks', json_build_object('nodes', t.list)) order by g.ordinal))::text as json
from working_group g cross join lateral (
  select json_agg(json_build_object('code', t.code, 'title', t.title->>'en', 'metrics', json_build_object('nodes', m.list)) order by t.code) as list
  from (select * from task where working_group_id = g.id and due_date >= ${due} order by code limit 3) t cross join lateral (
    select json_agg(json_build_object('code', m.code, 'name', m.name->>'en', 'observations', json_build_object('nodes', o.list)) order by m.position) as list
    from (select m.*, position from task_metric join metric m on m.id = metric_id where task_id = t.id order by position limit 2) m cross join lateral (
      select json_agg(json_build_object('period', o.period, 'value', o.value::text, 'region', o.region) order by o.period_end desc, o.period desc, o.id) as list
      from (${observations}) o) o) m) t`;

const latestOf = (columns, limit) => `cross join lateral (
  select ${columns} from observation o where o.series_id = s.id order by o.period_end desc, o.period desc limit ${limit}) o`;
const FIGURES = 'o.period, o.period_end, o.value, o.flags';
const FLAGS = `coalesce(to_json(o.flags), '["NORMAL"]')`;
const METRIC = `'code', m.code, 'name', m.name->>'en', 'unit', json_build_object('code', u.code)`;

/** To 12 significant digits. */
const SIGNIFICANT = `trim_scale(round(p.x, 11 - case when p.x = 0 then 0 else floor(log(abs(p.x)))::int end))`;

/** Statements by the names of the questions, and the parameters that they take. */
const STATEMENTS = {
  list: {
    text: `select json_build_object('metrics', json_build_object('nodes', json_agg(json_build_object('code', code, 'name', name->>'en', 'kind', kind, 'decimals', decimals) order by code)))::text as json
from (select * from metric where working_group_id = (select id from working_group where code = 'group-' || $1::int)
  and theme_id = (select id from theme where code = 'theme-' || $2::int) order by code limit $3::int) m`,
    values: ({ group, theme, first }) => [group, theme, first],
  },
  nested: {
    text: tree(
      '$1::date',
      `select s.id, o.*, ${REGION} as region from series s ${VERSION} ${latestOf(FIGURES, 2)}
       where s.metric_id = m.id and s.region_id = (select id from region where code = $2)`,
    ),
    values: ({ dueFrom, region }) => [dueFrom, region],
  },
  latest: {
    text: tree(
      '$1::date',
      `select s.*, ${REGION} as region from (
         select s.id, s.region_id, o.* from series s ${latestOf(FIGURES, 2)}
         where s.metric_id = m.id order by o.period_end desc, o.period desc, s.id limit 2) s ${VERSION}`,
    ),
    values: ({ dueFrom }) => [dueFrom],
  },
  observations: {
    text: `select json_build_object('metric', json_build_object(${METRIC}, 'observations', json_build_object('nodes', (
  select json_agg(json_build_object('period', o.period, 'value', o.value::text, 'statusFlags', ${FLAGS}, 'region', ${REGION}) order by o.period_end desc)
  from series s ${VERSION} ${latestOf(FIGURES, '$3::int')}
  where s.metric_id = m.id and s.region_id = (select id from region where code = $2)))))::text as json
from metric m join unit u on u.id = m.unit_id where m.code = $1`,
    values: ({ code, region, first }) => [code, region, first],
  },
  series: {
    text: `select json_build_object('metric', json_build_object(${METRIC}, 'series', json_build_object('nodes', (
  select json_agg(json_build_object('region', ${REGION}, 'observations', json_build_object('nodes', (
    select json_agg(json_build_object('period', o.period, 'value', o.value::text, 'statusFlags', ${FLAGS}) order by o.period_end desc)
    from (select ${FIGURES} from observation o where o.series_id = s.id order by o.period_end desc, o.period desc limit $3::int) o))))
  from series s ${VERSION} where s.metric_id = m.id and s.region_id = (select id from region where code = $2)))))::text as json
from metric m join unit u on u.id = m.unit_id where m.code = $1`,
    values: ({ code, region, first }) => [code, region, first],
  },
  tasks: {
    text: ({
      orderBy,
    }) => `select json_build_object('tasks', json_build_object('nodes', json_agg(json_build_object('code', t.code, 'title', t.title->>'en',
  'status', t.status, 'dueDate', t.due_date, 'rolledUpProgress', t.rolled_up_progress::text, 'workingGroup', json_build_object('code', g.code)) order by t.n) filter (where t.n <= 50),
  'pageInfo', json_build_object('hasNextPage', count(*) > 50)))::text as json
from (select *, row_number() over (order by ${ORDERS[orderBy]}) as n from task where status = $1::"TaskStatus" and due_date >= $2::date
  order by ${ORDERS[orderBy]} limit 51) t join working_group g on g.id = t.working_group_id`,
    values: ({ status, dueFrom }) => [status, dueFrom],
  },
  progress: {
    text: `select json_build_object('workingGroups', json_agg(json_build_object('code', g.code, 'progress', json_build_object(
  'total', t.total, 'completed', t.completed, 'cancelled', t.cancelled)) order by g.ordinal))::text as json
from working_group g join (select working_group_id, count(*) as total, count(*) filter (where status = 'COMPLETED') as completed,
  count(*) filter (where status = 'CANCELLED') as cancelled from task group by working_group_id) t on t.working_group_id = g.id`,
    values: () => [],
  },
};

STATEMENTS.cube = {
  text: `select json_build_object('cube', json_build_object('rows', json_agg(json_build_object('metricCode', c.metric, 'regionCode', c.region, 'period', c.period,
  'value', c.value, 'changes', json_build_array(json_build_object('percent', c.percent))))))::text as json
from (
  select m.code as metric, r.code as region, o.period, o.value::text as value, ${SIGNIFICANT}::text as percent
  from metric m join series s on s.metric_id = m.id join region r on r.id = s.region_id
  join observation o on o.series_id = s.id
  left join observation b on b.series_id = s.id and b.period_end = (date_trunc('month', o.period_end::timestamp) - interval '11 months' - interval '1 day')::date
    and b.frequency = 'MONTHLY'
  cross join lateral (select (o.value - b.value) * 100 / b.value as x) p
  where m.code = any($1::text[]) and r.code = $2 and o.period_end >= ($3 || '-01')::date
  order by m.code, r.code, o.period_end limit $4::int
) c`,
  values: ({ metrics, region, from, first }) => [metrics, region, from, first],
};
STATEMENTS.rollUp = {
  text: `select json_build_object('cube', json_build_object('rows', json_agg(json_build_object('metricCode', c.metric, 'regionCode', c.region, 'period', c.period,
  'value', c.value, 'coverage', json_build_object('expected', c.expected, 'reported', c.reported)))))::text as json
from (
  select m.code as metric, p.code as region, o.period, sum(o.value)::text as value, count(*) as reported,
    (select count(*) from region_version e where e.parent_id = p.region_id and e.current) as expected
  from metric m join series s on s.metric_id = m.id join region_version v on v.region_id = s.region_id and v.current
  join region_version p on p.region_id = v.parent_id and p.current and p.level = 'COUNTY'
  join observation o on o.series_id = s.id
  where m.code = $1
  group by m.code, p.code, p.region_id, o.period_end, o.period order by m.code, p.code, o.period_end limit $2::int
) c`,
  values: ({ code, first }) => [code, first],
};

const ORDERS = {
  CODE_ASC: 'code',
  CODE_DESC: 'code desc',
  DUE_DATE_ASC: 'due_date, code',
  DUE_DATE_DESC: 'due_date desc, code',
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', async () => {
    const statement = STATEMENTS[request.url.slice(1)];
    response.setHeader('content-type', 'application/json');
    try {
      const given = JSON.parse(body);
      const prepared = typeof statement.text === 'string' ? statement.text : statement.text(given);
      const name = `${request.url}${given.orderBy ?? ''}`;
      const { rows } = await pool.query({ name, text: prepared, values: statement.values(given) });
      response.end(`{"data":${rows[0].json}}`);
    } catch (error) {
      response.end(JSON.stringify({ errors: [{ message: error.message }] }));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
