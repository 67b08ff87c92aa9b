import type { CORSOptions } from '@whatwg-node/server';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';

type HeaderOf = (name: string) => string | null;

/** Which pages of other origins may read answers. */
export interface CorsPolicy {
  /** Whether the headers of an answer depend on the origin of its request. */
  readonly varies: boolean;
  /** What Yoga is told about a request with these headers. */
  optionsFor(header: HeaderOf): CORSOptions;
  /** The same headers for a plain answer, names and values in turn, made by the function that makes them for Yoga. */
  headersFor(header: HeaderOf): Promise<readonly string[]>;
}

/** Headers that a page may read besides those that every page may: Content-Type, Content-Language, Content-Length and their like. */
const EXPOSED = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Link',
  'Location',
  'OData-Version',
  'Preference-Applied',
  'Retry-After',
  'X-Request-Id',
];

/** Lets the pages of the configured origins read answers, and no others. There are no cookies that it could give away. */
export function createCorsPolicy(
  { corsOrigins: origins, publicUrl }: Pick<Config, 'corsOrigins' | 'publicUrl'>,
  log: Logger,
): CorsPolicy {
  const hint = hintOnce(publicUrl, log);
  const optionsFor = (header: HeaderOf): CORSOptions => {
    const origin = header('origin');
    if (origin === null) return false;
    if (!(origins.includes('*') || origins.includes(origin))) {
      hint(origin, header);
      return false;
    }
    return { origin, methods: ['GET', 'POST'], credentials: false, exposedHeaders: EXPOSED, maxAge: 86_400 };
  };
  // It is loaded where there are origins.
  const library = origins.length > 0 ? import('@whatwg-node/server') : null;
  return {
    varies: origins.length > 0,
    optionsFor,
    headersFor: async (get) => {
      const options = optionsFor(get);
      if (!library || !options) return [];
      const { getCORSHeadersByRequestAndOptions } = await library;
      // Of a request it reads the headers.
      return Object.entries(getCORSHeadersByRequestAndOptions({ headers: { get } } as Request, options) ?? {}).flat();
    },
  };
}

const MAX_HINTS = 1_000;
const MAX_ORIGIN_LENGTH = 200;

/** Logs an origin whose pages are refused the first time that it is seen. After so many origins the log hears of no more. */
function hintOnce(publicUrl: string | null, log: Logger): (origin: string, header: HeaderOf) => void {
  const own = publicUrl && new URL(publicUrl).origin;
  const hinted = new Set<string>();
  return (origin, header) => {
    if (hinted.size >= MAX_HINTS || hinted.has(origin) || origin.length > MAX_ORIGIN_LENGTH) return;
    // The server's own pages send their origin too, and need no permission.
    if (origin === own || header('sec-fetch-site') === 'same-origin') return;
    if (URL.canParse(origin) && new URL(origin).host === header('host')) return;
    hinted.add(origin);
    log.warn({ origin }, 'a page of this origin cannot read the answers of this server: CORS_ORIGINS does not name it');
  };
}

/** A cache between must not hand one origin's answer to another. */
export function useVaryByOrigin({ varies, optionsFor }: CorsPolicy): Plugin {
  return {
    onResponse: ({ request, response }) => {
      if (varies) response.headers.append('vary', 'origin');
      // Yoga asks the policy only where some origin is allowed, and the log shall hear of pages where none is.
      else optionsFor((name) => request.headers.get(name));
    },
  };
}
