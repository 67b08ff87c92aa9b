import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Refusal, wrong } from '../syntax/refusal.ts';
import type { Answer } from './request.ts';
import { ALWAYS, refused } from './respond.ts';
import type { Incoming } from './service.ts';

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
}

type Answering = (incoming: Incoming) => Promise<Answer>;

/** Several questions at once, answered one after the other: as parts of a multipart text or as a list in JSON. */
export async function answerBatch(body: string, headers: Headers, root: string, answering: Answering): Promise<Answer> {
  const type = headers.get('content-type') ?? '';
  const boundary = /^multipart\/mixed\s*;.*boundary="?([^";\s]{1,70})"?/is.exec(type)?.[1];
  const isJson = /^application\/json\b/i.test(type);
  if (!boundary && !isJson) {
    throw new Refusal(415, 'Content-Type', 'A batch is multipart/mixed with a boundary, or application/json.');
  }
  const parts = boundary ? multipartIn(body, boundary) : jsonIn(body);
  if (parts.length > MAX_REQUESTS) throw new Refusal(413, null, `A batch has ${MAX_REQUESTS} requests at most.`);
  const answers: (Answer & { readonly id: string | null })[] = [];
  const goesOn = GOES_ON.test(headers.get('prefer') ?? '');
  const failed = new Set<string | null>();
  for (const part of parts) {
    await setImmediate(); // between two parts others are answered
    const awaited = part.dependsOn.find((id) => failed.has(id));
    const answer = awaited === undefined ? await answerPart(part, headers, root, answering) : dependent(awaited);
    answers.push({ ...answer, id: part.id });
    if (answer.status < 400) continue;
    failed.add(part.id);
    if (!goesOn) break;
  }
  return boundary ? multipartOf(answers) : jsonOf(answers);
}

const dependent = (id: string): Answer =>
  refused(
    new Refusal(424, null, `The request ${JSON.stringify(id.slice(0, 100))}, which this one depends on, failed.`),
  );

async function answerPart(part: Part, outer: Headers, root: string, answering: Answering): Promise<Answer> {
  if (part.method !== 'GET') {
    const error = {
      code: 'METHOD_NOT_ALLOWED',
      message: `Nothing can be changed here: ${part.method} is not answered.`,
    };
    return {
      status: 405,
      headers: { 'content-type': 'application/json', allow: 'GET' },
      body: JSON.stringify({ error }),
    };
  }
  const relative = pathIn(part.url, root);
  if (relative === null) {
    const error = {
      code: 'NOT_FOUND',
      message: `${JSON.stringify(part.url.slice(0, 100))} lies outside of this service.`,
    };
    return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error }) };
  }
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  // What holds for the whole batch holds for a part that says nothing else, but for the form of the batch itself.
  const get = (name: string) =>
    part.headers.get(name.toLowerCase()) ?? (name.toLowerCase() === 'accept-language' ? outer.get(name) : null);
  return answering({ root, path, search: mark < 0 ? '' : relative.slice(mark), headers: { get } });
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
  if (end < 0) throw wrong(null, 'The batch has no end: a line with the boundary and two dashes after it.');
  return pieces.slice(0, end).map((piece, place) => {
    const [outer = '', ...rest] = piece.replace(/^[ \t]*\r\n/, '').split('\r\n\r\n');
    const named = headersIn(outer.split('\r\n'));
    if (/^multipart\/mixed/i.test(named.get('content-type') ?? '')) {
      throw new Refusal(405, null, 'A change set changes something, and nothing can be changed here.');
    }
    const [line = '', ...lines] = (rest[0] ?? '').split('\r\n');
    const [, method, url] = /^([A-Z]+) (\S+)(?: HTTP\/1\.1)?\s*$/.exec(line) ?? [];
    if (!method || !url) {
      throw wrong(
        null,
        `Part ${place + 1} of the batch holds no request. Expected a line like GET Metrics?$top=1 HTTP/1.1.`,
      );
    }
    return { id: named.get('content-id') ?? null, dependsOn: [], method, url, headers: headersIn(lines) };
  });
}

function jsonIn(body: string): Part[] {
  const problem = () =>
    wrong(null, 'The batch is no JSON like {"requests":[{"id":"1","method":"get","url":"Metrics?$top=1"}]}.');
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw problem();
  }
  const requests: unknown = (given as { readonly requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw problem();
  const ids = new Set<string>();
  return requests.map((one: unknown) => {
    const { id, method, url, headers, dependsOn = [] } = (one ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') throw problem();
    if (ids.has(id)) throw wrong(null, `Two requests of the batch have the id ${JSON.stringify(id.slice(0, 100))}.`);
    if (!Array.isArray(dependsOn) || !dependsOn.every((before): before is string => ids.has(before as string))) {
      throw wrong(null, `dependsOn of the request ${JSON.stringify(id.slice(0, 100))} is no list of ids before it.`);
    }
    ids.add(id);
    const named = Object.entries((headers ?? {}) as Record<string, unknown>).map(([name, value]) => {
      if (typeof value === 'object') {
        throw wrong(null, `The header ${JSON.stringify(name.slice(0, 100))} of a request of the batch is no text.`);
      }
      return [name.toLowerCase(), String(value)] as const;
    });
    return { id, dependsOn, method: method.toUpperCase(), url, headers: new Map(named) };
  });
}

function multipartOf(answers: readonly (Answer & { readonly id: string | null })[]): Answer {
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
    headers: { 'content-type': `multipart/mixed;boundary=${boundary}`, 'cache-control': 'no-store' },
    body: `${[...parts, `--${boundary}--`].join('\r\n')}\r\n`,
  };
}

function jsonOf(answers: readonly (Answer & { readonly id: string | null })[]): Answer {
  const responses = answers.map(({ id, status, headers, body }) => {
    const isJson = /json/.test(headers['content-type'] ?? '');
    // What is neither JSON nor text is put as OData puts bytes.
    const isText = /^text\//.test(headers['content-type'] ?? '');
    const told =
      isJson || body === null ? body : JSON.stringify(isText ? body : Buffer.from(body).toString('base64url'));
    const written = told === null ? '' : `,"body":${told}`;
    return `{"id":${JSON.stringify(id)},"status":${status},"headers":${JSON.stringify({ ...ALWAYS, ...headers })}${written}}`;
  });
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=utf-8', 'cache-control': 'no-store' },
    body: `{"responses":[${responses.join(',')}]}`,
  };
}
