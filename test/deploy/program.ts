import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Programs of Debian that the examples in `deploy` are for. */
export const NGINX = '/usr/sbin/nginx';
export const HAPROXY = '/usr/sbin/haproxy';
export const VARNISH = '/usr/sbin/varnishd';

/** The word that stands beside tests that are skipped without a program. */
export const needs = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1).replace('varnishd', 'varnish');
  return existsSync(path) ? '' : ` (skipped: needs ${name}, apt-get install ${name})`;
};

export interface Program {
  stop(): Promise<void>;
}

/** Starts a program, and waits until it listens. */
export async function startProgram(path: string, args: readonly string[], port: number): Promise<Program> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close');
  for (let isOpen = false; !isOpen; isOpen = await accepts(port)) {
    if (child.exitCode !== null) throw new Error(`${path} ended early:\n${output}`);
    await setTimeout(20);
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  /** Both in one file, as HAProxy wants them. */
  readonly both: string;
  readonly pem: string;
}

export interface Workplace extends AsyncDisposable {
  readonly path: string;
  /** Writes a file there, and answers where it lies. */
  write(name: string, text: string): Promise<string>;
}

export async function openWorkplace(): Promise<Workplace> {
  const path = await mkdtemp(join(tmpdir(), 'govgraph-deploy-'));
  return {
    path,
    write: async (name, text) => {
      await writeFile(join(path, name), text);
      return join(path, name);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** A certificate for this machine that nobody has signed. */
export async function makeCertificate(workplace: Workplace): Promise<Certificate> {
  const [certificate, key] = [join(workplace.path, 'server.crt'), join(workplace.path, 'server.key')];
  const names = 'subjectAltName=DNS:data.example.org,IP:127.0.0.1';
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const where = ['-out', certificate, '-keyout', key, '-subj', '/CN=data.example.org', '-addext', names];
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...where]);
  const pem = await readFile(certificate, 'utf8');
  const both = await workplace.write('both.pem', pem + (await readFile(key, 'utf8')));
  return { certificate, key, both, pem };
}

/** An example of `deploy` with what this machine has in the place of what an operator would write; each of it has to be there. */
export async function readExample(name: string, replacements: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile(`deploy/${name}`, 'utf8');
  for (const [given, wanted] of Object.entries(replacements)) {
    if (!text.includes(given)) throw new Error(`deploy/${name} has no ${given}`);
    text = text.replaceAll(given, wanted);
  }
  return text;
}
