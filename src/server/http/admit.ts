import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { AdmissionLimits, Config } from '../../config.ts';
import { refuseForNow } from '../../connectors/connectors.ts';
import { type DomainError, limitExceeded } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { messageLocale } from '../../domain/negotiation/accept.ts';
import { type Admission, clientAddress, clientKey, type Excess } from '../core/admission.ts';
import { clientLabel } from '../core/client-label.ts';
import { problemDetails } from '../core/problem.ts';
import { Trace } from '../core/trace.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { CorsPolicy } from './cors.ts';
import { headerOf } from './node-header.ts';
import { isGraphQLTarget } from './target.ts';

export interface AdmitOptions {
  readonly admission: Admission;
  /** Proxies before the server that add to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly logClient: Config['logClient'];
  readonly log: Logger;
  /** Which pages may read the refusal. */
  readonly cors: CorsPolicy;
  /** Null: nothing is counted. */
  readonly metrics: Metrics | null;
}

/** Whoever watches the server is answered however busy it is. */
const PROBE = /^\/(?:health|ready)(?:$|\?)/;
const LONG = /^\/(?:files|odata)(?:$|[/?])/;
const ODATA = /^\/odata(?:$|[/?])/;
/** Seconds. */
const RETRY_AFTER = 1;
const STATUS = 503;
const CODE = 'LIMIT_EXCEEDED';
const GRAPHQL_TYPE = 'application/graphql-response+json';

/** Takes a request with what is known of it so far: its id, and who sent it. */
export type TracedListener = (request: IncomingMessage, response: ServerResponse, trace: Trace) => void;

/** Passes requests on while there are few enough in flight, and refuses the others at once: they may be sent again. */
export function admitRequests(
  handle: TracedListener,
  { admission, trustedProxies, logClient, log, cors, metrics }: AdmitOptions,
): RequestListener {
  return (request, response) => {
    const target = request.url ?? '';
    const forwardedFor = headerOf(request, 'x-forwarded-for');
    const address = clientAddress(request.socket.remoteAddress ?? '', forwardedFor, trustedProxies);
    const label = clientLabel(address, logClient);
    const trace = new Trace(headerOf(request, 'x-request-id'), request.method ?? '', clientKey(address), label);
    trace.defer();
    const end = () => trace.end(log, target, response.writableFinished);
    if (PROBE.test(target)) {
      response.on('close', end);
      return handle(request, response, trace);
    }
    const entered = admission.enter(trace.client, LONG.test(target) ? 'long' : 'short');
    if (typeof entered !== 'function') {
      trace.refuse(CODE, entered.limit);
      response.on('close', end);
      metrics?.watch(request, response, trace);
      trace.log(log, target.split('?', 1)[0] ?? '', STATUS);
      cors
        .headersFor((name) => headerOf(request, name))
        .then(
          (headers) => refuse(request, response, entered, ['x-request-id', trace.id, ...headers]),
          () => response.destroy(),
        );
      return;
    }
    response.on('close', () => {
      entered();
      end();
    });
    handle(request, response, trace);
  };
}

const MESSAGES: Readonly<Record<keyof AdmissionLimits, (max: number) => Text>> = {
  requests: (max) => message('server.too-many-requests', { max }),
  requestsPerClient: (max) => message('server.too-many-of-client', { max }),
  longRequests: (max) => message('server.too-many-long', { max }),
  longRequestsPerClient: (max) => message('server.too-many-long-of-client', { max }),
};

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, max }: Excess,
  more: readonly string[],
): void {
  const { headers, body } = tell(request, limitExceeded(limit, MESSAGES[limit](max), max));
  response
    .writeHead(STATUS, [...more, ...Object.entries(headers).flat(), ...['vary', 'accept, accept-language']])
    .end(body);
}

interface Told {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The error in the form of the address that was asked: GraphQL, OData, or a problem of RFC 9457. */
function tell(request: IncomingMessage, error: DomainError): Told {
  const target = request.url ?? '';
  const acceptLanguage = headerOf(request, 'accept-language');
  if (ODATA.test(target)) {
    const { headers, body } = refuseForNow(error, acceptLanguage, RETRY_AFTER);
    const { vary: _, ...others } = headers;
    return { headers: others, body };
  }
  const locale = messageLocale(acceptLanguage);
  const detail = translate(error.text, locale);
  const { type, body } = isGraphQLTarget(target)
    ? {
        type: request.headers.accept?.includes(GRAPHQL_TYPE) ? GRAPHQL_TYPE : 'application/json',
        body: { errors: [{ message: detail, extensions: { code: CODE, ...error.details } }] },
      }
    : { type: 'application/problem+json', body: problemDetails(STATUS, CODE, detail, error.details) };
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'content-language': locale,
    'cache-control': 'no-store',
    'retry-after': String(RETRY_AFTER),
  };
  return { headers, body: JSON.stringify(body) };
}
