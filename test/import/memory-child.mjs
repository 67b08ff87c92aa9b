// Opens an embedded database; with a folder, also imports the package in it and prints by how many megabytes the process grew.
// Run by memory.test.ts in a process of its own, on the built code, as `npm run import` runs it.

import { openDatabase } from '../../dist/database/database.js';
import { importPackage } from '../../dist/import/import.js';

const [directory, folder] = process.argv.slice(2);
const database = await openDatabase({ kind: 'embedded', directory });
if (folder) console.log(JSON.stringify(await measureImport(folder)));
await database.close();

async function measureImport(folder) {
  const before = process.memoryUsage().rss;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(look, 10);
  const { counts } = await importPackage(database, folder, { onProgress: look });
  look();
  clearInterval(timer);
  return { rows: counts.observations, megabytes: Math.round((peak - before) / 2 ** 20) };
}
