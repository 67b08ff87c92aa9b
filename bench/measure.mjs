// Loads servers in turns, and counts what they do.
import { isDeepStrictEqual } from 'node:util';
import { ask, bytesOf, Connection, textOf } from './client.mjs';
import { withClient } from './postgres.mjs';
import { say } from './progress.mjs';
import { comparable, requestOf, variety } from './query.mjs';
import { TITLES } from './server.mjs';

const CONNECTIONS = 10;
const COMPARED = 6;
const COUNTED = 20;

/** Hands out requests that never come again: what was asked once could be answered from memory. */
export class Requests {
  #next = new Map();

  constructor(rows) {
    this.rows = rows;
  }

  /** The next request for a server; null when all that differ have been asked. */
  next(question, server) {
    const key = `${question.name} ${server}`;
    const index = this.#next.get(key) ?? 0;
    if (index >= variety(question, this.rows)) return null;
    this.#next.set(key, index + 1);
    return requestOf(question, server, index, this.rows);
  }
}

/** Loads one server for so many seconds. @param {() => Buffer | null} next @param {number} expected The status that is right. */
export async function load(port, next, seconds, expected = 200) {
  const latencies = [];
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection(port));
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  try {
    await Promise.all(
      connections.map(async (connection) => {
        while (performance.now() < end) {
          const request = next();
          if (!request) return;
          const sent = performance.now();
          const { status, body } = await connection.send(request);
          latencies.push(performance.now() - sent);
          if (status !== expected || body.includes('"errors":')) {
            throw new Error(`An answer went wrong under load: ${status} ${body.toString('utf8', 0, 300)}`);
          }
        }
      }),
    );
  } finally {
    for (const connection of connections) connection.close();
  }
  return { rate: latencies.length / ((performance.now() - begin) / 1_000), latencies };
}

/**
 * Rounds in which each server has its turn, and another one begins each time. Answers requests a second, the median over the
 * rounds, and latencies over all of them.
 */
export async function takeTurns(servers, nextFor, { rounds, seconds, warmUp }, expected) {
  const taken = new Map(servers.map((server) => [server.name, { rates: [], latencies: [] }]));
  for (const server of servers) await load(server.port, () => nextFor(server), warmUp, expected);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < servers.length; turn++) {
      const server = servers[(round + turn) % servers.length];
      const { rate, latencies } = await load(server.port, () => nextFor(server), seconds, expected);
      const kept = taken.get(server.name);
      if (latencies.length > 0) kept.rates.push(rate);
      kept.latencies.push(...latencies);
    }
  }
  return new Map([...taken].map(([name, { rates, latencies }]) => [name, summary(rates, latencies)]));
}

function summary(rates, latencies) {
  const sorted = Float64Array.from(latencies).sort();
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { rate: median(rates), rates, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) };
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Fails where two servers answer the same question differently. Returns a kilobyte figure for each question's answer of ours. */
export async function assertEqual(questions, servers, requests) {
  for (const question of questions) {
    say(`comparing answers: ${question.name}`);
    for (let time = 0; time < COMPARED; time++) {
      const answers = [];
      for (const server of servers.filter(({ name }) => question[name])) {
        const answer = await ask(server.port, requests.next(question, server.name));
        answers.push({ server, answer: comparable(question, server.name, textOf(answer)) });
      }
      for (const { server, answer } of answers.slice(1)) {
        if (isDeepStrictEqual(answer, answers[0].answer)) continue;
        const [a, b] = [answers[0].answer, answer].map((one) => JSON.stringify(one));
        const at = Math.max(0, [...a].findIndex((character, index) => character !== b[index]) - 80);
        throw new Error(
          `${TITLES[server.name]} answers "${question.name}" unlike ${TITLES[answers[0].server.name]}:\n  …${a.slice(at, at + 300)}\n  …${b.slice(at, at + 300)}`,
        );
      }
    }
  }
}

/** SQL statements that a server sends for each request, by PostgreSQL's own count, taken apart from what is timed. */
export async function countStatements(questions, servers, requests, url) {
  const counts = new Map();
  await withClient(url, async (client) => {
    const track = async (what) => {
      await client.query(`alter system set pg_stat_statements.track = '${what}'`);
      await client.query('select pg_reload_conf()');
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    await track('top');
    for (const question of questions) {
      say(`counting statements: ${question.name}`);
      for (const server of servers.filter(({ name }) => question[name])) {
        await ask(server.port, requests.next(question, server.name)); // what only a first request does does not count
        await client.query('select pg_stat_statements_reset()');
        for (let time = 0; time < COUNTED; time++) await ask(server.port, requests.next(question, server.name));
        const { rows } = await client.query(
          "select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where query not like '%pg_stat_statements%'",
        );
        counts.set(`${question.name} ${server.name}`, rows[0].calls / COUNTED);
      }
    }
    await track('none');
  });
  return counts;
}

/** The ETag that a server gives with the answer to a GET, and the bytes of the request that asks whether it still holds. */
export async function conditionalRequest(question, server, rows) {
  const { query, variables } = JSON.parse(requestOf(question, server.name, 0, rows).body);
  const path = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const { status, head } = await ask(server.port, { path });
  const etag = /\r\netag: *([^\r]+)/i.exec(head)?.[1];
  if (status !== 200 || etag === undefined) return null;
  return bytesOf({ path, headers: { 'if-none-match': etag } });
}
