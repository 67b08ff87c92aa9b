// A page in headless Chromium asks, and posts what it got back to the little server that it came from.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' };
const CLIENTS = join(import.meta.dirname, '..');
const LIBRARIES = ['sap.ui.core', 'sap.ui.table', 'sap.ui.unified', 'sap.m', 'sap.ui.layout'];
/** Where what a path begins with is looked for. */
const FOLDERS = {
  page: [CLIENTS],
  resources: LIBRARIES.map((name) => join(CLIENTS, 'node_modules/@openui5', name, 'src')),
};

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1400,1000',
  // Nothing but this machine may be reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Serves a page and OpenUI5 until the page has told what it found: at a port, or at any. The server's own addresses are under the origin of the
 * page where they are forwarded, and of another origin where they are not.
 *
 * @param {string} page below this folder, with its query
 * @param {{ port?: number, forwardTo?: string, folder: string, signal: AbortSignal }} options
 */
export async function askInBrowser(page, { port = 0, forwardTo, folder, signal }) {
  let told;
  const answered = new Promise((resolve) => {
    told = resolve;
  });
  const server = createServer(async (incoming, outgoing) => {
    const path = new URL(incoming.url, 'http://127.0.0.1').pathname;
    if (forwardTo && path.startsWith('/odata/')) return forward(forwardTo, incoming, outgoing);
    if (path === '/result') {
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      outgoing.end();
      return told(JSON.parse(Buffer.concat(chunks).toString()));
    }
    send(path, outgoing);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}/page/${page}`;
  const browser = spawn('chromium', [...FLAGS, `--user-data-dir=${folder}/browser`, address], {
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => browser.once('exit', resolve).once('error', resolve));
  const given = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  try {
    return await Promise.race([
      answered,
      given,
      ended.then(() => Promise.reject(new Error('Chromium ended before the page had told anything.'))),
    ]);
  } finally {
    // It is the head of a group of its own: whatever it started ends with it, and writes nothing more.
    if (browser.pid) process.kill(-browser.pid, 'SIGKILL');
    await ended;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function send(path, outgoing) {
  const [, root, ...rest] = normalize(path).split('/');
  const files = (FOLDERS[root] ?? []).map((folder) => join(folder, ...rest));
  const file = files.find((one) => existsSync(one)) ?? files[0] ?? CLIENTS;
  outgoing.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file)
    .on('error', () => {
      outgoing.statusCode = 404;
      outgoing.end();
    })
    .pipe(outgoing);
}

function forward(url, incoming, outgoing) {
  const headers = { ...incoming.headers, host: new URL(url).host };
  const asked = request(new URL(incoming.url, url), { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  asked.once('error', () => outgoing.destroy());
  incoming.pipe(asked);
}
