import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { Trace } from '../core/trace.ts';
import { wrapMalformed } from '../graphql/refusal.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { TracedListener } from './admit.ts';
import type { FastPath, Reply } from './fast-path.ts';
import { type FastPathRequest, type IncomingRequest, parseFastPathRequest } from './fast-path-request.ts';
import { headerOf } from './node-header.ts';
import { sendStream, streamedRequest } from './stream.ts';
import { isGraphQLTarget } from './target.ts';
import type { YogaServer } from './yoga.ts';

export interface EntryOptions {
  readonly direct: FastPath;
  readonly protocol: () => Promise<YogaServer>;
  readonly longestBody: number;
}

export interface NodeEntryOptions extends EntryOptions {
  /** Null: nothing is counted. */
  readonly metrics: Metrics | null;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
}

/** Where requests from sockets come in: a plain one is answered by itself, any other by Yoga. */
export function nodeEntry(options: NodeEntryOptions): TracedListener {
  const { direct, protocol, longestBody, metrics, tracing } = options;
  async function answer(request: IncomingMessage, response: ServerResponse, trace: Trace) {
    const header = (name: string) => headerOf(request, name);
    // Node sends the answer to a HEAD without its body, whatever is written.
    if (isGraphQLHead(request.method, request.url)) request.method = 'GET';
    const incoming: IncomingRequest = {
      method: request.method ?? '',
      target: request.url ?? '',
      header,
      isGone: () => response.destroyed,
    };
    const streamed = streamedRequest(request, response);
    if (streamed) return sendStream(await (await protocol()).fetch(streamed, { trace, given: null }), response);
    const plain = parseFastPathRequest(incoming, longestBody);
    // Without a length a body could be of any.
    if (!plain || plain.length === null) return (await protocol())(request, response, { trace, given: null });

    const body = await bodyOf(request, plain);
    if (!body) return;
    const outcome = await answerPlain(direct, incoming, plain, body, trace);
    if ('body' in outcome) {
      if (response.destroyed) return;
      response.writeHead(outcome.status, [...outcome.headers]);
      response.end(outcome.body);
      return;
    }
    // Yoga takes the body from here once it has been read.
    const again = { async *[Symbol.asyncIterator]() { yield body; }, length: body.length }; // biome-ignore format: short
    if (incoming.method === 'POST') Object.assign(request, { body: again });
    return (await protocol())(request, response, outcome);
  }

  return (request, response, trace) => {
    metrics?.watch(request, response, trace);
    const work = () => {
      answer(request, response, trace).catch((error: unknown) =>
        response.destroy(error instanceof Error ? error : undefined),
      );
    };
    if (tracing) tracing.traceRequest(request, response, trace, work);
    else work();
  };
}

/** Null where the client left before it had sent all of it. */
function bodyOf(request: IncomingMessage, { length }: FastPathRequest): Buffer | null | Promise<Buffer | null> {
  if (length === 0) return Buffer.alloc(0);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)));
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
  });
}

/** Where requests come in as the web's own objects. */
export function fetchEntry({ direct, protocol, longestBody }: EntryOptions): (request: Request) => Promise<Response> {
  async function answer(request: Request, trace: Trace): Promise<Response> {
    const url = new URL(request.url);
    const { headers, method, signal } = request;
    const incoming: IncomingRequest = {
      method,
      target: url.pathname + url.search,
      header: (name) => headers.get(name),
      isGone: () => signal.aborted,
    };
    const plain = parseFastPathRequest(incoming, longestBody);
    if (!plain) return (await protocol()).fetch(request, { trace, given: null });

    signal.throwIfAborted();
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    left.catch(() => {}); // also where it is too late
    const body = plain.length === 0 ? Buffer.alloc(0) : await readWithin(request, longestBody);
    const init = { method, headers, body: new Uint8Array(body), signal };
    const again = method === 'POST' ? new Request(request.url, init) : request;
    if (body.length > longestBody) return (await protocol()).fetch(again, { trace, given: null });
    const outcome = await Promise.race([answerPlain(direct, incoming, plain, body, trace), left]);
    return 'body' in outcome ? responseOf(outcome) : (await protocol()).fetch(again, outcome);
  }

  return async (request) => {
    const trace = new Trace(request.headers.get('x-request-id'), request.method);
    if (request.method !== 'HEAD') return answer(request, trace);
    const isGet = isGraphQLHead('HEAD', new URL(request.url).pathname);
    const whole = await answer(isGet ? new Request(request, { method: 'GET' }) : request, trace);
    await whole.body?.cancel();
    return new Response(null, whole);
  };
}

/** Answers a plain request whose body has come, or says what goes with it to Yoga. */
async function answerPlain(
  direct: FastPath,
  incoming: IncomingRequest,
  plain: FastPathRequest,
  body: Buffer,
  trace: Trace,
): ReturnType<FastPath> {
  if (!isUtf8(body)) return { trace, given: notUtf8 };
  const text = incoming.method === 'GET' ? afterMark(incoming.target) : textOf(body);
  return direct(incoming, plain, text, trace);
}

/** Bytes that are no text would be read as U+FFFD, and look for another one. */
const notUtf8 = () => ({ errors: [wrapMalformed(NOT_UTF8)] });
const NOT_UTF8 = new DomainError('BAD_INPUT', message('server.body-not-utf-8'));

/** HEAD is a GET whose answer has no body. The connectors save themselves the work of one, so theirs stays a HEAD. */
const isGraphQLHead = (method: string | undefined, target = ''): boolean =>
  method === 'HEAD' && isGraphQLTarget(target);

/** The body, or as much of it as shows that it is too long. */
async function readWithin(request: Request, longest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longest) break;
  }
  return Buffer.concat(chunks);
}

function responseOf({ status, headers, body }: Reply): Response {
  const pairs: [string, string][] = [];
  for (let at = 0; at < headers.length; at += 2) pairs.push([headers[at] ?? '', headers[at + 1] ?? '']);
  return new Response(body && new Uint8Array(body), { status, headers: pairs });
}

/** Some programs begin a text with a mark of its encoding, which JSON does not know. */
function textOf(body: Buffer): string {
  const text = body.toString();
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const afterMark = (target: string): string => target.slice(target.indexOf('?') + 1);
