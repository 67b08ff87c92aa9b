// `npm run bench -- replicas`: reading with none, one, two and three streaming replicas behind HAProxy, on one machine.

import { fill } from './data.mjs';
import { median, Requests, takeTurns } from './measure.mjs';
import { startPostgres, withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { machine, table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';
import { startBalancer, startStandby } from './standby.mjs';

const ASKED = ['nested', 'observations', 'series', 'cube'];
const COUNTS = [0, 1, 2, 3];
const ROWS = 100_000;
/** What a primary needs that others follow, and what counts the statements of each. */
const SETTINGS = {
  wal_level: 'replica',
  max_wal_senders: '10',
  wal_keep_size: '1GB',
  shared_buffers: '256MB',
  'pg_stat_statements.track': 'top',
};

export async function measureReplicas({ names, givenRows, pace, keep }) {
  process.setMaxListeners(30); // each of the processes is ended with this one
  const rows = givenRows ?? ROWS;
  const primary = keep(await startPostgres(SETTINGS));
  await withClient(primary.url('postgres'), (client) => client.query('create database bench'));
  say(`filling ${rows.toLocaleString('en')} observations`);
  await fill(primary.url('bench'), rows);
  const standbys = [];
  for (const name of ['one', 'two', 'three']) {
    say(`copying to replica ${name}`);
    standbys.push(keep(await startStandby(primary, name)));
  }
  const places = [];
  for (const count of COUNTS) {
    const used = standbys.slice(0, count);
    const balancer = count === 0 ? null : keep(await startBalancer(primary.folder, used));
    const settings = balancer === null ? {} : { DATABASE_READ_URL: balancer.url('bench') };
    const server = keep(await startServer('ours', primary.url('bench'), [], { ...settings, CACHE_MB: '0' }));
    places.push({ count, port: server.port, requests: new Requests(rows) });
  }
  const databases = [
    { name: 'primary', url: primary.url('bench') },
    ...standbys.map(({ name, url }) => ({ name, url: url('bench') })),
  ];
  const results = [];
  for (const question of QUESTIONS.filter(({ name }) => (names.length > 0 ? names : ASKED).includes(name))) {
    say(`measuring ${question.name}`);
    const counted = places.map(() => databases.map(() => ({ calls: 0, time: 0 })));
    // Between the turns nobody else asks: what the databases have counted since the turn began is of that turn.
    const entrants = places.map(({ count, port, requests }) => ({
      name: count,
      port,
      next: () => requests.next(question, 'ours'),
    }));
    const rates = new Map(COUNTS.map((count) => [count, []]));
    for (let round = 0; round < pace.rounds; round++) {
      for (let turn = 0; turn < entrants.length; turn++) {
        const entrant = entrants[(round + turn) % entrants.length];
        await takeTurns([entrant], { rounds: 1, seconds: 0, warmUp: round === 0 ? pace.warmUp : 0 });
        for (const { url } of databases)
          await withClient(url, (client) => client.query('select pg_stat_statements_reset()'));
        const found = await takeTurns([entrant], { rounds: 1, seconds: pace.seconds, warmUp: 0 });
        rates.get(entrant.name).push(found.get(entrant.name).rate);
        for (const [index, { url }] of databases.entries()) {
          const { calls, time } = await readCounts(url);
          counted[entrant.name][index].calls += calls;
          counted[entrant.name][index].time += time;
        }
      }
    }
    for (const { count } of places) {
      const [all, own] = [sum(counted[count], 'time'), counted[count][0]];
      const result = { question: question.name, count, rate: median(rates.get(count)), databases: counted[count] };
      results.push({
        ...result,
        callsOfPrimary: own.calls / sum(counted[count], 'calls'),
        timeOfPrimary: own.time / all,
      });
    }
    note(
      `${question.name}: ${COUNTS.map((count) => median(rates.get(count)).toFixed(0)).join(', ')} requests a second`,
    );
  }
  const version = await withClient(
    primary.url('bench'),
    async (client) => (await client.query('show server_version')).rows[0],
  );
  const path = writeResults(`replicas-${rows}`, { rows, pace, machine: machine(version.server_version), results });
  note(`written to ${path}`);
  const head = [
    'question',
    'replicas',
    'requests/s',
    'statements: primary',
    'each replica',
    'time in ms: primary',
    'each replica',
    'primary has of the time',
  ];
  console.log(`\n${table(head, results.map(rowOf))}`);
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);

function rowOf({ question, count, rate, databases: [primary, ...others], timeOfPrimary }) {
  const used = others.slice(0, count);
  const list = (values) => values.map((value) => Math.round(value).toLocaleString('en')).join(' / ');
  const calls = [list([primary.calls]), list(used.map((one) => one.calls))];
  const times = [list([primary.time]), list(used.map((one) => one.time))];
  return [
    count === 0 ? question : '',
    `${count}`,
    rate.toFixed(0),
    ...calls,
    ...times,
    `${(timeOfPrimary * 100).toFixed(0)} %`,
  ];
}

/** What a database has answered of the server, and the milliseconds that it ran. The two looks at the version around a statement count. */
const readCounts = (url) =>
  withClient(url, async (client) => {
    const { rows } =
      await client.query(`select coalesce(sum(calls), 0)::float8 as calls, coalesce(sum(total_exec_time), 0)::float8 as time
from pg_stat_statements where query not like '%pg_stat_statements%'`);
    return rows[0];
  });
