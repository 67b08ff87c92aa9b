import type { Plugin, YogaServerOptions } from 'graphql-yoga';

type Cors = NonNullable<YogaServerOptions<object, object>['cors']>;

const SHARED = { methods: ['GET', 'POST'], credentials: false, exposedHeaders: ['x-request-id'], maxAge: 86_400 };

/** Lets the pages of these origins read answers, and no others. There are no cookies that it could give away. */
export function corsOf(origins: readonly string[]): Cors {
  if (origins.length === 0) return false;
  return (request: Request) => {
    const origin = request.headers.get('origin');
    return origin !== null && admits(origins, origin) ? { origin, ...SHARED } : false;
  };
}

/** The same as headers of a plain answer, names and values in turn. What else the answer varies by is named along. */
export function corsHeaders(origins: readonly string[]): (origin: string | null, vary: string) => readonly string[] {
  if (origins.length === 0) return (_, vary) => (vary === '' ? [] : ['vary', vary]);
  const { methods, exposedHeaders, maxAge } = SHARED;
  const allowed = ['access-control-allow-methods', methods.join(', ')];
  allowed.push('access-control-expose-headers', exposedHeaders.join(', '), 'access-control-max-age', `${maxAge}`);
  return (origin, vary) => {
    const varies = ['vary', vary === '' ? 'origin' : `origin, ${vary}`];
    if (origin === null || !admits(origins, origin)) return varies;
    return [...varies, 'access-control-allow-origin', origin, ...allowed];
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

const admits = (origins: readonly string[], origin: string): boolean =>
  origins.includes('*') || origins.includes(origin);
