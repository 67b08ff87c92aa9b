import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig, VARIABLE_NAMES } from '../../src/config.ts';
import { createMetrics } from '../../src/server/metrics/metrics.ts';

const ALERTS = readFileSync('deploy/alerts.yaml', 'utf8');
const DASHBOARD = readFileSync('deploy/grafana-dashboard.json', 'utf8');
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

/** Every expression of the dashboard, and what its variables stand for. */
const DASHBOARD_EXPRESSIONS: readonly string[] = JSON.parse(DASHBOARD)
  .panels.flatMap(({ targets }: { targets: { expr: string }[] }) => targets.map(({ expr }) => expr))
  .map((text: string) => text.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*'));

test.each([
  ['alerts', ALERTS],
  ['the dashboard', DASHBOARD_EXPRESSIONS.join('\n')],
])('%s ask for metrics that there are', async (_, expressions) => {
  const none = { short: 0, long: 0 };
  const text = await createMetrics({
    inFlight: () => none,
    connections: () => ({ open: 1, busy: 0 }),
    statementsWaiting: () => none,
    answerCache: () => ({ hits: 0, misses: 0, entries: 0, bytes: 0 }),
    snapshot: () => null,
    packages: () => ({ loaded: 0, loading: 0, refused: 0 }),
    importSeconds: async () => 0,
    replicaStatements: () => ({ answered: 0, different: 0, away: 0 }),
  }).read();
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name));
  const asked = [...expressions.matchAll(/\b((?:govgraph|nodejs|process)_\w+)/g)].map(([, name = '']) => name);
  expect(asked.length).toBeGreaterThan(5);
  for (const name of asked) expect(known.has(name.replace(/_(?:count|bucket|sum)$/, '')), name).toBe(true);
});

test.skipIf(!existsSync(PROMTOOL))('promtool finds nothing wrong with the alerts (skipped without it)', () => {
  expect(execFileSync(PROMTOOL, ['check', 'rules', 'deploy/alerts.yaml'], { encoding: 'utf8' })).toContain('SUCCESS');
});

/** Series as promtool's tests of rules write them: from 0 by so much a minute, for an hour. */
const grows = (series: string, perMinute: number) => ({ series, values: `0+${perMinute}x60` });
const stays = (series: string, value: number) => ({ series, values: `${value}x60` });
const requests = (status: number, instance = 'a') =>
  `govgraph_http_request_duration_seconds_count{job="govgraph",instance="${instance}",door="graphql",status="${status}"}`;
const errors = (code: string, status: number, instance = 'a') =>
  `govgraph_errors_total{job="govgraph",instance="${instance}",code="${code}",status="${status}"}`;
const refusals = (reason: string) => `govgraph_refused_total{job="govgraph",instance="a",reason="${reason}"}`;
const publications = (job: string, instance: string) =>
  `govgraph_snapshot{job="${job}",instance="${instance}",of="publications"}`;

test.skipIf(!existsSync(PROMTOOL)).each<[string, object[], string[]]>([
  ['nothing', [grows(requests(200), 990), grows(requests(503), 10), grows(refusals('complexity'), 60)], []],
  ['a server that is down', [stays('up{job="govgraph",instance="a"}', 0)], ['GovgraphDown']],
  [
    'one that fails',
    [grows(requests(200), 950), grows(requests(500), 50), grows(requests(200, 'b'), 99)],
    ['GovgraphFailing'],
  ],
  [
    'one that fails with 200, as GraphQL over HTTP has it',
    [grows(requests(200), 990), grows(errors('UNAVAILABLE', 200), 30), grows(requests(200, 'b'), 99)],
    ['GovgraphFailing'],
  ],
  [
    'errors of clients',
    [grows(requests(200), 900), grows(errors('BAD_INPUT', 200), 300), grows(errors('UNAVAILABLE', 503), 5)],
    [],
  ],
  ['one whose clients wait', [grows(refusals('waiting'), 60)], ['GovgraphRefusing']],
  ['one that is full', [grows(refusals('client_requests'), 60)], ['GovgraphRefusing']],
  [
    'a queue',
    [stays('govgraph_statements_waiting{job="govgraph",instance="a",lane="short"}', 2)],
    ['GovgraphStatementsWait'],
  ],
  [
    'a package',
    [stays('govgraph_packages{job="govgraph",instance="a",state="refused"}', 1)],
    ['GovgraphPackageRefused'],
  ],
  [
    'a package that is not loaded',
    [stays('govgraph_packages{job="govgraph",instance="a",state="loading"}', 1)],
    ['GovgraphPackageLoading'],
  ],
  [
    'packages that were loaded in time',
    [{ series: 'govgraph_packages{job="govgraph",instance="a",state="loading"}', values: '2x10 0x50' }],
    [],
  ],
  [
    'servers apart',
    [stays(publications('govgraph', 'a'), 7), stays(publications('govgraph', 'b'), 8)],
    ['GovgraphNodesDisagree'],
  ],
  ['two databases', [stays(publications('govgraph', 'a'), 7), stays(publications('another', 'b'), 8)], []],
])('the alerts fire for %s, and no others (skipped without promtool)', (_, input, expected) => {
  const path = join(mkdtempSync(join(tmpdir(), 'govgraph-alerts-')), 'tests.yaml');
  const firing = { expr: 'count by (alertname) (ALERTS{alertstate="firing"})', eval_time: '55m' };
  const samples = expected.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 }));
  const one = { interval: '1m', input_series: input, promql_expr_test: [{ ...firing, exp_samples: samples }] };
  writeFileSync(path, JSON.stringify({ rule_files: [resolve('deploy/alerts.yaml')], tests: [one] }));
  expect(execFileSync(PROMTOOL, ['test', 'rules', path], { encoding: 'utf8' })).toContain('SUCCESS');
});

