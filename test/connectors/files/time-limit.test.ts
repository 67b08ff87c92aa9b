import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { applicationOver, type TestApplication } from '../../server/support.ts';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

const FILE = '/files/observations.csv?datasets=river-city';
/** Lets the silent statements fail, as a database does that comes back. */
let wake = () => {};

let database: TestDatabase;
let application: TestApplication;
/** The same, which waits for long for each piece. */
let patient: TestApplication;
/** Statements that read figures, and the number of those after which the database is silent. */
let read = 0;
let silentAfter = Infinity;
/** The number of those with which the clock is set. */
let setWith = Infinity;
/** With what the statements after the fifth fail. */
let failsWith: Error | null = null;

beforeAll(async () => {
  database = await openWithRiverCity();
  const days = Array.from({ length: 6_000 }, (_, at) => new Date(Date.UTC(1990, 0, 1 + at)).toISOString().slice(0, 10));
  const many = ['990100', '990200'].flatMap((place) => days.map((day) => `gauges,${place},,${day},1,,,,,,,`));
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('2', { observations: `${observations}${many.join('\n')}\n` }));
  const silent = withQuery<Database>(database, (text, values) => {
    if (text.startsWith('-- files.') && ++read === setWith) vi.setSystemTime(Date.now() + 86_400_000);
    if (text.startsWith('-- files.') && read > 5 && failsWith) return Promise.reject(failsWith);
    if (text.startsWith('-- files.') && read > silentAfter) {
      return new Promise((_, reject) => {
        const before = wake;
        wake = () => {
          before();
          reject(new Error('connection terminated'));
        };
      });
    }
    // As from a server: the embedded database answers before any timer runs out.
    return read >= setWith ? after(2).then(() => database.query(text, values)) : database.query(text, values);
  });
  application = applicationOver(silent, { REQUEST_TIMEOUT_MS: '50', FILE_IDLE_TIMEOUT_MS: '4000' });
  patient = applicationOver(silent, { REQUEST_TIMEOUT_MS: '60000', FILE_TIMEOUT_MS: '60000' });
});
beforeEach(() => {
  wake();
  wake = () => {};
  read = 0;
  silentAfter = Infinity;
  setWith = Infinity;
  failsWith = null;
});
afterAll(() => database.close());

const open = (path = FILE) => application.fetch(new Request(`http://test${path}`));

test('a file of which the database gives nothing in time is answered 503', async () => {
  silentAfter = 0;
  const response = await open();
  expect([response.status, (await response.json()).code]).toEqual([503, 'UNAVAILABLE']);
});

test('a file that had no turn in time is told that the server is busy', async () => {
  const slow = withQuery<Database>(database, (text, values) =>
    text.startsWith('-- files.') ? after(400).then(() => database.query(text, values)) : database.query(text, values),
  );
  const ofOne = Object.assign(slow, { connections: 1 });
  const busy = applicationOver(ofOne, { REQUEST_TIMEOUT_MS: '50', FILE_TIMEOUT_MS: '60000' });
  const others = Array.from({ length: 5 }, () => busy.fetch(new Request(`http://test${FILE}`)));
  const answers = await Promise.all(others);
  const told = await Promise.all(
    answers.filter(({ status }) => status === 503).map(async (answer) => (await answer.json()).detail),
  );
  expect(told.length).toBeGreaterThan(0);
  for (const detail of told) expect(detail).toContain('The server is busy');
});

test('a file on whose way the database falls silent is broken off', async () => {
  silentAfter = 5;
  const response = await open();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  const line = application.logged.find(({ msg }) => String(msg).startsWith('a file was broken off'));
  expect(line).toMatchObject({
    level: 40,
    requestId: expect.any(String),
    code: 'UNAVAILABLE',
    msg: expect.stringMatching(/^a file was broken off: The server is busy: /),
  });
  expect(line).not.toHaveProperty('err');
});

test('a file on whose way a bug shows is broken off, and logged with its stack', async () => {
  failsWith = new Error('secret');
  const response = await open();
  await expect(response.text()).rejects.toThrow();
  expect(application.logged).toContainEqual(
    expect.objectContaining({
      level: 50,
      msg: 'a file was broken off',
      err: expect.objectContaining({ message: 'secret', stack: expect.any(String) }),
    }),
  );
});

test('a file whose client stops reading is broken off', async () => {
  const response = await open();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await expect
    .poll(() => application.logged.map(({ msg }) => msg))
    .toContain('a file was broken off: its client stopped reading');
  await expect(reader.read()).rejects.toThrow();
});

test('a file whose client takes longer for a slice than the database may for a piece is whole', async () => {
  const reader = ((await open()).body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await after(1_500);
  while (!(await reader.read()).done);
});

test('a file comes in slices, each of which a slow client can read in time', async () => {
  const sizes: number[] = [];
  for await (const slice of (await open()).body as ReadableStream<Uint8Array>) sizes.push(slice.length);
  expect(Math.max(...sizes)).toBe(65_536);
  expect(sizes.reduce((sum, size) => sum + size)).toBe((await (await open()).arrayBuffer()).byteLength);
});

test('a file that is read in time is whole', async () => {
  const rows = (await (await open()).text()).trim().split('\n');
  expect(rows.length).toBeGreaterThan(12_000);
});

test('a file is whole though the clock is set while it is read', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
  try {
    setWith = 3;
    const text = await (await patient.fetch(new Request(`http://test${FILE}`))).text();
    expect(text.trim().split('\n').length).toBeGreaterThan(12_000);
    expect(read).toBeGreaterThan(setWith);
  } finally {
    vi.useRealTimers();
  }
});
