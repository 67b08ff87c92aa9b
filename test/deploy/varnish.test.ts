import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Listener, listen } from '../../src/server/listen.ts';
import { applicationOver, type TestApplication } from '../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { riverCity } from '../support/package.ts';
import { freePort } from '../support/port.ts';
import { importText } from '../support/river.ts';
import { needs, openWorkplace, type Program, readExample, startProgram, VARNISH, type Workplace } from './program.ts';

const DOCUMENT = 'query Gauges { metric(code: "gauges") { name latest { value } } }';
const HASH = createHash('sha256').update(DOCUMENT).digest('hex');
const QUESTION = `/graphql?documentId=sha256:${HASH}`;

/** govgraph behind Varnish, as `deploy/varnish.vcl` has it. */
async function openCache(database: TestDatabase, env: Record<string, string>) {
  const workplace: Workplace = await openWorkplace();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const manifest = await workplace.write('documents.json', JSON.stringify({ [HASH]: DOCUMENT }));
  // A server that was stopped says for good that it stops: each start is a process of its own.
  let application: TestApplication;
  let server: Listener | null = null;
  const serverPort = await freePort();
  const start = async () => {
    application = applicationOver(database, { PERSISTED_DOCUMENTS: manifest, PUBLIC_URL: url, ...env });
    server = await listen(application, { host: '127.0.0.1', port: serverPort, drainTimeout: 100, keepAlive: 65_000 });
  };
  await start();
  const vcl = await workplace.write('default.vcl', await readExample('varnish.vcl', { '"4000"': `"${serverPort}"` }));
  const options = ['-F', '-a', `127.0.0.1:${port}`, '-f', vcl, '-n', `${workplace.path}/varnish`, '-s', 'malloc,32m'];
  const program: Program = await startProgram(VARNISH, [...options, '-j', 'none'], port);
  const ask = async (path: string, language = 'en', headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      headers: { 'accept-language': language, accept: 'application/json', ...headers },
    });
    return {
      status: response.status,
      headers: response.headers,
      data: response.status === 200 ? (await response.json()).data : null,
    };
  };
  return {
    ask,
    /** How many questions came to the server itself since the last look. */
    arrived: () =>
      application.logged.splice(0).filter(({ msg, path }) => msg === 'request' && path === '/graphql').length,
    start,
    stop: async () => server?.close(),
    close: async () => {
      await program.stop();
      await server?.close();
      await workplace[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(!existsSync(VARNISH))(`behind Varnish${needs(VARNISH)}`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('river');
  });
  afterAll(() => database?.close());

  let version = 1;
  const publish = async (value: number) => {
    version += 1;
    const observations = (riverCity().files.observations ?? '').replace(
      'gauges,990000,,2020,0,',
      `gauges,990000,,2020,${value},`,
    );
    await importText(database, riverCity(`v${version}`, { observations }));
  };

  it('the next answer after a publication is the new one, where no age is configured', async () => {
    const cache = await openCache(database, {});
    try {
      for (const value of [11, 12, 13]) {
        await publish(value);
        for (let time = 0; time < 3; time++) {
          expect((await cache.ask(QUESTION)).data.metric.latest.value).toBe(`${value}`);
        }
      }
    } finally {
      await cache.close();
    }
  });

  it('an answer is given again for the configured age and no longer, and languages never mix', async () => {
    const cache = await openCache(database, { ANSWER_MAX_AGE_S: '2' });
    try {
      await publish(21);
      const names = new Map<string, string>();
      for (const language of ['en', 'zh-Hans', 'en', 'zh-Hans', 'en']) {
        const { data } = await cache.ask(QUESTION, language);
        expect(data.metric.latest.value).toBe('21');
        expect(names.get(language) ?? data.metric.name).toBe(data.metric.name);
        names.set(language, data.metric.name);
      }
      expect(new Set(names.values()).size).toBe(2);
      // One question of each language came through; the others were answered by Varnish.
      expect(cache.arrived()).toBe(2);

      const begun = Date.now();
      await publish(22);
      await vi.waitFor(async () => expect((await cache.ask(QUESTION)).data.metric.latest.value).toBe('22'), {
        timeout: 60_000,
        interval: 50,
      });
      expect(Date.now() - begun).toBeLessThan(4_000);
    } finally {
      await cache.close();
    }
  });

  it('an answer that is out of date and still holds is not made again', async () => {
    const cache = await openCache(database, { ANSWER_MAX_AGE_S: '1' });
    try {
      const first = await cache.ask(QUESTION);
      await setTimeout(1_500);
      cache.arrived();
      const second = await cache.ask(QUESTION);
      expect([second.status, second.headers.get('etag')]).toEqual([200, first.headers.get('etag')]);
      expect(cache.arrived()).toBe(1);
      expect((await cache.ask(QUESTION, 'en', { 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);
    } finally {
      await cache.close();
    }
  });

  it('while no server answers, what was answered last is; and errors are never kept', async () => {
    const cache = await openCache(database, { ANSWER_MAX_AGE_S: '1' });
    const wrong = '/graphql?query={nothing}';
    try {
      const { data } = await cache.ask(QUESTION);
      await cache.ask(wrong);
      await cache.ask(wrong);
      expect(cache.arrived()).toBe(3);
      await cache.stop();
      await setTimeout(1_500);
      // Until the probe has found that out.
      await vi.waitFor(async () => expect((await cache.ask(QUESTION)).data).toEqual(data), {
        timeout: 60_000,
        interval: 200,
      });
      await cache.start();
      await publish(31);
      await vi.waitFor(async () => expect((await cache.ask(QUESTION)).data.metric.latest.value).toBe('31'), {
        timeout: 60_000,
        interval: 200,
      });
    } finally {
      await cache.close();
    }
  });
});
