// The clients of `npm run bench -- load`: a process that loads a server until it is told to stop, and then says what it was answered.
import { get, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEAR } from './question/dear.mjs';

/** Asked for by every client in turn; how many parts of a query are permitted depends on the size of the data. */
const FILES = ['/files/observations.csv', '/files/observations.xlsx', '/files/observations.json'];
const ODATA = [
  '/odata/v4/Observations?$orderby=value%20desc&$top=10000&$count=true',
  "/odata/v4/Observations?$filter=contains(metricName,'9')%20and%20contains(regionName,'9')&$orderby=yoyPercent%20desc&$top=10000",
  '/odata/v4/Observations?$apply=groupby((metricCode,period),aggregate(value%20with%20average%20as%20mean))&$top=10000',
];
/** With it, a query that weighs too much is answered 400, and not 200 with an error. */
const TOLD_BY_STATUS = 'application/graphql-response+json';

/** Clients, each with an address of its own, that ask for one dear thing after the other and read all of it. */
function startClients(port, clients) {
  const answers = {};
  const scale = new Map(DEAR.map(({ name, most }) => [name, Math.min(most, 100)]));
  for (let client = 0; client < clients; client++) void askOn(port, client, scale, answers);
  return answers;
}

async function askOn(port, client, scale, answers) {
  const address = `10.0.0.${client + 1}`;
  for (let turn = client; ; turn++) {
    const status = await dearest(port, client, turn, address, scale);
    const name = status === 200 ? 'answered' : `status ${status}`;
    answers[name] = (answers[name] ?? 0) + 1;
    // Whoever is refused waits for a second, as the answer says.
    if (status === 503) await after(1_000);
  }
}

/** A quarter of the clients each asks for files, pages of OData, queries of every kind, and searches: a file may take longer than all the rest. */
async function dearest(port, client, turn, address, scale) {
  const kind = client % 4;
  if (kind === 0) return send(port, FILES[turn % FILES.length], undefined, address);
  if (kind === 1) return send(port, ODATA[turn % ODATA.length], undefined, address);
  const one = kind === 2 ? DEAR[turn % DEAR.length] : DEAR.find(({ name }) => name === 'search');
  const mark = `t${turn}c${address.replaceAll('.', '')}`;
  for (;;) {
    const parts = scale.get(one.name);
    const status = await send(port, '/graphql', JSON.stringify({ query: one.query(parts, mark, turn) }), address);
    if ((status !== 400 && status !== 413) || parts === 1) return status;
    scale.set(one.name, Math.min(scale.get(one.name), Math.floor(parts * 0.8) || 1));
  }
}

/** Reads an answer to its end and keeps none of it; `tell` is given what a refusal says. */
export function send(port, path, body, address, tell) {
  const headers = {
    'x-forwarded-for': address ?? '10.1.1.1',
    ...(body === undefined ? {} : { 'content-type': 'application/json', accept: TOLD_BY_STATUS }),
  };
  return new Promise((resolve) => {
    const options = { port, path, headers };
    const asked = body === undefined ? get(options) : request({ ...options, method: 'POST' }).end(body);
    asked.on('error', () => resolve('broken'));
    asked.on('response', (response) => {
      if (tell && response.statusCode >= 400) response.setEncoding('utf8').on('data', tell);
      response.resume();
      response.on('close', () => resolve(response.complete ? response.statusCode : 'cut off'));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, clients] = process.argv.slice(2).map(Number);
  const answers = startClients(port, clients);
  // Whoever still reads a long file is left with it.
  process.once('message', () => process.send(answers, () => process.exit()));
  // The bench has ended, and does so before its time where a request failed.
  process.once('disconnect', () => process.exit());
}
