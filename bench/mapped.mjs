// `npm run bench -- mapped`: a publisher's CSV file and workbook, imported by a mapping, each figure citing its cell.
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { METRICS, REGIONS, random } from './catalogue.mjs';
import { runImport, writePackage } from './import.mjs';
import { say } from './progress.mjs';
import { table, writeResults } from './report.mjs';

const MONTHS = 120;
/** A workbook holds no more than a million rows, and is read whole. */
const WORKBOOK_SHARE = 5;
const TITLES = ['indicator', 'region', 'month', 'figure'];
export const MAPPING = {
  version: 1,
  dataset: { code: 'bench-mapped', title: 'generated', language: 'zh-Hans', timeZone: 'Asia/Shanghai' },
  header: { rows: [1] },
  metric: { column: 'indicator' },
  region: { column: 'region' },
  period: { column: 'month' },
  values: [{ columns: ['figure'] }],
};

/** The rows of the file, as a publisher would write them. */
function* fileRows(rows) {
  const next = random(rows);
  for (let n = 0; n < rows; n++) {
    const series = Math.floor(n / MONTHS);
    const month = n % MONTHS;
    const period = `${2015 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const region = REGIONS[Math.floor(series / METRICS)].code;
    yield [`metric-${(series % METRICS) + 1}`, region, period, (next() * 1_000).toFixed(2)];
  }
}

export async function writeCsv(path, rows) {
  const file = createWriteStream(path);
  file.write(`${TITLES.join(',')}\n`);
  for (const row of fileRows(rows)) if (!file.write(`${row.join(',')}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}

export function writeWorkbook(path, rows) {
  const cells = [...fileRows(rows)].map(([metric, region, period, value]) => [metric, region, period, Number(value)]);
  const sheet = utils.aoa_to_sheet([TITLES, ...cells], { dense: true });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Data');
  writeFileSync(path, write(book, { type: 'buffer', compression: true }));
}

export async function measureMapped({ rows, database, names }) {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-mapped-bench-'));
  try {
    mkdirSync(join(folder, 'lists'));
    await writePackage(join(folder, 'lists'), MONTHS, { name: 'bench-lists' });
    const mapping = join(folder, 'bench.mapping.json');
    writeFileSync(mapping, JSON.stringify(MAPPING));
    const files = [
      { title: 'CSV', rows, path: join(folder, 'figures.csv'), write: writeCsv },
      {
        title: 'XLSX',
        rows: Math.ceil(rows / WORKBOOK_SHARE),
        path: join(folder, 'figures.xlsx'),
        write: writeWorkbook,
      },
    ];
    const results = [];
    for (const file of files) {
      say(`writing ${file.rows.toLocaleString('en')} rows of ${file.title}`);
      await file.write(file.path, file.rows);
      for (const engine of ENGINES) {
        if (names.length > 0 && !names.includes(engine)) continue;
        const target =
          engine === 'embedded'
            ? { DATABASE_URL: '', DATA_DIR: join(folder, `data-${file.title}`) }
            : { DATABASE_URL: await database(`bench_mapped_${file.title.toLowerCase()}`) };
        say(`importing it into the ${engine} database`);
        await runImport([join(folder, 'lists')], target);
        const imported = await runImport([file.path, '--mapping', mapping], target);
        results.push({ file: file.title, rows: file.rows, engine, ...imported });
      }
    }
    writeResults(`mapped-${rows}`, { rows, results });
    report(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ENGINES = ['postgresql', 'embedded'];

function report(results) {
  console.log(
    table(
      ['file', 'rows', 'database', 'seconds', 'peak MiB'],
      results.map(({ file, rows, engine, seconds, memory }) => [
        file,
        rows.toLocaleString('en'),
        engine,
        seconds.toFixed(1),
        String(Math.round(memory / 2 ** 20)),
      ]),
    ),
  );
}
