import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';

interface Trace {
  readonly id: string;
  readonly start: number;
  operation: string | null;
}

const SANE_ID = /^[\w.:-]{1,128}$/;
const PROBES = new Set(['/health', '/ready']);

/** Made when first asked for: a preflight is answered before any of our plugins sees its request. */
const traces = new WeakMap<Request, Trace>();

function traceOf(request: Request): Trace {
  let trace = traces.get(request);
  if (!trace) {
    const given = request.headers.get('x-request-id');
    trace = { id: given && SANE_ID.test(given) ? given : randomUUID(), start: performance.now(), operation: null };
    traces.set(request, trace);
  }
  return trace;
}

/** The id by which an answer and the log's lines about it are found: the client's own, where it is sane. */
export function requestId(request: Request): string {
  return traceOf(request).id;
}

/** Names every request and logs one line for it. Neither documents nor variables are logged: they may hold what is nobody's business. */
export function useTrace(log: Logger): Plugin {
  return {
    onRequest: ({ request }) => {
      traceOf(request);
    },
    onParams: ({ request, params }) => {
      const { operationName } = params;
      traceOf(request).operation = typeof operationName === 'string' ? operationName.slice(0, 100) : null;
    },
    onResponse: ({ request, response }) => {
      const { id, start, operation } = traceOf(request);
      response.headers.set('x-request-id', id);
      const path = new URL(request.url).pathname;
      const ms = Math.round(performance.now() - start);
      const line = { requestId: id, method: request.method, path, status: response.status, ms, operation };
      log[PROBES.has(path) ? 'debug' : 'info'](line, 'request');
    },
  };
}
