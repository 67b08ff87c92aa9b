// `npm run bench`: govgraph, PostGraphile and the limit take turns at every question.
import { assertEqual, conditionalRequest, countStatements, Requests, takeTurns } from './measure.mjs';
import { withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { requestOf } from './query.mjs';
import { lastLine, machine, memoryTable, resultTable, writeResults } from './report.mjs';
import { installPeer, startServer } from './server.mjs';

export async function compete({ rows, questions, pace, keep, filled }) {
  const begin = performance.now();
  installPeer();
  const url = await filled(rows);
  const servers = [];
  for (const name of ['ours', 'peer', 'limit']) {
    say(`starting ${name}`);
    servers.push(keep(await startServer(name, url)));
  }
  const requests = new Requests(rows);
  await assertEqual(questions, servers, requests);
  const contests = [
    ...questions.map((question) => uncached(question, servers, requests)),
    ...(
      await Promise.all(questions.filter(({ repeated }) => repeated).map((one) => unchanged(one, servers, rows)))
    ).flat(),
  ];
  say('counting statements');
  const statements = await countStatements(
    contests.flatMap(({ kind, question, entrants }) =>
      entrants.map(({ name, port, next }) => ({ key: `${kind} ${question.name} ${name}`, port, next })),
    ),
    url,
  );

  const results = [];
  for (const { kind, question, entrants, expected } of contests) {
    say(`measuring ${question.name}, ${kind}`);
    const brief = { ...pace, rounds: Math.min(3, pace.rounds), warmUp: pace.warmUp / 2 };
    const found = await takeTurns(entrants, kind === 'uncached' ? pace : brief, expected);
    for (const [name, one] of found) one.statements = statements.get(`${kind} ${question.name} ${name}`);
    const { name, title, table } = question;
    results.push({ kind, name, title, table, servers: Object.fromEntries(found) });
    note(`${question.name}, ${kind}: ${[...found].map(([name, { rate }]) => `${name} ${rate.toFixed(0)}`).join(', ')}`);
  }

  const memory = Object.fromEntries(servers.map((server) => [server.name, server.memory('VmHWM')]));
  const postgres = await withClient(url, async (client) => (await client.query('show server_version')).rows[0]);
  const line = lastLine(results);
  const content = { rows, pace, machine: machine(postgres.server_version), memory, results, line };
  const path = writeResults(`questions-${rows}`, content);
  note(`written to ${path}; ${((performance.now() - begin) / 1_000).toFixed(0)} s in all`);
  console.log(`\n${resultTable(results)}\n\n${memoryTable(memory)}\n\n${line}`);
}

/** Requests that never come twice. */
function uncached(question, servers, requests) {
  const entrants = servers
    .filter(({ name }) => question[name])
    .map(({ name, port }) => ({ name, port, next: () => requests.next(question, name) }));
  return { kind: 'uncached', question, entrants };
}

/** The same request again and again, while nothing changes; and whether its answer still holds, where our server gives an ETag. */
async function unchanged(question, servers, rows) {
  const entrants = servers
    .filter(({ name }) => name !== 'limit' && question[name])
    .map(({ name, port }) => {
      const request = requestOf(question, name, 0, rows);
      return { name, port, next: () => request };
    });
  const contests = [{ kind: 'repeated', question, entrants }];
  const conditional = await conditionalRequest(question, servers[0], rows);
  if (conditional) {
    const [{ name, port }] = entrants;
    contests.push({
      kind: 'not modified',
      question,
      entrants: [{ name, port, next: () => conditional }],
      expected: 304,
    });
  }
  return contests;
}
