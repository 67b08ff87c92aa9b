import { existsSync } from 'node:fs';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listener, listen } from '../../src/server/listen.ts';
import { hasBrowser, launchBrowser, NEEDS } from '../explorer/browser.ts';
import { applicationOver, type TestApplication } from '../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { needs } from './program.ts';
import { type OpenProxy, openProxy, PROXIES, planProxy } from './proxy.ts';

const PROGRAM = { accept: '*/*' };
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const FORGED = {
  forwarded: 'for=203.0.113.7;host=evil.test;proto=http',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'http',
  'x-forwarded-prefix': '/evil',
  'x-forwarded-for': '203.0.113.7',
};
const QUESTION = '{ metric(code: "criminal-cases-filed") { latest { value } } }';
const FIGURE = { metric: { latest: { value: '6782' } } };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

for (const kind of PROXIES) {
  describe.skipIf(!existsSync(kind.program))(`behind ${kind.title}${needs(kind.program)}`, () => {
    let application: TestApplication;
    let server: Listener;
    let proxy: OpenProxy;
    beforeAll(async () => {
      const plan = await planProxy();
      application = applicationOver(database, kind.environment(plan.base));
      server = await listen(application, { host: '127.0.0.1', port: 0, drainTimeout: 1_000, keepAlive: 65_000 });
      proxy = await openProxy(kind, plan, [new URL(server.url).host]);
    });
    afterAll(async () => {
      await proxy?.[Symbol.asyncDispose]();
      await server?.close();
    });

    const json = async (path: string, headers: Record<string, string> = {}) =>
      JSON.parse((await proxy.ask(path, { headers })).body.toString());

    it('a question is answered by POST and by GET, and an answer that is held is not sent again', async () => {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const posted = await proxy.ask('/graphql', {
        method: 'POST',
        headers,
        body: JSON.stringify({ query: QUESTION }),
      });
      expect([posted.status, JSON.parse(posted.body.toString()).data]).toEqual([200, FIGURE]);
      const path = `/graphql?query=${encodeURIComponent(QUESTION)}`;
      const got = await proxy.ask(path);
      expect(JSON.parse(got.body.toString()).data).toEqual(FIGURE);
      const again = await proxy.ask(path, { headers: { 'if-none-match': got.headers.etag ?? '' } });
      expect([again.status, again.body.length]).toEqual([304, 0]);
    });

    it.each([
      ['', '/'],
      ['/', '/graphql'],
      ['/graphql/', '/graphql'],
      ['/odata', '/odata/v4/'],
      ['/odata/', '/odata/v4/'],
    ])('%s leads to %s, under the path', async (from, to) => {
      const { status, headers } = await proxy.ask(from, { headers: PROGRAM });
      expect(Math.trunc(status / 100)).toBe(3);
      expect(new URL(headers.location ?? '', proxy.base).href).toBe(proxy.base + to);
      expect((await proxy.ask(to, { headers: BROWSER })).status).toBe(200);
    });

    it('links of OData lead through the proxy, and each answers', async () => {
      const service = await json('/odata/v4/');
      expect(service['@odata.context']).toBe(`${proxy.base}/odata/v4/$metadata`);
      expect((await proxy.ask(service['@odata.context'])).status).toBe(200);
      const first = await json('/odata/v4/Observations?$orderby=id', { prefer: 'odata.maxpagesize=5' });
      expect(first['@odata.nextLink']).toMatch(`${proxy.base}/odata/v4/Observations?`);
      const next = await json(first['@odata.nextLink'], { prefer: 'odata.maxpagesize=5' });
      expect(next.value).toHaveLength(5);
      expect(next.value[0].id).not.toBe(first.value[0].id);
    });

    it('the list of the files names them under the path', async () => {
      const { files } = await json('/files/');
      const csv = files.find(({ path }: { path: string }) => path.endsWith('/observations.csv'));
      const { status, body } = await proxy.ask(new URL(csv.path, proxy.base).href);
      expect([status, body.toString().includes('6782')]).toEqual([200, true]);
    });

    it('the explorer loads what its page names', async () => {
      const page = (await proxy.ask('/', { headers: BROWSER })).body.toString();
      expect(page).toContain('<base href="/data/"');
      const script = /src="\.?\/?(assets\/[^"]+\.js)"/.exec(page)?.[1];
      const { status, headers } = await proxy.ask(`/${script}`);
      expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    });

    it('what a client forges about itself goes no further', async () => {
      application.logged.length = 0;
      const { body } = await proxy.ask('/odata/v4/', { headers: FORGED });
      expect(JSON.parse(body.toString())['@odata.context']).toBe(`${proxy.base}/odata/v4/$metadata`);
      expect(application.logged.find(({ msg }) => msg === 'request')).toMatchObject({ client: '127.0.0.0' });
    });

    it('metrics are for nobody outside, and nothing but the path is the server', async () => {
      expect((await proxy.ask('/metrics')).status).toBe(404);
      expect((await proxy.ask(new URL('/graphql', proxy.base).href)).status).toBe(404);
    });

    it('TLS is new enough, HTTP is 2 where the client can, and a browser keeps to https', async () => {
      const socket = connect({ port: proxy.port, host: '127.0.0.1', ca: proxy.pem, ALPNProtocols: ['h2', 'http/1.1'] });
      await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
      expect(socket.alpnProtocol).toBe('h2');
      expect(['TLSv1.2', 'TLSv1.3']).toContain(socket.getProtocol());
      socket.destroy();
      expect((await proxy.ask('/health')).headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    });

    it('answers are compressed', async () => {
      const { headers } = await proxy.ask('/odata/v4/$metadata', { headers: { 'accept-encoding': 'gzip' } });
      expect(headers['content-encoding']).toBe('gzip');
    });

    it.skipIf(!hasBrowser)(`GraphiQL and the explorer work in a browser${NEEDS}`, async () => {
      const browser = await launchBrowser();
      try {
        const page = await (await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })).newPage();
        await page.goto(`${proxy.base}/graphql`);
        await page.locator('button.graphiql-execute-button').click();
        await page.locator('.result-window').getByText('"data"').waitFor();
        await page.goto(`${proxy.base}/metric/criminal-cases-filed?dataset=tianshui-2020&lang=en`);
        await page.locator('.headline-figure .digits').getByText('6,782').waitFor();
      } finally {
        await browser.close();
      }
    });

    it('who asks too often is told so, once all else has been asked', async () => {
      const answers = await Promise.all(Array.from({ length: 600 }, () => proxy.ask('/health')));
      const statuses = new Set(answers.map(({ status }) => status));
      expect([...statuses].sort()).toEqual([200, 429]);
    });
  });
}
