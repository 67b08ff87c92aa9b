// odata2ts writes a typed client from the live $metadata; the compiler must accept queries over it, and they must answer right.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { many, one } from './harness/figure.mjs';

export const name = 'odata2ts';
export const over = 'odata';
export const needs = [
  { package: '@odata2ts/odata2ts' },
  { package: '@odata2ts/odata-service' },
  { package: '@odata2ts/http-client-fetch' },
  { package: 'tsx' },
  { package: 'typescript' },
];

const HERE = import.meta.dirname;
const execute = promisify(execFile);

export async function run({ url, expect, check, lasting, signal }) {
  const node = async (...args) => {
    try {
      return (await execute(process.execPath, args, { cwd: lasting, signal, maxBuffer: 1e8 })).stdout;
    } catch (error) {
      throw new Error(`${args[0].split('node_modules/').at(-1)}: ${error.stdout}${error.stderr}`, { cause: error });
    }
  };
  const answer = await fetch(`${url}/odata/v4/$metadata`, { headers: { accept: 'application/xml' } });
  const text = await answer.text();
  const made = await written(node, lasting, text);
  // A type that changes must not compile: else the types would say nothing.
  const changed = text.replace(/(<Property Name="value" Type=")Edm\.Double/, '$1Edm.String');
  check('$metadata could be changed', changed !== text, true);
  const other = await written(node, lasting, changed);
  check('it compiles', made.told, '');
  check('a changed type is refused by the compiler', /TS2345|TS2322|TS2339/.test(other.told), true);

  const program = join(made.folder, 'query.ts');
  const found = JSON.parse(await node(join(HERE, 'node_modules/tsx/dist/cli.mjs'), program, `${url}/odata/v4`));
  for (const [what, value] of Object.entries(await expectations(expect))) check(what, found[what], value);
}

/** The client that is generated from a text, and what the compiler says of it: made once for each text, for that takes long. */
async function written(node, lasting, metadata) {
  const folder = join(lasting, createHash('sha256').update(metadata).digest('hex').slice(0, 12));
  const file = join(folder, 'told.txt');
  if (existsSync(file)) return { folder, told: readFileSync(file, 'utf8') };
  cpSync(join(HERE, 'odata2ts'), folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(join(HERE, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'metadata.xml'), metadata);
  const program = join(HERE, 'node_modules/@odata2ts/odata2ts/lib/run-cli.js');
  const config = join(folder, 'tsconfig.json');
  const names = ['-s', join(folder, 'metadata.xml'), '-o', join(folder, 'generated'), '-name', 'Gov', '-t', config];
  await node(program, ...names, '-m', 'service', '-e', 'ts');
  readFileSync(join(folder, 'generated/GovService.ts')); // it may fail without saying so
  const told = await node(join(HERE, 'node_modules/typescript/bin/tsc'), '-p', folder).then(
    () => '',
    ({ message }) => message,
  );
  writeFileSync(file, told);
  return { folder, told };
}

/** The same questions as in odata2ts/query.ts, under the same names. */
async function expectations(expect) {
  const spending = await many(
    expect,
    'region, period, value, metric_name',
    `where metric = 'spending' and value > 5000 order by value desc limit 4 offset 1`,
  );
  const above = await many(
    expect,
    'distinct metric',
    `where value > 50000 and dataset = 'lake-province' order by metric`,
  );
  const level = await many(
    expect,
    'period_end, value',
    `where metric = 'water-level' and region = '880200' and period_end between date '2020-02-28' and date '2020-03-01' order by period_end`,
  );
  return {
    count: (await one(expect, 'count(*) as n', `metric = 'spending' and value > 5000`)).n,
    rows: spending.map((row) => [row.region, row.period, row.value, row.metric_name]),
    any: above.map(({ metric }) => metric),
    days: level.map((row) => [row.period_end, row.value]),
    key: (await one(expect, 'metric_name, unit', `metric = 'visits'`)).unit,
    nulls: (await one(expect, 'count(*) as n', 'value is null')).n,
    contains: (await one(expect, 'count(*) as n', `metric_name like '%pier%'`)).n,
    segment: (await one(expect, 'count(*) as n')).n,
  };
}
