// The questions that every SQL client is asked, each with one plain statement over the tables, written apart, that knows the answer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const VIEWS = [
  'dim_metric', 'dim_organization', 'dim_period', 'dim_rating', 'dim_region', 'dim_working_group', 'fact_observation', 'fact_task', 'fact_task_report',
  'observation', 'region_alias', 'task_organization',
]; // biome-ignore format: a list

const FIGURES = `observation o join series s on s.id = o.series_id join dataset d on d.id = s.dataset_id join metric m on m.id = s.metric_id
  join region r on r.id = s.region_id where o.from_seq <= d.current_seq and o.to_seq > d.current_seq`;

const QUESTIONS = {
  figures: [
    'select dataset_code, count(*), sum(value), min(value), max(value) from bi.observation group by 1 order by 1',
    `select d.code, count(*), sum(o.value), min(o.value), max(o.value) from ${FIGURES} group by 1 order by 1`,
  ],
  star: [
    `select m.metric_code, p.year, sum(f.value), count(*) from bi.fact_observation f join bi.dim_metric m on m.metric_id = f.metric_id
     join bi.dim_region r on r.region_id = f.region_id join bi.dim_period p on p.period_id = f.period_id
     where f.adds_over_time and f.adds_over_regions and r.prefecture_name = '湖市' and f.region_level = 'COUNTY' and f.frequency = 'MONTHLY'
     group by 1, 2 order by 1, 2`,
    `select m.code, extract(year from o.period_end)::int, sum(o.value), count(*) from ${FIGURES}
     and m.code in ('cases', 'hours') and r.code like '98%' and r.code <> '980000' and o.frequency = 'MONTHLY' group by 1, 2 order by 1, 2`,
  ],
  // Twelve digits, most of them behind the point: none may be lost on the way.
  changes: [
    `select region_code, period, yoy_percent from bi.observation where metric_code = 'hours' and yoy_percent is not null order by 1, 2`,
    `select r.code, o.period, case when o.value = b.value then 0 else
       round((o.value - b.value) * 100 / b.value, 11 - floor(log(abs((o.value - b.value) * 100 / b.value)))::int) end from ${FIGURES}
     and m.code = 'hours' and b.value > 0 order by 1, 2`.replace(
      ' where ',
      ` join observation b on b.series_id = o.series_id
     and b.period = (left(o.period, 4)::int - 1) || right(o.period, 3) where `,
    ),
  ],
  tasks: [
    'select status, count(*) from bi.fact_task where has_parts = false group by 1 order by 1',
    'select t.status::text, count(*) from task t where not t.has_children and to_seq = 2147483647 group by 1 order by 1',
  ],
  names: [
    `select region_name, metric_name, value from bi.observation where dataset_code = 'lake-city' and period = '2018-01' order by region_code, metric_code, breakdown`,
    `select (select v.name->>'zh-Hans' from region_version v where v.region_id = r.id), m.name->>'zh-Hans', o.value from ${FIGURES}
     and d.code = 'lake-city' and o.period = '2018-01' order by r.code, m.code, s.breakdown_key`,
  ],
};

/** Runs a client's program, which prints `name<TAB>value…` for each row, and holds it to what is known. Answers the other lines. */
export async function holdEqual(context, command, args) {
  const questions = Object.entries(QUESTIONS).map(([name, [question]]) => [name, question]);
  const { hostname, port, pathname, username, password } = new URL(context.readerUrl);
  const env = {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGDATABASE: pathname.slice(1),
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
  };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(questions.map(([name, question]) => `${name}\t${question.replace(/\s+/g, ' ')}\n`).join(''));
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  assert.equal(code, 0, `${command} ended with ${code}:\n${err}`);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const rowsOf = (name) => lines.filter(([first]) => first === name).map(([, ...row]) => row);
  assert.deepEqual(
    rowsOf('view')
      .map(([view]) => view)
      .sort(),
    VIEWS,
  );
  for (const [name, [, plain]] of Object.entries(QUESTIONS)) {
    const expected = await context.ask(plain);
    assert.ok(expected.length > 1, `${name} asks for too little`);
    context.check(
      name,
      rowsOf(name).map((row) => row.map(plainNumber)),
      expected.map((row) => row.map(plainNumber)),
    );
  }
  return rowsOf;
}

/** Drivers write the zeros behind the point as they like. */
const plainNumber = (value) => (/^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value);

export const besides = (file) => fileURLToPath(new URL(file, import.meta.url));
