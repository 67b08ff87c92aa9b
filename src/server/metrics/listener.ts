import type { IncomingMessage, RequestListener } from 'node:http';
import { Trace } from '../core/trace.ts';
import type { Metrics } from './metrics.ts';

const ADDRESS = /^\/metrics(?:$|\?)/;
const METHODS = new Set(['GET', 'HEAD']);
/** What proxies add. Prometheus asks without one. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'];

/** Answers /metrics and passes all else on. Whoever comes through a proxy comes from outside, and finds nothing there. */
export function answerMetrics(handle: RequestListener, metrics: Metrics): RequestListener {
  const answer = metricsListener(metrics);
  return (request, response) => {
    if (ADDRESS.test(request.url ?? '') && isFromInside(request)) answer(request, response);
    else handle(request, response);
  };
}

const isFromInside = ({ headers }: IncomingMessage): boolean => FORWARDED.every((name) => headers[name] === undefined);

/** The whole of an address of its own. */
export function metricsListener({ contentType, read }: Metrics): RequestListener {
  return (request, response) => {
    const given = request.headers['x-request-id'];
    const { id } = new Trace(typeof given === 'string' ? given : null, request.method ?? '');
    const named = { 'x-request-id': id };
    if (!ADDRESS.test(request.url ?? '')) {
      response.writeHead(404, named).end();
    } else if (!METHODS.has(request.method ?? '')) {
      response.writeHead(405, { ...named, allow: 'GET, HEAD' }).end();
    } else {
      const headers = { ...named, 'content-type': contentType, 'cache-control': 'no-store' };
      read().then(
        (text) => response.writeHead(200, headers).end(text),
        () => response.destroy(),
      );
    }
  };
}
