import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig, VARIABLE_NAMES } from '../../src/config.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/operations/README.md', import.meta.url)), 'utf8');

test('the page for operators names variables that there are', () => {
  const names = [...PAGE.matchAll(/`([A-Z]+_[A-Z_]+)(…?)`/g)];
  expect(names.length).toBeGreaterThan(20);
  for (const [, name = '', cut] of names) {
    const isKnown = cut ? VARIABLE_NAMES.some((known) => known.startsWith(name)) : VARIABLE_NAMES.includes(name);
    expect(isKnown, name).toBe(true);
  }
});

test('the page for operators tells their defaults, and its snippets agree with them', () => {
  const { host, port, keepAlive, drainTimeout, limits, database } = loadConfig({
    DATABASE_URL: 'postgres://server/db',
  });
  expect(PAGE).toContain(`\`HOST\` (${host}), \`PORT\` (${port})`);
  expect(PAGE).toContain(`\`KEEP_ALIVE_MS\`** (${keepAlive / 1_000} s)`);
  expect(PAGE).toContain(`\`DRAIN_TIMEOUT_MS\` (${drainTimeout / 1_000} s)`);
  expect(PAGE).toContain(`\`POOL_SIZE\` (${database.kind === 'postgres' && database.poolSize})`);
  expect(PAGE).toContain(`client_max_body_size ${limits.bodyBytes / 1_024}k;`);
  const number = (pattern: RegExp) => Number(pattern.exec(PAGE)?.[1]) * 1_000;
  expect(number(/\bkeepalive_timeout (\d+)s/)).toBeLessThan(keepAlive);
  for (const wait of [/proxy_read_timeout (\d+)s/, /timeout server (\d+)s/]) {
    expect(number(wait)).toBeGreaterThan(limits.requestTimeout + 1_000);
  }
  expect(number(/TimeoutStopSec=(\d+)/)).toBeGreaterThan(drainTimeout);
});
