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

/**
 * Loads one server for so many seconds.
 * @param {{ port: number, next: () => object | null }} entrant @param {number} expected The status that is right.
 */
export async function load({ port, next }, seconds, expected = 200) {
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
          const bytes = bytesOf(request);
          const sent = performance.now();
          const { status, body } = await connection.send(bytes);
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
 * Rounds in which each entrant has its turn, and another one begins each time. Answers requests a second, the median over the
 * rounds, and latencies over all of them.
 * @param {{ name: string | number, port: number, next: () => object | null }[]} entrants
 */
export async function takeTurns(entrants, { rounds, seconds, warmUp }, expected) {
  const taken = entrants.map(({ name }) => ({ name, rates: [], latencies: [] }));
  for (const entrant of entrants) await load(entrant, warmUp, expected);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const index = (round + turn) % entrants.length;
      const { rate, latencies } = await load(entrants[index], seconds, expected);
      if (latencies.length > 0) taken[index].rates.push(rate);
      taken[index].latencies.push(...latencies);
    }
  }
  return new Map(taken.map(({ name, rates, latencies }) => [name, summary(rates, latencies)]));
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

/** Fails where two servers answer the same question differently. */
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

/**
 * SQL statements that a server sends for each request, by PostgreSQL's own count, taken apart from what is timed.
 * @param {{ key: string, port: number, next: () => object }[]} asked @returns {Promise<Map<string, number>>}
 */
export async function countStatements(asked, url) {
  const counts = new Map();
  await withClient(url, async (client) => {
    const track = async (what) => {
      await client.query(`alter system set pg_stat_statements.track = '${what}'`);
      await client.query('select pg_reload_conf()');
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    await track('top');
    for (const { key, port, next } of asked) {
      await ask(port, next()); // what only a first request does does not count
      await client.query('select pg_stat_statements_reset()');
      for (let time = 0; time < COUNTED; time++) await ask(port, next());
      const { rows } = await client.query(
        "select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where query not like '%pg_stat_statements%'",
      );
      counts.set(key, rows[0].calls / COUNTED);
    }
    await track('none');
  });
  return counts;
}

/** The request that asks whether an answer still holds; null where the server gives no ETag with the answer to a GET. */
export async function conditionalRequest(question, { name, port }, rows) {
  const { query, variables } = JSON.parse(requestOf(question, name, 0, rows).body);
  const path = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const { status, head } = await ask(port, { path });
  const etag = /\r\netag: *([^\r]+)/i.exec(head)?.[1];
  return status === 200 && etag !== undefined ? { path, headers: { 'if-none-match': etag } } : null;
}
