// Opens an embedded database; with a number, also imports so many rows and prints by how many megabytes the process grew.
// Run by memory.test.ts in a process of its own.
import { rm } from 'node:fs/promises';
import { importPackage } from '../../src/ingest/import.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SMALL, writePackage } from './fixture.ts';

const [directory = '', rows = '0'] = process.argv.slice(2);
const database = await openDatabase({ kind: 'embedded', directory });
if (Number(rows) > 0) console.log(JSON.stringify(await measureImport(Number(rows))));
await database.close();

async function measureImport(count: number) {
  const folder = await writePackage({ ...SMALL, 'observations.csv': observations(count) });
  const before = process.memoryUsage().rss;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(look, 10);
  const { counts } = await importPackage(database, folder, { onProgress: look });
  look();
  clearInterval(timer);
  await rm(folder, { recursive: true });
  return { rows: counts.observations, megabytes: Math.round((peak - before) / 2 ** 20) };
}

function observations(count: number): string {
  const lines = ['metric,region,breakdown,period,value,note:en,source,locator'];
  for (let index = 0; index < count; index++) {
    const [metric, region] = [index % 2 === 0 ? 'filed' : 'solved', index % 4 < 2 ? 'top' : 'low'];
    const month = Math.floor(index / 4);
    const period = `${String(1 + Math.floor(month / 12)).padStart(4, '0')}-${String(1 + (month % 12)).padStart(2, '0')}`;
    lines.push(`${metric},${region},,${period},${index}.5,a note of row ${index},report,paragraph ${index % 500}`);
  }
  return lines.join('\n');
}
