import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

const STREAMED = '/files/';
const METHODS = new Set(['GET', 'HEAD']);

/**
 * A request whose answer may be larger than memory, as the web has it; null for any other. Such an answer is sent here, not by Yoga, which
 * would neither break the connection off where a stream fails nor end a stream whose reader has left. Its signal tells when the client leaves.
 */
export function streamedRequest(
  { method = '', url = '', headers }: IncomingMessage,
  response: ServerResponse,
): Request | null {
  if (!METHODS.has(method) || !url.startsWith(STREAMED)) return null;
  const given = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const leaving = new AbortController();
  const request = new Request(`http://localhost${url}`, { method, headers: given, signal: leaving.signal });
  // An address that climbs out of its folder is one of another.
  if (!new URL(request.url).pathname.startsWith(STREAMED)) return null;
  response.once('close', () => leaving.abort());
  return request;
}

/** Sends an answer as fast as it is taken. What fails on the way, and a client that leaves, end both sides. */
export async function sendStream(answer: Response, response: ServerResponse): Promise<void> {
  const headers = [...answer.headers].flat();
  const body = answer.body as ReadableStream<Uint8Array> | null;
  if (response.destroyed) {
    await body?.cancel();
    return;
  }
  response.writeHead(answer.status, headers);
  if (!body) {
    response.end();
    return;
  }
  // A pipeline alone listens to its end half a dozen times, which is no leak.
  response.setMaxListeners(0);
  // Whoever made the stream has logged what went wrong; the connection is broken by then.
  await pipeline(Readable.fromWeb(body), response).catch(() => {});
}
