// What the scripts beside it share: reading publishers' tables, and writing a package in the same bytes each time.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** Where the packages lie. */
export const DATA = fileURLToPath(new URL('../', import.meta.url));

/** Ends with the usage unless there are as many arguments as it names. */
export function readArguments(usage, count) {
  const given = process.argv.slice(2);
  if (given.length === count) return given;
  console.error(`Usage: ${usage}`);
  process.exit(2);
}

/** The rows of a publisher's file, by its header, and the file's sha256. */
export function readTable(file, { encoding = 'utf-8', delimiter = ',' } = {}) {
  const bytes = readFileSync(file);
  const text = new TextDecoder(encoding).decode(bytes);
  const rows = parse(text, { columns: true, bom: true, delimiter, relax_quotes: true });
  return { rows, sha256: createHash('sha256').update(bytes).digest('hex'), file: basename(String(file)) };
}

const cell = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV; a column that no row has a value of is left out. */
function csv(rows) {
  const names = Object.keys(rows[0]).filter((name) => rows.some((row) => (row[name] ?? '') !== ''));
  return `${[names, ...rows.map((row) => names.map((name) => row[name]))].map((line) => line.map(cell).join(',')).join('\n')}\n`;
}

/** Without a time and the name of a system, so that the same text is the same file. */
function pack(text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** Writes the folder anew: datapackage.json, and a file for each table; those that `packed` names are compressed. */
export function writePackage(folder, descriptor, tables, packed = []) {
  const directory = join(DATA, folder);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  const resources = Object.entries(tables).map(([name, rows]) => {
    const isPacked = packed.includes(name);
    const path = isPacked ? `${name}.csv.gz` : `${name}.csv`;
    writeFileSync(join(directory, path), isPacked ? pack(csv(rows)) : csv(rows));
    return { name, path, ...(isPacked ? { compression: 'gz' } : {}) };
  });
  const json = { profile: 'tabular-data-package', ...descriptor, resources };
  writeFileSync(join(directory, 'datapackage.json'), `${JSON.stringify(json, null, 2)}\n`);
  const counts = Object.entries(tables).map(([name, rows]) => `${name} ${rows.length}`);
  console.log(`data/${folder}: ${counts.join(', ')}`);
}

/** By code point, so that no language of the machine changes the order of the rows. */
export const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
