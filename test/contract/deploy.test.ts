import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createMetrics } from '../../src/server/metrics/metrics.ts';

const ALERTS = readFileSync('deploy/alerts.yaml', 'utf8');
const UNIT = readFileSync('deploy/govgraph.service', 'utf8');
const PROMTOOL = '/usr/bin/promtool';
const SYSTEMD = '/usr/bin/systemd-analyze';

test('every alert has an entry in the runbook that it names, and the runbook has no other', () => {
  const alerts = [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const entries = [...readFileSync('docs/operations/runbook.md', 'utf8').matchAll(/^## (\w+)$/gm)].map(
    ([, name]) => name,
  );
  expect(alerts.length).toBeGreaterThan(5);
  expect(entries).toEqual(alerts);
  const links = [...ALERTS.matchAll(/runbook: (\S+)#(\w+)/g)].map(([, page, anchor]) => [page, anchor]);
  expect(links).toEqual(alerts.map((name) => ['docs/operations/runbook.md', name.toLowerCase()]));
});

test('alerts ask for metrics that there are', async () => {
  const none = { short: 0, long: 0 };
  const text = await createMetrics({
    inFlight: () => none,
    connections: () => ({ open: 1, busy: 0 }),
    statementsWaiting: () => none,
    answerCache: () => ({ hits: 0, misses: 0, entries: 0, bytes: 0 }),
    snapshot: () => null,
    packages: () => ({ loaded: 0, loading: 0, refused: 0 }),
  }).read();
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name));
  const asked = [...ALERTS.matchAll(/\b((?:govgraph|nodejs|process)_\w+)/g)].map(([, name = '']) => name);
  for (const name of asked) expect(known.has(name.replace(/_(?:count|bucket|sum)$/, '')), name).toBe(true);
});

test.skipIf(!existsSync(PROMTOOL))('promtool finds nothing wrong with the alerts (skipped without it)', () => {
  expect(execFileSync(PROMTOOL, ['check', 'rules', 'deploy/alerts.yaml'], { encoding: 'utf8' })).toContain('SUCCESS');
});

test('the unit waits longer for the server to stop than the server does', () => {
  expect(Number(/TimeoutStopSec=(\d+)/.exec(UNIT)?.[1]) * 1_000).toBeGreaterThan(loadConfig({}).drainTimeout);
});

test.skipIf(!existsSync(SYSTEMD))('systemd finds nothing wrong with the unit (skipped without it)', () => {
  // The programs that it starts are not on this machine.
  const path = join(mkdtempSync(join(tmpdir(), 'govgraph-unit-')), 'govgraph.service');
  writeFileSync(path, UNIT.replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'));
  expect(execFileSync(SYSTEMD, ['verify', path], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
