import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openSmallPglite } from '../support/pglite.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What was printed so far. */
  out(): string;
  /** The same of its errors. */
  err(): string;
  /** Answers when the text has been printed, fails when the process ends without it. */
  printed(text: string | RegExp): Promise<RegExpExecArray>;
}

/** Runs the built command line, knowing nothing of this process's configuration. */
export function run(args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['dist/main.js', ...args], { env: { PATH: process.env.PATH, ...env } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, out, err }));
  return {
    child,
    ended,
    out: () => out,
    err: () => err,
    printed: async (text) => {
      for (;;) {
        const match = new RegExp(text).exec(out);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended early:\n${out}${err}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}

/** A server would load the other packages that come with the project for seconds after it is ready. */
const FIRST_PACKAGE = 'data/tianshui-2020';

/** Starts the server on any free port and answers where it is, when it is ready. */
export async function serve(env: Record<string, string>): Promise<Running & { readonly url: string }> {
  const running = run(['serve'], { PORT: '0', DATASETS: FIRST_PACKAGE, ...env });
  const [, url = ''] = await running.printed(/API {7}(http:\S+)\/graphql/);
  return { ...running, url };
}

/** Starts the server and answers where it is, as soon as it listens. */
export async function listenOnly(env: Record<string, string>): Promise<Running & { readonly url: string }> {
  const running = run(['serve'], { PORT: '0', ...env });
  const [, url = ''] = await running.printed(/Listening on (http:\S+)\/graphql/);
  return { ...running, url };
}

export async function query(url: string, text: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  return (await response.json()) as { data: Record<string, unknown> };
}

export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** A folder of the test's own, gone at its end. */
export async function temporaryFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'govgraph-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A DATA_DIR that holds the bundled data set, as an earlier process would have left it. */
export async function loadedFolder(): Promise<Folder> {
  const folder = await temporaryFolder();
  const files = join(folder.path, 'pg');
  const pglite = await openSmallPglite(await readFile(inject('templates').files.bundled), files);
  await pglite.close();
  await writeFile(join(files, 'govgraph.created'), '');
  return folder;
}
