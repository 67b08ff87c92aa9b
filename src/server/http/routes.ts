import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { handlerAt } from '../../connectors/connectors.ts';
import type { Handler } from '../../connectors/http/handler.ts';
import { databaseError } from '../../database/outage.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { problem } from '../core/problem.ts';
import type { Readiness } from '../core/readiness.ts';
import type { YogaHandoff } from '../core/trace.ts';
import { answerReady } from './ready.ts';

export interface Routes {
  readonly log: Logger;
  readonly connectors: ReadonlyMap<string, Handler>;
  isDraining(): boolean;
  readReadiness(): Promise<Readiness>;
}

/** What is not GraphQL: the connectors, /health, /ready, the way to the explorer, and a 404 for all else. */
export function useRoutes({ log, connectors, isDraining, readReadiness }: Routes): Plugin<object, YogaHandoff> {
  const routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
    '/': () => new Response(null, { status: 302, headers: { location: '/graphql' } }),
    '/health': () => json({ status: 'alive' }),
    '/ready': async (request) => {
      if (isDraining()) return problem(request, 'UNAVAILABLE', message('server.stopping'));
      return answerReady(request, await readReadiness());
    },
  };
  return {
    onRequest: async ({ request, url, serverContext, endResponse }) => {
      const { pathname } = url;
      if (pathname === '/graphql') return;
      const handler = handlerAt(connectors, pathname);
      if (handler) {
        const { id } = serverContext.trace;
        endResponse(await handler(request, id).catch((error) => problemOf(request, error, log, id)));
        return;
      }
      const route = routes[pathname];
      endResponse(
        route
          ? await route(request)
          : problem(request, 'NOT_FOUND', message('server.nothing-at-path', { path: pathname.slice(0, 200) })),
      );
    },
  };
}

/** The problem that a client is told. Anything that is not known is a bug, which is logged. */
function problemOf(request: Request, error: unknown, log: Logger, requestId: string): Response {
  const known = error instanceof DomainError ? error : databaseError(error);
  if (known) return problem(request, known.code, known.text, known.details);
  log.error({ err: error, requestId }, 'a connector failed');
  return problem(request, 'INTERNAL', message('server.failed', { requestId }));
}

function json(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}
