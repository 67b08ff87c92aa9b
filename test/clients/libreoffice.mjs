// `node test/clients/libreoffice.mjs URL`: LibreOffice opens the CSV and the workbook of a running server, and saves what it saw.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { hasProgram, same, serverUrl } from './support.mjs';

/** Comma, quote, UTF-8, from line 1; texts as they are shown. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1';

/** Without a window to ask in, it takes a CSV for the code page of the system, mark or no mark. */
const UTF_8 = '--infilter=Text - txt - csv (StarCalc):44,34,76';

const url = serverUrl();
if (hasProgram('soffice', 'libreoffice-calc-nogui')) {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-calc-'));
  // LibreOffice takes longer than a server keeps a connection that nobody uses.
  const headers = { connection: 'close' };
  const get = async (path) => Buffer.from(await (await fetch(`${url}/files/${path}`, { headers })).arrayBuffer());
  const convert = (file, to, from = []) => {
    const args = ['--headless', `-env:UserInstallation=file://${folder}/profile`, ...from, '--convert-to', to, '--outdir', join(folder, 'out'), file]; // biome-ignore format: one call
    const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 120_000 });
    if (status !== 0) throw new Error(`soffice failed: ${stderr}`);
  };
  const words = '?metrics=disputes-resolved,grid-cells,criminal-cases-filed&lang=zh-Hans';
  const expected = parse(await get(`observations.csv${words}`), { bom: true, columns: true });
  const wanted = expected.map(({ metricCode, metricName, period, value }) => [metricCode, metricName, period, Number(value)]); // biome-ignore format: one call
  for (const format of ['csv', 'xlsx']) {
    const file = join(folder, `${format}-file.${format}`);
    writeFileSync(file, await get(`observations.${format}${words}`));
    // What is read from CSV goes through a sheet of its own first: converting CSV to CSV would prove nothing.
    convert(file, 'ods', format === 'csv' ? [UTF_8] : []);
    convert(join(folder, 'out', `${format}-file.ods`), CSV);
    const rows = parse(readFileSync(join(folder, 'out', `${format}-file.csv`)), { bom: true, columns: true });
    same(`LibreOffice opens ${format}`, rows.map(({ metricCode, metricName, period, value }) => [metricCode, metricName, period, Number(value)]), wanted); // biome-ignore format: one call
  }
  rmSync(folder, { recursive: true });
}
