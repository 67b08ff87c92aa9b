// `npm run bench`: govgraph, PostGraphile and the limit take turns at every question.
import { bytesOf } from './client.mjs';
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
  const statements = await countStatements(questions, servers, requests, url);

  const results = [];
  const add = (kind, question, found) => {
    results.push({ kind, name: question.name, title: question.title, servers: Object.fromEntries(found) });
    const rates = [...found].map(([server, { rate }]) => `${server} ${rate.toFixed(0)}`);
    note(`${question.name}, ${kind}: ${rates.join(', ')}`);
  };
  for (const question of questions) {
    say(`measuring ${question.name}`);
    const found = await measureUncached(question, servers, requests, pace);
    for (const [server, one] of found) one.statements = statements.get(`${question.name} ${server}`);
    add('uncached', question, found);
  }
  for (const question of questions.filter(({ repeated }) => repeated)) {
    say(`measuring ${question.name}, repeated`);
    for (const [kind, found] of await measureRepeated(question, servers, rows, pace)) add(kind, question, found);
  }

  const memory = Object.fromEntries(servers.map((server) => [server.name, server.memory('VmHWM')]));
  const postgres = await withClient(url, async (client) => (await client.query('show server_version')).rows[0]);
  const line = lastLine(results);
  const content = { rows, pace, machine: machine(postgres.server_version), memory, results, line };
  const path = writeResults(`questions-${rows}`, content);
  note(`written to ${path}; ${((performance.now() - begin) / 1_000).toFixed(0)} s in all`);
  console.log(`\n${resultTable(results)}\n\n${memoryTable(memory)}\n\n${line}`);
}

function measureUncached(question, servers, requests, pace) {
  const asked = servers.filter(({ name }) => question[name]);
  const next = ({ name }) => {
    const request = requests.next(question, name);
    return request && bytesOf(request);
  };
  return takeTurns(asked, next, pace);
}

/** The same request again and again, while nothing changes; and whether it still holds, where our server gives an ETag. */
async function measureRepeated(question, servers, rows, pace) {
  const [ours] = servers;
  const asked = servers.filter(({ name }) => name !== 'limit' && question[name]);
  const same = new Map(asked.map(({ name }) => [name, bytesOf(requestOf(question, name, 0, rows))]));
  const brief = { ...pace, rounds: Math.min(3, pace.rounds), warmUp: pace.warmUp / 2 };
  const found = [['repeated', await takeTurns(asked, ({ name }) => same.get(name), brief)]];
  const conditional = await conditionalRequest(question, ours, rows);
  if (conditional) found.push(['not modified', await takeTurns([ours], () => conditional, brief, 304)]);
  return found;
}
