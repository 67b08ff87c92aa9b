import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { message } from '../../../domain/message/message.ts';
import { notFound, Refusal, wrong } from '../syntax/refusal.ts';
import { answerPosted, findQueryResource, joinQueryOptions } from './query-body.ts';
import type { ODataAnswer } from './request.ts';
import { ALWAYS, refused } from './respond.ts';
import type { ODataQuestion } from './service.ts';

const MAX_REQUESTS = 50;

/** Without it, nothing is answered after the first request that fails. */
const GOES_ON = /(?:^|[,;\s])(?:odata\.)?continue-on-error(?:\s*=\s*"?true"?)?\s*(?:$|[,;])/i;

interface Part {
  readonly id: string | null;
  /** Ids of requests before it that must have succeeded. */
  readonly dependsOn: readonly string[];
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

type Answering = (incoming: ODataQuestion) => Promise<ODataAnswer>;

/** Several questions at once, answered one after the other: as parts of a multipart text or as a list in JSON. */
export async function answerBatch(
  body: string,
  headers: Headers,
  root: string,
  answering: Answering,
): Promise<ODataAnswer> {
  const type = headers.get('content-type') ?? '';
  const boundary = /^multipart\/mixed\s*;.*boundary="?([^";\s]{1,70})"?/is.exec(type)?.[1];
  const isJson = /^application\/json\b/i.test(type);
  if (!boundary && !isJson) {
    throw new Refusal(415, 'Content-Type', message('odata.batch-content-type'));
  }
  const parts = boundary ? multipartIn(body, boundary) : jsonIn(body);
  if (parts.length > MAX_REQUESTS) {
    const count = parts.length;
    const excess = { limit: 'batch', admitted: MAX_REQUESTS, asked: count };
    throw new Refusal(413, null, message('odata.batch-too-many-requests', { max: MAX_REQUESTS, count }), { excess });
  }
  const answers: (ODataAnswer & { readonly id: string | null })[] = [];
  const goesOn = GOES_ON.test(headers.get('prefer') ?? '');
  const failed = new Set<string | null>();
  for (const part of parts) {
    await setImmediate(); // between two parts others are answered
    const awaited = part.dependsOn.find((id) => failed.has(id));
    const answer =
      awaited === undefined ? await answerPart(part, headers, root, answering) : dependent(awaited, part, headers);
    answers.push({ ...answer, id: part.id });
    if (answer.status < 400) continue;
    failed.add(part.id);
    if (!goesOn) break;
  }
  return boundary ? multipartOf(answers) : jsonOf(answers);
}

function dependent(id: string, part: Part, outer: Headers): ODataAnswer {
  const text = message('odata.batch-dependency-failed', { id: JSON.stringify(id.slice(0, 100)) });
  return refused(new Refusal(424, null, text), headerOf(part, outer, 'accept-language'));
}

/** What holds for the whole batch holds for a part that says nothing else, but for the form of the batch itself. */
function headerOf(part: Part, outer: Headers, name: string): string | null {
  const key = name.toLowerCase();
  return part.headers.get(key) ?? (key === 'accept-language' ? outer.get(key) : null);
}

async function answerPart(part: Part, outer: Headers, root: string, answering: Answering): Promise<ODataAnswer> {
  const get = (name: string) => headerOf(part, outer, name);
  const { method, url, body } = part;
  const posted = method === 'POST' ? findQueryResource(url.split('?')[0] ?? '') : null;
  if (method !== 'GET' && posted === null) {
    const text = message('odata.read-only', { method });
    return refused(new Refusal(405, null, text, { headers: { allow: 'GET' } }), get('accept-language'));
  }
  const relative = pathIn(url, root);
  if (relative === null) {
    const text = message('odata.batch-outside', { url: JSON.stringify(url.slice(0, 100)) });
    return refused(notFound(null, text), get('accept-language'));
  }
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  const search = mark < 0 ? '' : relative.slice(mark);
  const resource = posted === null ? null : findQueryResource(path);
  if (resource === null) return answering({ root, path, search, headers: { get } });
  try {
    const joined = joinQueryOptions(search, body, { get });
    return await answerPosted({ root, path: resource, search: joined, headers: { get } }, answering);
  } catch (error) {
    if (error instanceof Refusal) return refused(error, get('accept-language'));
    throw error;
  }
}

/** Relative to the root, whole, or from the beginning of the host. */
function pathIn(url: string, root: string): string | null {
  const [bare = ''] = url.split('#');
  if (bare.startsWith(root)) return bare.slice(root.length);
  const { pathname } = new URL(root);
  if (bare.startsWith(pathname)) return bare.slice(pathname.length);
  return bare.startsWith('/') || /^[a-z][\w+.-]*:/i.test(bare) ? null : bare;
}

