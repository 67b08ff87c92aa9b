import { get } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createApplication } from '../../../src/server/application.ts';
import { type Listener, listen } from '../../../src/server/listen.ts';
import type { TestDatabase } from '../../support/database.ts';
import { withQuery } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let listener: Listener;
/** Statements that read figures for a file, and after how many the next one fails. */
let read = 0;
let failAfter = Infinity;
/** How long each takes, in milliseconds. */
let slowness = 0;
const logged: string[] = [];
/** The lines of requests. */
const requests: Record<string, unknown>[] = [];

function noteLine(line: string): void {
  const parsed = JSON.parse(line);
  if (parsed.msg === 'request') requests.push(parsed);
  else logged.push(line);
}

beforeAll(async () => {
  database = await openWithRiverCity();
  const days = Array.from({ length: 15_000 }, (_, at) =>
    new Date(Date.UTC(1990, 0, 1 + at)).toISOString().slice(0, 10),
  );
  const places = ['990100', '990200', '990000'];
  const many = places.flatMap((place) => days.map((day) => `gauges,${place},,${day},1,,,,,,,`));
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('2', { observations: `${observations}${many.join('\n')}\n` }));
  const watched = withQuery(database, async (text, values) => {
    if (text.startsWith('-- files.observations') && ++read > failAfter) throw new Error('a disk is gone');
    if (slowness > 0 && text.startsWith('-- files.observations')) await new Promise((go) => setTimeout(go, slowness));
    return database.query(text, values);
  });
  const config = loadConfig({ PORT: '0', DRAIN_TIMEOUT_MS: '100' });
  listener = await listen(
    createApplication({
      config,
      database: watched,
      log: pino({}, { write: noteLine }),
    }),
    config,
  );
});
afterAll(async () => {
  await listener.close();
  await database.close();
});

const until = async (isSo: () => boolean) => {
  for (let wait = 0; wait < 100 && !isSo(); wait++) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('over a socket, a file that fails on the way breaks the connection, so that nobody takes it for whole', async () => {
  read = 0;
  failAfter = 1;
  onTestFinished(() => {
    failAfter = Infinity;
  });
  const outcome = await new Promise<string>((resolve) => {
    get(`${listener.url}/files/observations.csv?metrics=gauges`, (response) => {
      response.resume();
      response.once('end', () => resolve('whole')).once('error', ({ message }) => resolve(message));
    });
  });
  expect(outcome).toBe('aborted');
  expect(logged.splice(0).join()).toContain('a disk is gone');
});

test('over a socket, a client that does not read keeps nothing going, and one that leaves ends it', async () => {
  read = 0;
  requests.length = 0;
  await new Promise<void>((resolve) => {
    get(`${listener.url}/files/observations.csv`, (response) => {
      response.once('data', async () => {
        response.pause();
        await new Promise((go) => setTimeout(go, 500));
        response.destroy();
        resolve();
      });
    });
  });
  const before = read;
  await new Promise((go) => setTimeout(go, 500));
  expect(read - before).toBeLessThanOrEqual(1);
  expect(logged).toEqual([]); // to leave is no error
  const left = requests.filter(({ path, aborted }) => path === '/files/observations.csv' && aborted === true);
  expect(left).toMatchObject([{ status: 200 }]);
  expect(left[0]?.ms).toBeGreaterThanOrEqual(490);
  const whole = await fetch(`${listener.url}/files/observations.csv`);
  expect((await whole.text()).split('\r\n').length).toBeGreaterThan(45_000);
  await until(() => requests.at(-1)?.path === '/files/observations.csv' && requests.at(-1) !== left[0]);
  expect(requests.at(-1)).toMatchObject({ status: 200 });
  expect(requests.at(-1)).not.toHaveProperty('aborted');
});

test('over a socket, to leave while figures are being read is no error', async () => {
  read = 0;
  slowness = 300;
  await new Promise<void>((resolve) => {
    get(`${listener.url}/files/observations.csv`, (response) => {
      response.once('data', async () => {
        await until(() => read > 0);
        response.destroy();
        resolve();
      });
    });
  });
  await new Promise((go) => setTimeout(go, 1_000));
  slowness = 0;
  expect(logged.splice(0)).toEqual([]);
});

test('a GET that is served while another waits is answered', async () => {
  const slow = await fetch(`${listener.url}/files/observations.csv`);
  await until(() => read > 0);
  expect((await fetch(`${listener.url}/files/observations.csv?metrics=checks`)).status).toBe(200);
  await slow.body?.cancel();
});

test.each([
  ['/files/%2e%2e/graphql?query={__typename}', 200],
  ['/files/../graphql?query={__typename}', 200],
  ['/files/%2e%2e/nothing', 404],
])('an address that climbs out of the folder is answered as what it is: %s', async (path, expected) => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(listener.url);
    get({ port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
  expect(status).toBe(expected);
});
