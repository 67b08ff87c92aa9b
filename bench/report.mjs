// What was measured, as a table, as one line, and as JSON.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { TITLES } from './server.mjs';

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

const mean = (ratios) => Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
const shown = (ratios, summary) => (ratios.length > 0 ? summary(ratios).toFixed(2) : 'n/a');

/** Of questions that are answered as a table, against the limit. */
const tableRatios = (results) =>
  results
    .filter(({ table, kind }) => table && kind === 'uncached')
    .map(({ servers }) => servers.ours.rate / servers.limit.rate);

/** How many times as many requests a second ours answers as another server, of every measurement of this kind that has both. */
export const ratiosOf = (results, kind, other) =>
  results
    .filter((result) => result.kind === kind && !result.table && result.servers[other] && result.servers.ours)
    .map(({ servers }) => servers.ours.rate / servers[other].rate);

/** The last line of a run, which is compared from run to run. */
export function lastLine(results) {
  const peer = ratiosOf(results, 'uncached', 'peer');
  return [
    `uncached/postgraphile mean=${shown(peer, mean)} worst=${shown(peer, (ratios) => Math.min(...ratios))}`,
    `uncached/limit mean=${shown(ratiosOf(results, 'uncached', 'limit'), mean)}`,
    `tables/limit worst=${shown(tableRatios(results), (ratios) => Math.min(...ratios))}`,
    `repeated/postgraphile mean=${shown(ratiosOf(results, 'repeated', 'peer'), mean)}`,
  ].join(' ');
}

const number = (value, digits) =>
  value === undefined || value === null
    ? ''
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A Markdown table, its columns as wide as what stands in them. */
export function table(head, rows) {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function resultTable(results) {
  const head = ['question', 'server', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'statements', 'govgraph is'];
  const rows = results.flatMap(({ kind, name, servers }) =>
    Object.entries(servers).map(([server, found], index) => [
      index > 0 ? '' : kind === 'uncached' ? name : `${name}, ${kind}`,
      TITLES[server],
      number(found.rate, found.rate < 100 ? 1 : 0),
      number(found.p50, 1),
      number(found.p95, 1),
      number(found.p99, 1),
      number(found.statements, found.statements % 1 === 0 ? 0 : 1),
      server === 'ours' || !servers.ours ? '' : `${number(servers.ours.rate / found.rate, 2)} ×`,
    ]),
  );
  return table(head, rows);
}

export const memoryTable = (memory) =>
  table(
    ['server', 'peak memory'],
    Object.entries(memory).map(([name, bytes]) => [
      TITLES[name],
      bytes === null ? 'unknown' : `${number(bytes / 2 ** 20, 0)} MiB`,
    ]),
  );

export const machine = (postgres) => ({
  cores: cpus().length,
  processor: cpus()[0]?.model,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  postgres,
});

/** Writes the whole of it to bench/results/. */
export function writeResults(name, content) {
  mkdirSync(RESULTS, { recursive: true });
  const moment = new Date().toISOString();
  const path = `${RESULTS}${moment.slice(0, 19).replaceAll(':', '')}-${name}.json`;
  writeFileSync(path, `${JSON.stringify({ moment, commit: commit(), ...content }, null, 2)}\n`);
  return path;
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: RESULTS,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
