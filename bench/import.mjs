// `npm run bench -- import`: a package of so many observations, against COPY of the same rows into the same table.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../dist/database/database.js';
import { METRICS, REGIONS, random } from './catalogue.mjs';
import { withClient } from './postgres.mjs';
import { say } from './progress.mjs';
import { writeResults } from './report.mjs';
import { memoryOf } from './server.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const MONTHS = 120;
const csv = (head, rows) => `${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

/** A package on disk, as a publisher would make it. Every so manieth value of a revision is another one. */
export async function writePackage(
  folder,
  rows,
  { name = 'bench-import', version = '1', revises = 0, label = '' } = {},
) {
  mkdirSync(folder, { recursive: true });
  const files = {
    themes: csv('code,name:en,name:zh-Hans', [['theme-1', 'field of work', '领域']]),
    units: csv('code,name:en,name:zh-Hans,symbol:en,symbol:zh-Hans', [['case', 'case', '件', '', '件']]),
    regions: csv(
      'scheme,code,level,parent,name:en,name:zh-Hans,valid_from,valid_to,successors',
      REGIONS.map(({ code, level, name, parent_id }) => {
        const parent = parent_id === null ? '' : REGIONS[parent_id - 1].code;
        return ['GB/T 2260', code, level, parent, name.en, name['zh-Hans'], '', '', ''];
      }),
    ),
    metrics: csv(
      'code,name:en,name:zh-Hans,theme,kind,basis,unit,unit_multiplier,decimals,direction,over_time,over_regions,over_breakdowns',
      Array.from({ length: METRICS }, (_, index) => {
        const meaning = ['theme-1', 'COUNT', 'FLOW', 'case', 0, 2, 'NEUTRAL', 'SUM', 'SUM', 'SUM'];
        return [
          `metric-${index + 1}`,
          `indicator ${index + 1}${index === 0 ? label : ''}`,
          `指标${index + 1}`,
          ...meaning,
        ];
      }),
    ),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), text);
  await writeObservations(join(folder, 'observations.csv'), rows, revises);
  const resources = [...Object.keys(files), 'observations'].map((name) => ({ name, path: `${name}.csv` }));
  const govgraph = { language: 'zh-Hans', timeZone: 'Asia/Shanghai', region: REGIONS[0].code };
  const licenses = [{ name: 'CC0-1.0' }];
  const descriptor = { name, version, title: 'generated', licenses, govgraph, resources };
  writeFileSync(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
}

async function writeObservations(path, rows, revises) {
  const next = random(rows);
  const file = createWriteStream(path);
  file.write('metric,region,breakdown,period,value\n');
  for (let begin = 0; begin < rows; begin += 10_000) {
    const lines = [];
    for (let n = begin; n < Math.min(rows, begin + 10_000); n++) {
      const series = Math.floor(n / MONTHS);
      const month = n % MONTHS;
      const period = `${2015 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      const region = REGIONS[Math.floor(series / METRICS)].code;
      const value = next() * 1_000 + (revises > 0 && n % revises === 0 ? 1 : 0);
      lines.push(`metric-${(series % METRICS) + 1},${region},,${period},${value.toFixed(2)}\n`);
    }
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** Runs the command line's import into the database of these settings, watching how much memory it holds. */
export async function runImport(args, database) {
  const start = performance.now();
  const env = { ...process.env, NODE_ENV: 'production', DATASETS: '', ...database };
  const child = spawn(process.execPath, [MAIN, 'import', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (told = `${told}${chunk}`.slice(-2_000)));
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, memoryOf(child.pid, 'VmHWM') ?? 0)), 20);
  const [status] = await once(child, 'exit');
  clearInterval(watch);
  if (status !== 0) throw new Error(`The import failed.\n${told}`);
  return { seconds: (performance.now() - start) / 1_000, memory };
}

export async function measureImport({ rows, postgres, database }) {
  const folder = join(postgres.folder, 'package');
  say(`writing a package of ${rows.toLocaleString('en')} observations`);
  await writePackage(folder, rows);
  const url = await database('bench_import');
  await (await openDatabase({ kind: 'postgres', url, poolSize: 1 })).close(); // both begin with the tables in place
  say('importing it');
  const imported = await runImport([folder], { DATABASE_URL: url });
  say('copying the same rows');
  const copied = await withClient(url, async (client) => {
    const file = join(postgres.folder, 'observation.copy');
    const { rows: counted } = await client.query('select count(*)::int as count from observation');
    if (counted[0].count !== rows) throw new Error(`${counted[0].count} observations were imported, not ${rows}.`);
    await client.query(`copy observation to '${file}'`);
    await client.query('truncate observation');
    await client.query('checkpoint');
    const start = performance.now();
    await client.query(`copy observation from '${file}'`);
    return (performance.now() - start) / 1_000;
  });
  const ratio = imported.seconds / copied;
  writeResults(`import-${rows}`, { rows, import: imported, copy: { seconds: copied }, ratio });
  console.log(
    `import of ${rows.toLocaleString('en')} observations: ${imported.seconds.toFixed(1)} s, peak memory ${Math.round(imported.memory / 2 ** 20)} MiB; COPY of the same rows: ${copied.toFixed(1)} s; ratio ${ratio.toFixed(2)}`,
  );
}
