import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { acceptedEncodings, acceptedLanguages, acceptsPage } from '../../domain/negotiation/accept.ts';

const BUILD = fileURLToPath(new URL('../../../build/explorer/', import.meta.url));

/** The first step of each address that the explorer answers. Its router knows the rest. */
export const PAGE_NAMES = ['plan', 'task', 'metric', 'cube', 'sources', 'source', 'releases'] as const;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The smallest first, and how the build names what is compressed so. */
const OFFERS = ['br', 'gzip'] as const;
const SUFFIXES: Readonly<Record<(typeof OFFERS)[number], string>> = { br: '.br', gzip: '.gz' };

/** The style element that React Aria writes for what can be pressed: `[data-react-aria-pressable] { touch-action: pan-x pan-y pinch-zoom; }`. */
const PRESSABLE_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/**
 * Pages run scripts of this server only, none that stands in a page, and ask no other server. Charts place their labels by style attributes;
 * a style element would have to be a file of this server.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${PRESSABLE_STYLE}`,
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const YEAR = 31_536_000;

/** The manifest of the documents that the explorer asks; none without a build. */
export const EXPLORER_MANIFESTS: readonly string[] = [`${BUILD}documents.json`].filter(existsSync);

/** What a build is not whole without. */
const PARTS = ['index.html', 'preloads.json', 'assets'] as const;

/** What the build says of the files that a page needs: by its address and by its language. */
interface Preloads {
  readonly pages: ReadonlyMap<string, readonly string[]>;
  readonly languages: ReadonlyMap<string, readonly string[]>;
}

function readPreloads(folder: string): Preloads {
  const { pages, languages } = JSON.parse(readFileSync(`${folder}preloads.json`, 'utf8'));
  return { pages: new Map(Object.entries(pages)), languages: new Map(Object.entries(languages)) };
}

export interface Pages {
  /** The answer to a request for a page of the explorer or a file of its build; null for any other. `prefix` is the path before each address. */
  answer(request: Request, pathname: string, prefix: string): Response | null;
  /** For a browser the page of the explorer that says there is none at its address; null for a program, and without a build. */
  answerMissing(request: Request, prefix: string): Response | null;
  /** Whether a page or a file is at this address. */
  has(pathname: string): boolean;
}

/**
 * The explorer, as `npm start` built it; without a whole build there is nothing to answer. All of it is read at once: a server goes on with the pages
 * that it started with, whatever becomes of the folder.
 */
export function createPages(folder: string = BUILD): Pages {
  if (!PARTS.every((name) => existsSync(folder + name))) {
    return { answer: () => null, answerMissing: () => null, has: () => false };
  }
  const html = readFileSync(`${folder}index.html`, 'utf8');
  const preloads = readPreloads(folder);
  const assets = readFiles(
    folder,
    readdirSync(`${folder}assets`).map((name) => `/assets/${name}`),
  );
  const icons = readdirSync(folder).filter((name) => name.endsWith('.svg'));
  const others = readFiles(folder, icons.map((name) => `/${name}`)); // biome-ignore format: one line
  const files = new Map([...assets, ...others]);

  function answerFile(request: Request, path: string, plain: Buffer<ArrayBuffer>): Response {
    const accepted = acceptedEncodings(request.headers.get('accept-encoding'), OFFERS);
    const encoding = accepted.find((one) => assets.has(path + SUFFIXES[one]));
    const bytes = (encoding && files.get(path + SUFFIXES[encoding])) ?? plain;
    return new Response(request.method === 'HEAD' ? null : bytes, {
      headers: {
        'content-type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
        'content-length': `${bytes.length}`,
        // The name of an asset has its hash in it: what it names never changes. The icon has none.
        'cache-control': assets.has(path) ? `public, max-age=${YEAR}, immutable` : 'no-cache',
        vary: 'accept-encoding',
        ...(encoding ? { 'content-encoding': encoding } : {}),
      },
    });
  }

  /** The files that this page will ask for, told at once: otherwise each would be found by running the one before. */
  function linksFor(request: Request, url: URL): string {
    const [, first = '', ...others] = url.pathname.split('/');
    const lang = url.searchParams.get('lang') ?? languageOf(request);
    const files = [
      ...(preloads.languages.get(lang) ?? []),
      ...(preloads.pages.get(others.length > 0 ? `${first}/` : first) ?? []),
    ];
    return files.map(linkTo).join('');
  }

  function answerPage(request: Request, prefix: string, status: 200 | 404 = 200): Response {
    const page = html
      .replace('<base href="/"', `<base href="${prefix.replaceAll('"', '%22')}/"`)
      .replace('</head>', () => `${linksFor(request, new URL(request.url))}</head>`);
    const etag = `"${createHash('sha256').update(page).digest('base64url')}"`;
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      vary: 'accept, accept-language',
      etag,
    };
    const isKept = status === 200 && request.headers.get('if-none-match')?.includes(etag);
    if (isKept) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : page, { status, headers });
  }

  const isPage = (pathname: string) => {
    const [, first = ''] = pathname.split('/');
    return pathname === '/' || PAGE_NAMES.some((name) => name === first);
  };

  return {
    answer: (request, pathname, prefix) => {
      const file = files.get(pathname);
      if (file) return answerFile(request, pathname, file);
      return isPage(pathname) && acceptsPage(request.headers.get('accept')) ? answerPage(request, prefix) : null;
    },
    answerMissing: (request, prefix) =>
      acceptsPage(request.headers.get('accept')) ? answerPage(request, prefix, 404) : null,
    has: (pathname) => files.has(pathname) || isPage(pathname),
  };
}

const readFiles = (folder: string, paths: readonly string[]): ReadonlyMap<string, Buffer<ArrayBuffer>> =>
  new Map(paths.map((path) => [path, Buffer.from(readFileSync(folder + path.slice(1)))]));

const linkTo = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="./${file}">`
    : `<link rel="modulepreload" crossorigin href="./${file}">`;

/** The language that the page will begin in, as the browser tells it. Where it is another one, its words are fetched later. */
const languageOf = (request: Request): string => {
  const [wanted] = acceptedLanguages(request.headers.get('accept-language')).filter((tag) => /^(?:zh|en)\b/i.test(tag));
  return wanted?.toLowerCase().startsWith('zh') ? 'zh-Hans' : 'en';
};
