import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { ENTRANCES, handlerAt } from '../../connectors/connectors.ts';
import type { Handler } from '../../connectors/http/handler.ts';
import { type PublicAddress, resolvePrefix } from '../../connectors/http/public-address.ts';
import { databaseError, summarizeFailure } from '../../database/outage.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { problem } from '../core/problem.ts';
import type { Readiness } from '../core/readiness.ts';
import type { Trace, YogaHandoff } from '../core/trace.ts';
import { beginsLikeOurs } from './base-path.ts';
import { answerNotFound } from './not-found.ts';
import type { Pages } from './pages.ts';
import { answerReady } from './ready.ts';

export interface Routes {
  readonly log: Logger;
  readonly connectors: ReadonlyMap<string, Handler>;
  readonly address: PublicAddress;
  readonly pages: Pages;
  isDraining(): boolean;
  readReadiness(): Promise<Readiness>;
}

/** Addresses that people type → where they lead. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['/graphql/', '/graphql'],
  ['/odata', ENTRANCES.odata],
  ['/odata/', ENTRANCES.odata],
]);

/** What pages and probes are read with; nothing is written there. */
const READING = ['GET', 'HEAD'];

/** What is not GraphQL: the connectors, the pages of the explorer, /health, /ready, the ways to OData, and a 404 for all else. */
export function useRoutes({
  log,
  connectors,
  address,
  pages,
  isDraining,
  readReadiness,
}: Routes): Plugin<object, YogaHandoff> {
  const prefixOf = (request: Request) => resolvePrefix(request, address);
  const routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
    // For programs: whoever reads pages finds the explorer there.
    '/': (request) => new Response(null, { status: 302, headers: { location: `${prefixOf(request)}/graphql` } }),
    '/health': () => json({ status: 'alive' }),
    '/ready': async (request) => {
      const readiness = isDraining() ? null : await readReadiness();
      // The server may have been told to stop meanwhile.
      if (readiness === null || isDraining()) return problem(request, 'UNAVAILABLE', message('server.stopping'));
      return answerReady(request, readiness);
    },
  };
  return {
    onRequest: async ({ request, url, serverContext, endResponse }) => {
      const { pathname } = url;
      if (pathname === '/graphql') return;
      const handler = handlerAt(connectors, pathname);
      if (handler) {
        const { trace } = serverContext;
        endResponse(await handler(request, trace).catch((error) => problemOf(request, error, log, trace, prefixOf)));
        return;
      }
      const way = WAYS.get(pathname);
      if (way) {
        // 308 keeps the method and the body of a question.
        const location = prefixOf(request) + way + url.search;
        endResponse(new Response(null, { status: 308, headers: { location } }));
        return;
      }
      const route = routes[pathname];
      if (!READING.includes(request.method) && (route || pages.has(pathname))) {
        endResponse(answerMethod(request, serverContext.trace));
        return;
      }
      const page = pages.answer(request, pathname, prefixOf(request));
      if (page) {
        endResponse(page);
        return;
      }
      if (route) {
        endResponse(await route(request));
        return;
      }
      serverContext.trace.refuse('NOT_FOUND');
      // Below an address of a connector or of the API, the explorer has nothing to say.
      const missing = READING.includes(request.method) && !beginsLikeOurs(pathname);
      const missingPage = missing ? pages.answerMissing(request, prefixOf(request)) : null;
      if (missingPage) {
        endResponse(missingPage);
        return;
      }
      const text =
        pathname === '/metrics'
          ? message('server.metrics-not-public')
          : message('server.nothing-at-path', { path: pathname.slice(0, 200) });
      endResponse(answerNotFound(request, prefixOf(request), text));
    },
  };
}

/** The answer to a method that an address does not take: OPTIONS asks which it does. */
function answerMethod(request: Request, trace: Trace): Response {
  const { method } = request;
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow: READING.join(', ') } });
  trace.refuse('METHOD_NOT_ALLOWED');
  return problem(request, 'METHOD_NOT_ALLOWED', message('server.only-read', { method }), { allow: READING });
}

/** The problem that a client is told. Anything that is not known is a bug, which is logged. */
function problemOf(
  request: Request,
  error: unknown,
  log: Logger,
  trace: Trace,
  prefixOf: (request: Request) => string,
): Response {
  const known = error instanceof DomainError ? error : databaseError(error);
  const requestId = trace.id;
  trace.refuse(known?.code ?? 'INTERNAL', known?.details.limit);
  if (known?.code === 'UNAVAILABLE') log.warn({ requestId, ...summarizeFailure(known, error) }, known.message);
  if (known?.code === 'NOT_FOUND') return answerNotFound(request, prefixOf(request), known.text, known.details);
  if (known) return problem(request, known.code, known.text, known.details);
  log.error({ err: error, requestId }, 'a connector failed');
  return problem(request, 'INTERNAL', message('server.failed', { requestId }));
}

function json(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}
