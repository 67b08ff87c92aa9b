import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';
import { makeOnce } from '../../domain/core/make-once.ts';
import { acceptedEncodings, acceptsPage } from '../../domain/negotiation/accept.ts';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);
const WELCOME = '# Ctrl+Space completes, Ctrl+Enter runs.\n{\n  datasets {\n    code\n    title\n  }\n}\n';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" rx="6" fill="#0b5d78"/><path d="M8 22V14M14 22V10M20 22v-6" stroke="#fff" stroke-width="3.2" stroke-linecap="round"/><circle cx="24.6" cy="9" r="2.6" fill="#f2b84b"/></svg>';

type Encoding = 'br' | 'gzip' | 'identity';

const ENCODERS: Readonly<Record<Encoding, (page: Buffer) => Promise<Buffer>>> = {
  br: (page) => promisify(brotliCompress)(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (page) => promisify(gzip)(page),
  identity: async (page) => page,
};

/** The smallest first. */
const OFFERS = ['br', 'gzip'] as const;

/** GraphiQL for a browser that opens /graphql. It works offline: the page carries everything, 9 MB, so it is built and compressed once, when first asked for. */
export function useExplorer(): Plugin {
  const documents = exampleOperations();
  const page = makeOnce(() => render(documents));
  const bodyIn = (encoding: Encoding) => makeOnce(async () => ENCODERS[encoding]((await page()).html));
  const bodies: Readonly<Record<Encoding, () => Promise<Buffer>>> = {
    br: bodyIn('br'),
    gzip: bodyIn('gzip'),
    identity: bodyIn('identity'),
  };

  return {
    onRequest: async ({ request, url, endResponse }) => {
      if (request.method !== 'GET' || url.pathname !== '/graphql') return;
      if (!acceptsPage(request.headers.get('accept'))) return;
      const { hash, policy } = await page();
      const [encoding = 'identity']: Encoding[] = acceptedEncodings(request.headers.get('accept-encoding'), OFFERS);
      const etag = `"${hash}-${encoding}"`;
      const headers = {
        etag,
        vary: 'accept, accept-encoding',
        'cache-control': 'no-cache',
        'content-security-policy': policy,
      };
      if (request.headers.get('if-none-match')?.includes(etag)) {
        endResponse(new Response(null, { status: 304, headers }));
        return;
      }
      const body = await bodies[encoding]();
      endResponse(
        new Response(new Uint8Array(body), {
          headers: {
            ...headers,
            'content-type': 'text/html; charset=utf-8',
            ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
          },
        }),
      );
    },
  };
}

/** The tabs that come first: the question of the README, then what people ask most. The others follow by their names. */
const FIRST = [
  'wgi-question',
  'wgi-effectiveness',
  'uk-gmpp-turned-red',
  'groups-tasks-metrics',
  'pilot-tasks',
  'wgi-revision',
  'wgi-table',
].map((name) => `${name}.graphql`);

/** The documents that people copy are the tabs that they start with. */
function exampleOperations(): string[] {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  const placeOf = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const sorted = files.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return sorted.map((name) => readFileSync(new URL(name, OPERATIONS), 'utf8'));
}

interface Page {
  readonly html: Buffer;
  readonly hash: string;
  /** Its Content-Security-Policy. */
  readonly policy: string;
}

async function render(documents: readonly string[]): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const defaultTabs = (documents.length > 0 ? documents : [WELCOME]).map((query) => ({ query }));
  const favicon = `data:image/svg+xml,${encodeURIComponent(LOGO)}`;
  const html = Buffer.from(await renderGraphiQL({ title: 'govgraph', logo: LOGO, favicon, defaultTabs }));
  const hash = createHash('sha256').update(html).digest('base64url');
  return { html, hash, policy: policyFor(html.toString()) };
}

/** The page may run its own scripts and no others, ask its own server and no other, and be shown in no frame. Its editor writes styles as it goes. */
function policyFor(html: string): string {
  const hashes = scriptsIn(html).map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    'worker-src blob: data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What stands within each script of the page. */
function scriptsIn(html: string): string[] {
  const scripts: string[] = [];
  for (let at = html.indexOf(SCRIPT); at >= 0; at = html.indexOf(SCRIPT, at)) {
    const end = html.indexOf(SCRIPT_END, at);
    if (end < 0) break;
    scripts.push(html.slice(at + SCRIPT.length, end));
    at = end;
  }
  return scripts;
}

const SCRIPT = '<script>';
const SCRIPT_END = '</script>';
