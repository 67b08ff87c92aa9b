import type { CORSOptions } from '@whatwg-node/server';
import type { Plugin } from 'graphql-yoga';

type HeaderOf = (name: string) => string | null;

/** Lets the pages of these origins read answers, and no others. There are no cookies that it could give away. */
function optionsFor(origins: readonly string[], origin: string | null): CORSOptions {
  if (origin === null || !(origins.includes('*') || origins.includes(origin))) return false;
  return { origin, methods: ['GET', 'POST'], credentials: false, exposedHeaders: ['x-request-id'], maxAge: 86_400 };
}

/** What Yoga is told. */
export const buildCorsOptions = (origins: readonly string[]) =>
  origins.length > 0 && ((request: Request) => optionsFor(origins, request.headers.get('origin')));

/** The same headers for a plain answer, names and values in turn, made by what makes them for Yoga. It is loaded where there are origins. */
export function corsHeaders(origins: readonly string[]): (header: HeaderOf) => Promise<readonly string[]> {
  const library = origins.length > 0 ? import('@whatwg-node/server') : null;
  return async (get) => {
    const options = optionsFor(origins, get('origin'));
    if (!library || !options) return [];
    const { getCORSHeadersByRequestAndOptions } = await library;
    // Of a request it reads the headers.
    return Object.entries(getCORSHeadersByRequestAndOptions({ headers: { get } } as Request, options) ?? {}).flat();
  };
}

/** A cache between must not hand one origin's answer to another. */
export function useVaryByOrigin(origins: readonly string[]): Plugin {
  return {
    onResponse: ({ response }) => {
      if (origins.length > 0) response.headers.append('vary', 'origin');
    },
  };
}
