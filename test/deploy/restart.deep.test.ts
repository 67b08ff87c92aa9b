import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Running, run, serve } from '../cli/process.ts';
import { createPostgres, hasPostgres } from '../server/postgres-server.ts';
import { riverCity, writePackage } from '../support/package.ts';
import { freePort } from '../support/port.ts';
import { HAPROXY, needs } from './program.ts';
import { openProxy, PROXIES, planProxy } from './proxy.ts';

/** As many as a minute allows; RESTARTS=1000 takes more than an hour. */
const RESTARTS = Number(process.env.RESTARTS ?? 10);
const CLIENTS = 8;
/** How often a long run says how far it is. */
const PROGRESS_EVERY = 50;
/** Longer than HAProxy takes from one check of a server to the next. */
const CHECKED = 1_500;
/** Where HAProxy of the test says how many servers it uses. */
const SERVERS = '/servers';

const QUESTION = 'query Leaks($first: Int!) { metric(code: "gauges") { code } tasks(first: $first) { totalCount } }';

/** A question that differs each time, so that most answers come from the database. */
const variables = (at: number) => ({ first: at % 500 });

test.skipIf(!hasPostgres || !existsSync(HAPROXY))(
  `two servers behind HAProxy restart ${RESTARTS} times under load, and no request breaks${needs(HAPROXY)}`,
  async () => {
    const database = await createPostgres();
    const env = { DATABASE_URL: database.url, DATASETS: '', LOG_LEVEL: 'silent', TRUST_PROXY: '1' };
    expect((await run(['import', await writePackage(riverCity())], env).ended).code).toBe(0);
    const ports = [await freePort(), await freePort()];
    const start = (at: number) => serve({ ...env, PORT: `${ports[at]}` });
    const servers: Running[] = [await start(0), await start(1)];
    const haproxy = PROXIES.find(({ program }) => program === HAPROXY);
    if (!haproxy) throw new Error('HAProxy has no example');
    await using proxy = await openProxy(
      haproxy,
      await planProxy(),
      ports.map((port) => `127.0.0.1:${port}`),
      {
        // Each client of the test is the same one for HAProxy.
        'gt 500 ': 'gt 1000000 ',
        'http-request redirect ': `http-request return status 200 content-type text/plain lf-string %[nbsrv(govgraph)] if { path /data${SERVERS} }\n  http-request redirect `,
      },
    );
    /** As an operator does: the next server is stopped when the balancer uses the last one again, however busy the machine is. */
    const seen = async () => {
      await setTimeout(CHECKED);
      const used = async () => (await proxy.ask(SERVERS)).body.toString();
      await expect.poll(used, { timeout: 60_000, interval: 100 }).toBe('2');
    };
    await seen();

    let isOver = false;
    let answered = 0;
    let restarts = 0;
    const broken: unknown[] = [];
    async function ask(at: number): Promise<void> {
      const query = new URLSearchParams({ query: QUESTION, variables: JSON.stringify(variables(at)) });
      const body = JSON.stringify({ query: QUESTION, variables: variables(at) });
      const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const { status, body: sent } = await (at % 2 === 0
        ? proxy.ask(`/graphql?${query}`)
        : proxy.ask('/graphql', posted));
      if (status === 200 && JSON.parse(sent.toString()).data?.metric?.code === 'gauges') answered += 1;
      else broken.push([`restart ${restarts}`, status, sent.toString().slice(0, 300)]);
    }
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let at = client; !isOver; at += CLIENTS) await ask(at).catch((error) => broken.push(String(error)));
    });

    try {
      while (restarts < RESTARTS && broken.length === 0) {
        const at = restarts % 2;
        servers[at]?.child.kill('SIGTERM');
        expect((await servers[at]?.ended)?.code).toBe(0);
        servers[at] = await start(at);
        await seen();
        restarts += 1;
        if (restarts % PROGRESS_EVERY === 0) console.log(`${restarts} restarts, ${answered} requests answered`);
      }
    } finally {
      isOver = true;
      await Promise.all(clients);
      for (const { child } of servers) child.kill('SIGTERM');
      await Promise.all(servers.map(({ ended }) => ended));
      await database.remove();
    }
    expect(broken).toEqual([]);
    expect(answered).toBeGreaterThan(RESTARTS * 20);
    console.log(`${answered} requests answered over ${RESTARTS} restarts`);
  },
);
