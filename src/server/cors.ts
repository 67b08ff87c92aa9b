import type { Plugin, YogaServerOptions } from 'graphql-yoga';

type Cors = NonNullable<YogaServerOptions<object, object>['cors']>;

/** Lets the pages of these origins read answers, and no others. There are no cookies that it could give away. */
export function corsOf(origins: readonly string[]): Cors {
  if (origins.length === 0) return false;
  return (request: Request) => {
    const origin = request.headers.get('origin');
    if (origin === null || !(origins.includes('*') || origins.includes(origin))) return false;
    return { origin, methods: ['GET', 'POST'], credentials: false, exposedHeaders: ['x-request-id'], maxAge: 86_400 };
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