function headersIn(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^([\w-]+):(.*)/s.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
    }),
  );
}

function multipartIn(body: string, boundary: string): Part[] {
  const pieces = `\r\n${body.replaceAll(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`).slice(1);
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  if (end < 0) throw wrong(null, message('odata.batch-without-end', { line: `--${boundary}--` }));
  return pieces.slice(0, end).map((piece, place) => {
    const [outer = '', ...rest] = piece.replace(/^[ \t]*\r\n/, '').split('\r\n\r\n');
    const named = headersIn(outer.split('\r\n'));
    if (/^multipart\/mixed/i.test(named.get('content-type') ?? '')) {
      throw new Refusal(405, null, message('odata.batch-change-set'));
    }
    const [head = '', ...paragraphs] = rest;
    const [line = '', ...lines] = head.split('\r\n');
    const [, method, url] = /^([A-Z]+) (\S+)(?: HTTP\/1\.1)?\s*$/.exec(line) ?? [];
    if (!method || !url) {
      const words = { place: String(place + 1), example: 'GET Metrics?$top=1 HTTP/1.1' };
      throw wrong(null, message('odata.batch-part-without-request', words));
    }
    const body = paragraphs.join('\r\n\r\n');
    return { id: named.get('content-id') ?? null, dependsOn: [], method, url, headers: headersIn(lines), body };
  });
}

function jsonIn(body: string): Part[] {
  const example = '{"requests":[{"id":"1","method":"get","url":"Metrics?$top=1"}]}';
  const notJson = () => wrong(null, message('odata.batch-not-json', { example }));
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw notJson();
  }
  const requests: unknown = (parsed as { readonly requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw notJson();
  const ids = new Set<string>();
  return requests.map((one: unknown, index) => {
    const given = (one ?? {}) as Record<string, unknown>;
    const { headers, body, dependsOn = [] } = given;
    const textOf = (name: 'id' | 'method' | 'url'): string => {
      const value = given[name];
      if (typeof value === 'string') return value;
      throw wrong(null, message('odata.batch-no-text', { name, place: String(index + 1), example }));
    };
    const [id, method, url] = [textOf('id'), textOf('method'), textOf('url')];
    const shownId = JSON.stringify(id.slice(0, 100));
    if (ids.has(id)) throw wrong(null, message('odata.batch-id-repeated', { id: shownId }));
    if (!Array.isArray(dependsOn) || !dependsOn.every((before): before is string => ids.has(before as string))) {
      throw wrong(null, message('odata.batch-depends-on', { id: shownId }));
    }
    ids.add(id);
    const named = Object.entries((headers ?? {}) as Record<string, unknown>).map(([name, value]) => {
      if (typeof value === 'object') {
        throw wrong(null, message('odata.batch-header', { name: JSON.stringify(name.slice(0, 100)), id: shownId }));
      }
      return [name.toLowerCase(), String(value)] as const;
    });
    const text = typeof body === 'string' ? body : '';
    return { id, dependsOn, method: method.toUpperCase(), url, headers: new Map(named), body: text };
  });
}

function multipartOf(answers: readonly (ODataAnswer & { readonly id: string | null })[]): ODataAnswer {
  const boundary = `batch_${randomUUID()}`;
  const parts = answers.map(({ id, status, headers, body }) => {
    const all = {
      ...ALWAYS,
      ...headers,
      ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    };
    return [
      `--${boundary}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(id === null ? [] : [`Content-ID: ${id}`]),
      '',
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
      '',
      body ?? '',
    ].join('\r\n');
  });
  return {
    status: 200,
    headers: {
      'content-type': `multipart/mixed;boundary=${boundary}`,
      'cache-control': 'no-store',
      vary: 'accept-language',
    },
    body: `${[...parts, `--${boundary}--`].join('\r\n')}\r\n`,
  };
}

function jsonOf(answers: readonly (ODataAnswer & { readonly id: string | null })[]): ODataAnswer {
  const responses = answers.map(({ id, status, headers, body }) => {
    const isJson = /json/.test(headers['content-type'] ?? '');
    // What is neither JSON nor text is put as OData puts bytes.
    const isText = /^text\//.test(headers['content-type'] ?? '');
    const bodyText =
      isJson || body === null ? body : JSON.stringify(isText ? body : Buffer.from(body).toString('base64url'));
    const written = bodyText === null ? '' : `,"body":${bodyText}`;
    return `{"id":${JSON.stringify(id)},"status":${status},"headers":${JSON.stringify({ ...ALWAYS, ...headers })}${written}}`;
  });
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=utf-8', 'cache-control': 'no-store', vary: 'accept-language' },
    body: `{"responses":[${responses.join(',')}]}`,
  };
}
