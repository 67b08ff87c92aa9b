import type { IncomingMessage, RequestListener } from 'node:http';
import { message } from '../../domain/message/message.ts';
import { sendProblem } from '../core/problem.ts';
import { Trace } from '../core/trace.ts';
import type { Metrics } from './metrics.ts';

const ADDRESS = /^\/metrics(?:$|\?)/;
const METHODS = ['GET', 'HEAD'];
const MAX_PATH = 200;
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
    const { method = '', url = '' } = request;
    const { id } = new Trace(typeof given === 'string' ? given : null, method);
    response.setHeader('x-request-id', id);
    if (!ADDRESS.test(url)) {
      const [path = ''] = url.split('?', 1);
      const text = message('server.only-metrics', { path: path.slice(0, MAX_PATH) });
      sendProblem(request, response, 'NOT_FOUND', text);
    } else if (!METHODS.includes(method)) {
      sendProblem(request, response, 'METHOD_NOT_ALLOWED', message('server.only-read', { method }), { allow: METHODS });
    } else {
      const headers = { 'content-type': contentType, 'cache-control': 'no-store' };
      read().then(
        (text) => response.writeHead(200, headers).end(text),
        () => response.destroy(),
      );
    }
  };
}