test.skipIf(!existsSync(PROMTOOL))('promtool reads every expression of the dashboard (skipped without it)', () => {
  const rules = DASHBOARD_EXPRESSIONS.map((expr, at) => ({ record: `dashboard:panel:${at}`, expr }));
  const path = join(mkdtempSync(join(tmpdir(), 'govgraph-dashboard-')), 'rules.yaml');
  // JSON is YAML.
  writeFileSync(path, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  expect(execFileSync(PROMTOOL, ['check', 'rules', path], { encoding: 'utf8' })).toContain(
    `${rules.length} rules found`,
  );
});

test('the dashboard names each alert, and no panel lies over another', () => {
  const { panels } = JSON.parse(DASHBOARD) as {
    panels: { description: string; gridPos: Record<'x' | 'y' | 'w' | 'h', number> }[];
  };
  const alerts = [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const text = panels.map(({ description }) => description).join('\n');
  for (const name of alerts) expect(text).toContain(name);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test('the unit waits longer for the server to stop than the server does', () => {
  expect(Number(/TimeoutStopSec=(\d+)/.exec(UNIT)?.[1]) * 1_000).toBeGreaterThan(loadConfig({}).drainTimeout);
});

test('the image runs as nobody special, says whether it lives, and has a Node that is new enough', () => {
  const image = readFileSync('Dockerfile', 'utf8');
  const last = image.slice(image.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER 10001:10001$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).toMatch(/^ENTRYPOINT \["node", /m);
  expect(last.indexOf('\nUSER ')).toBeGreaterThan(last.lastIndexOf('\nRUN '));
  const bases = [...image.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(bases).toEqual(['node:20-bookworm', 'node:20-bookworm-slim']);
  expect(readFileSync('.dockerignore', 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['.git', '**/node_modules', '.env']),
  );
});

test('the compose file lets govgraph write nowhere, and gives it the time that it takes to stop', () => {
  const compose = readFileSync('deploy/compose.yaml', 'utf8');
  const [govgraph = ''] = compose.split('\n  postgres:');
  for (const line of ['read_only: true', 'no-new-privileges:true', '- ALL']) expect(govgraph).toContain(line);
  expect(Number(/stop_grace_period: (\d+)s/.exec(govgraph)?.[1]) * 1_000).toBeGreaterThan(loadConfig({}).drainTimeout);
  const [version] = /(?<="version": ")[\d.]+/.exec(readFileSync('package.json', 'utf8')) ?? [];
  expect(govgraph).toContain(`image: govgraph:${version}`);
  const names = [...govgraph.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) expect(VARIABLE_NAMES).toContain(name);
});

test('the unit may write the folders that the page for operators names, and V8 may ask for its key', () => {
  const page = readFileSync('docs/operations/README.md', 'utf8');
  const [, state = ''] = /^StateDirectory=(.*)$/m.exec(UNIT) ?? [];
  const named = new Set([...page.matchAll(/\/var\/lib\/(govgraph[\w-]*)/g)].map(([, name]) => name));
  expect([...named].sort()).toEqual(state.split(' ').sort());
  expect(UNIT).toMatch(/^SystemCallFilter=@system-service @pkey$/m);
});

test.skipIf(!existsSync(SYSTEMD))('systemd finds nothing wrong with the unit (skipped without it)', () => {
  // The programs that it starts are not on this machine.
  const path = join(mkdtempSync(join(tmpdir(), 'govgraph-unit-')), 'govgraph.service');
  writeFileSync(path, UNIT.replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'));
  expect(execFileSync(SYSTEMD, ['verify', path], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
