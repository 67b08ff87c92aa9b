// Clients that read, and publishers that import and report, until they are told to stop.
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAIN } from './cluster.mjs';
import { TASK, writeRelease } from './package.mjs';
import { QUESTIONS } from './question.mjs';

/** Milliseconds in which every request has to end, however. */
export const PATIENCE = 30_000;
/** How long a client and a publisher rest between two requests. */
const REST = 20;
const PUBLISHER_REST = 500;
/** The end of a process that nobody waits for any longer. */
const COMMAND_LIMIT = 60_000;

/** Whether this says that the database is away: all of it, or in GraphQL a part, under which the rest stands with a status of 200. */
function isUnavailable(status, text) {
  if (status === 503) return text.includes('UNAVAILABLE');
  const { errors } = text.startsWith('{') ? JSON.parse(text) : {};
  return status === 200 && errors?.length > 0 && errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE');
}

/** @returns what came of requests, which grows while the load runs, and a way to stop it */
export function startLoad(cluster, journal, clients) {
  const counts = {
    answered: 0,
    unchanged: 0,
    unavailable: 0,
    broken: 0,
    cut: 0,
    imports: 0,
    reports: 0,
    failedImports: 0,
    failedReports: 0,
  };
  const slowest = { request: 0, command: 0 };
  /** Of each node and publisher when something came out well last. */
  const well = new Map();
  /** Of each the longest time without that since the last look. */
  const waits = new Map();
  let since = 0;
  let isOver = false;

  const succeed = (who) => {
    const now = performance.now();
    waits.set(who, Math.max(waits.get(who) ?? 0, now - Math.max(since, well.get(who) ?? now)));
    well.set(who, now);
  };

  /** Asks a question, by a client that may hold earlier answers to it: it is content with one that the node says still holds. */
  async function ask(node, { title, request, read }, held = new Map(), isConditional = false) {
    const known = isConditional ? [...held.values()] : [];
    const floor = journal.floor();
    const start = performance.now();
    const kills = node.kills;
    const wasDown = node.isDown;
    let head = null;
    let text = '';
    try {
      const [url, init] = request(node.url);
      const conditions = known.length > 0 ? { 'if-none-match': known.map(({ etag }) => etag).join(', ') } : {};
      head = await fetch(url, {
        ...init,
        headers: { ...init?.headers, ...conditions },
        signal: AbortSignal.timeout(PATIENCE),
      });
      text = await head.text();
    } catch (error) {
      const isKilled = wasDown || node.isDown || node.kills !== kills;
      if (error.name === 'TimeoutError') journal.fail(`${title} on ${node.name}: nothing within ${PATIENCE / 1_000} s`);
      else if (isKilled) counts.broken += 1;
      // A file whose first bytes are sent can only be broken off.
      else if (head?.ok && title.startsWith('a file')) counts.cut += 1;
      else journal.fail(`${title} on ${node.name}: ${error.message} ${error.cause?.message ?? ''}`);
      return false;
    } finally {
      slowest.request = Math.max(slowest.request, performance.now() - start);
    }
    if (isUnavailable(head.status, text)) {
      counts.unavailable += 1;
      return false;
    }
    if (head.status === 304) {
      const still = known.find(({ etag }) => etag === head.headers.get('etag'));
      if (!still) {
        journal.fail(`${title} on ${node.name}: unchanged since ${head.headers.get('etag')}, which nobody holds`);
        return false;
      }
      journal.check(`${title} on ${node.name}, held since ${still.node}`, floor, still.shown);
      counts.answered += 1;
      counts.unchanged += 1;
      succeed(node.name);
      return true;
    }
    if (!head.ok) {
      journal.fail(`${title} on ${node.name}: ${head.status} ${text.slice(0, 300)}`);
      return false;
    }
    try {
      const shown = read(text);
      journal.check(`${title} on ${node.name}`, floor, shown);
      const etag = head.headers.get('etag');
      if (etag !== null) held.set(node.name, { etag, shown, node: node.name });
    } catch (error) {
      journal.fail(`${title} on ${node.name}: ${error.message}: ${text.slice(0, 300)}`);
      return false;
    }
    counts.answered += 1;
    succeed(node.name);
    return true;
  }

  async function read(client) {
    /** Question → node → the last answer, which is also shown to the other node. */
    const held = new Map(QUESTIONS.map((question) => [question, new Map()]));
    for (let at = client; !isOver; at += 1) {
      const node = cluster.nodes[at % cluster.nodes.length];
      const turn = Math.floor(at / cluster.nodes.length);
      const question = QUESTIONS[turn % QUESTIONS.length];
      // Every other time the answer itself has to be sent.
      const isConditional = Math.floor(turn / QUESTIONS.length) % 2 === 1;
      const isAnswered = await ask(node, question, held.get(question), isConditional);
      await sleep(isAnswered ? REST : 10 * REST);
    }
  }

  /** Runs a command of govgraph: null where it says that it is done, else what it said. */
  async function command(...args) {
    const start = performance.now();
    const trouble = await new Promise((resolve) => {
      const options = { env: cluster.env, timeout: COMMAND_LIMIT, killSignal: 'SIGKILL' };
      execFile(process.execPath, [MAIN, ...args], options, (error, _, told) =>
        resolve(error ? told || error.message : null),
      );
    });
    slowest.command = Math.max(slowest.command, performance.now() - start);
    return trouble;
  }

  let release = 0;
  async function publish() {
    // One that was not acknowledged may be there or not: its number is not used again.
    release += 1;
    const number = release;
    const folder = writeRelease(cluster.folder, number);
    const trouble = await command('import', folder, '--yes');
    rmSync(folder, { recursive: true });
    if (trouble === null) {
      journal.acknowledgeRelease(number);
      counts.imports += 1;
      succeed('imports');
    } else counts.failedImports += 1;
    return trouble;
  }

  let reported = 0;
  async function report() {
    reported += 1;
    const note = `report-${reported}`;
    const at = new Date(Date.UTC(2024, 0, 1, 0, reported)).toISOString();
    const given = ['--status', 'IN_PROGRESS', '--at', at, '--note', note, '--lang', 'en'];
    const trouble = await command('report', TASK, ...given);
    if (trouble === null) {
      journal.acknowledgeReport(note);
      counts.reports += 1;
      succeed('reports');
    } else counts.failedReports += 1;
    return trouble;
  }

  async function repeat(work) {
    while (!isOver) {
      const trouble = await work();
      if (trouble !== null) cluster.note(trouble);
      await sleep(PUBLISHER_REST);
    }
  }

  const mustDo = async (work) => {
    const trouble = await work();
    if (trouble !== null) throw new Error(`The first publication failed.\n${trouble}`);
  };

  return {
    counts,
    slowest,
    well,
    waits,
    /** Counts the time without success from now. */
    clearWaits: () => {
      waits.clear();
      since = performance.now();
    },
    /** The first of both, on which the clients rely. */
    prepare: async () => {
      await mustDo(publish);
      await mustDo(report);
    },
    run: () => {
      const all = [...Array.from({ length: clients }, (_, client) => read(client)), repeat(publish), repeat(report)];
      return async () => {
        isOver = true;
        await Promise.all(all);
      };
    },
    /** Asks everything of every node once more, when nothing is written and nothing fails. */
    askAll: async () => {
      for (const node of cluster.nodes) {
        for (const question of QUESTIONS) {
          if (!(await ask(node, question))) journal.fail(`${question.title} on ${node.name}: no answer at the end`);
        }
      }
    },
  };
}
