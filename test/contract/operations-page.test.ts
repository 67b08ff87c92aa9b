import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig, VARIABLE_NAMES } from '../../src/config.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/operations/README.md', import.meta.url)), 'utf8');

test('the page for operators names variables that there are', () => {
  // The SDK of OpenTelemetry has variables of its own.
  const names = [...PAGE.matchAll(/`(?!OTEL_)([A-Z]+_[A-Z_]+)(…?)`/g)];
  expect(names.length).toBeGreaterThan(20);
  for (const [, name = '', cut] of names) {
    const isKnown = cut ? VARIABLE_NAMES.some((known) => known.startsWith(name)) : VARIABLE_NAMES.includes(name);
    expect(isKnown, name).toBe(true);
  }
});

const EXAMPLES = ['nginx-strip.conf', 'nginx-keep.conf', 'haproxy.cfg'].map((name) =>
  readFileSync(`deploy/${name}`, 'utf8'),
);

test('the page for operators tells their defaults, and the examples of proxies agree with them', () => {
  const { host, port, keepAlive, drainTimeout, limits, database } = loadConfig({
    DATABASE_URL: 'postgres://server/db',
  });
  expect(PAGE).toContain(`\`HOST\` (${host}), \`PORT\` (${port})`);
  expect(PAGE).toContain(`\`KEEP_ALIVE_MS\`** (${keepAlive / 1_000} s)`);
  expect(PAGE).toContain(`\`DRAIN_TIMEOUT_MS\` (${drainTimeout / 1_000} s)`);
  expect(PAGE).toContain(`\`POOL_SIZE\` (${database.kind === 'postgres' && database.poolSize})`);
  const number = (pattern: RegExp, text: string) => Number(pattern.exec(text)?.[1]) * 1_000;
  expect(number(/TimeoutStopSec=(\d+)/, PAGE)).toBeGreaterThan(drainTimeout);
  for (const example of EXAMPLES) {
    expect(number(/(?:keepalive_timeout|timeout http-keep-alive) (\d+)s/, example)).toBeLessThan(keepAlive);
    expect(number(/(?:proxy_read_timeout|timeout server) (\d+)s/, example)).toBeGreaterThan(
      limits.requestTimeout + 1_000,
    );
    const body = /client_max_body_size (\d+)k;/.exec(example)?.[1];
    if (example.includes('upstream')) expect(Number(body) * 1_024).toBe(limits.bodyBytes);
  }
});
