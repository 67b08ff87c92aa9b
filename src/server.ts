import type { DocumentNode } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createContext } from './graph/context.ts';
import { schema } from './graph/schema.ts';
import type { Application } from './server/application.ts';
import { useContentCache } from './server/content-cache.ts';
import { corsOf, useVaryByOrigin } from './server/cors.ts';
import { useDeadline } from './server/deadline.ts';
import { useErrors } from './server/error.ts';
import { useExplorer } from './server/explorer.ts';
import { useLimits } from './server/limit.ts';
import { useRoutes } from './server/route.ts';
import { useText } from './server/text.ts';
import { useTrace } from './server/trace.ts';
import type { Database } from './store/database.ts';
import { contentReader } from './store/content.ts';

export interface ApplicationOptions {
  readonly config: Pick<Config, 'cacheBytes' | 'corsOrigins' | 'defaultDataset' | 'limits'>;
  readonly database: Database;
  readonly log: Logger;
}

/** The one HTTP application: the GraphQL API with its explorer, /health and /ready. It listens nowhere yet. */
export function createApplication({ config, database, log }: ApplicationOptions): Application {
  const { cacheBytes, corsOrigins, defaultDataset, limits } = config;
  const content = useContentCache(contentReader(database), cacheBytes);
  let draining = false;

  const yoga = createYoga({
    schema,
    context: ({ request, params, document }: YogaInitialContext & { document?: DocumentNode }) =>
      content.contentFor(request).catch(() => null).then((found) => createContext({
        database,
        content: found,
        defaultDataset,
        acceptLanguage: request.headers.get('accept-language'),
        document: document ?? null,
        variables: params.variables ?? {},
      })),
    // In the order of a request.
    plugins: [
      useTrace(log),
      useVaryByOrigin(corsOrigins),
      useRoutes({ database, isDraining: () => draining }),
      useExplorer(),
      content.plugin,
      useDeadline(limits.requestTimeout),
      useLimits(limits),
      useText(),
      useDocument(),
      useErrors(log, limits),
    ],
    cors: corsOf(corsOrigins),
    maxRequestBodySize: limits.bodyBytes,
    // Each of these has its own plugin above; Yoga's health check answers any address that ends like this one, and none ends in a space.
    graphiql: false,
    healthCheckEndpoint: ' ',
    landingPage: false,
    logging: false,
    maskedErrors: false,
    multipart: false,
  });

  return {
    fetch: async (request) => yoga.fetch(request),
    handle: yoga,
    drain: () => {
      draining = true;
    },
  };
}

/** Hands the parsed document to the context, which reads from it what state the request wants. */
function useDocument(): Plugin {
  return {
    onParse:
      () =>
      ({ result, extendContext }) =>
        extendContext({ document: result } as object),
  };
}
