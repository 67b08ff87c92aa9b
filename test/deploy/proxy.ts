import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { freePort } from '../support/port.ts';
import {
  HAPROXY,
  makeCertificate,
  NGINX,
  openWorkplace,
  type Program,
  readExample,
  startProgram,
  type Workplace,
} from './program.ts';

interface StartOptions {
  readonly port: number;
  /** The addresses of the servers behind it, such as 127.0.0.1:4000. */
  readonly targets: readonly string[];
  /** What else of the example is written otherwise. */
  readonly changes: Readonly<Record<string, string>>;
}

export interface ProxyKind {
  readonly title: string;
  readonly program: string;
  /** What govgraph is started with behind it. */
  environment(base: string): Record<string, string>;
  start(workplace: Workplace, options: StartOptions): Promise<{ program: Program; pem: string }>;
}

const nginx = (title: string, example: string, environment: ProxyKind['environment']): ProxyKind => ({
  title,
  program: NGINX,
  environment,
  start: async (workplace, { port, targets: [target = ''], changes }) => {
    const { certificate, key, pem } = await makeCertificate(workplace);
    const site = await readExample(example, {
      'listen 443 ': `listen 127.0.0.1:${port} `,
      'server 127.0.0.1:4000;': `server ${target};`,
      '/etc/ssl/data.example.org.crt': certificate,
      '/etc/ssl/data.example.org.key': key,
      ...changes,
    });
    const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const lines = [
      // Its workers would run as somebody who may not read the folder of the test.
      ...(process.getuid?.() === 0 ? ['user root;'] : []),
      'daemon off; worker_processes 1; error_log stderr;',
      `pid ${workplace.path}/nginx.pid;`,
      'events {}',
      `http { access_log off; ${folders.map((name) => `${name}_temp_path ${workplace.path}/${name};`).join(' ')}`,
      `include ${await workplace.write('site.conf', site)}; }`,
    ];
    const path = await workplace.write('nginx.conf', lines.join('\n'));
    return { program: await startProgram(NGINX, ['-e', 'stderr', '-c', path, '-p', workplace.path], port), pem };
  },
});

/** Every example of `deploy` for a proxy under a path. */
export const PROXIES: readonly ProxyKind[] = [
  nginx('nginx that takes the path away', 'nginx-strip.conf', () => ({ TRUST_PROXY: '1' })),
  nginx('nginx that keeps the path', 'nginx-keep.conf', (base) => ({ TRUST_PROXY: '1', PUBLIC_URL: base })),
  {
    title: 'HAProxy that takes the path away',
    program: HAPROXY,
    environment: () => ({ TRUST_PROXY: '1' }),
    start: async (workplace, { port, targets: [one = '', two = one], changes }) => {
      const { both, pem } = await makeCertificate(workplace);
      const config = await readExample('haproxy.cfg', {
        'bind :443 ': `bind 127.0.0.1:${port} `,
        '/etc/haproxy/data.example.org.pem': both,
        '127.0.0.1:4001': one,
        '127.0.0.1:4002': two,
        ...changes,
      });
      const path = await workplace.write('haproxy.cfg', config);
      return { program: await startProgram(HAPROXY, ['-db', '-f', path], port), pem };
    },
  },
];

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type AskAt = (path: string, options?: AskOptions) => Promise<Answer>;

export interface OpenProxy extends AsyncDisposable {
  /** https://127.0.0.1:…/data, without a slash at its end. */
  readonly base: string;
  readonly port: number;
  readonly pem: string;
  /** Asks at a whole address, or at a path under the base. Redirects are not followed. */
  readonly ask: AskAt;
}

/** A port for a proxy, and the address that it will have, which a server behind it may have to know before. */
export async function planProxy(): Promise<{ port: number; base: string }> {
  const port = await freePort();
  return { port, base: `https://127.0.0.1:${port}/data` };
}

export async function openProxy(
  kind: ProxyKind,
  { port, base }: { port: number; base: string },
  targets: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Promise<OpenProxy> {
  const workplace = await openWorkplace();
  const { program, pem } = await kind.start(workplace, { port, targets, changes });
  const agent = new Agent({ ca: pem, keepAlive: true, maxSockets: 50 });
  return {
    base,
    port,
    pem,
    ask: (path, options = {}) => send(new URL(path.startsWith('https:') ? path : base + path), { ...options, agent }),
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      await program.stop();
      await workplace[Symbol.asyncDispose]();
    },
  };
}

export function send(url: URL, { method = 'GET', headers = {}, body, agent }: AskOptions & { agent?: Agent }) {
  return new Promise<Answer>((resolve, reject) => {
    const open = url.protocol === 'https:' ? request : httpRequest;
    const sent = open(url, { method, headers, ...(agent ? { agent } : {}) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
