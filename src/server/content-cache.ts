import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { todayIn } from '../domain/today.ts';
import type { Content } from '../store/content.ts';
import type { State } from '../store/state.ts';

/** An answer, what it was read from, and the days that it depends on. */
interface Kept {
  readonly version: string;
  readonly days: string;
  readonly text: string;
}

interface Asked {
  readonly key: string;
  readonly content: Content;
  readonly version: string;
  days: ReadonlyMap<string, string>;
  etag: string | null;
}

/** What the context made for a request says of its answer. */
interface Noted {
  readonly days?: ReadonlyMap<string, string>;
}

const versionOf = ({ facts, reports }: State): string => `${facts}.${reports}`;
const textOf = (days: ReadonlyMap<string, string>): string =>
  [...days].map(([timeZone, day]) => `${timeZone}=${day}`).join(',');
const isToday = (days: string): boolean =>
  days === '' ||
  days.split(',').every((part) => {
    const [timeZone = '', day] = part.split('=');
    return todayIn(timeZone, new Date()) === day;
  });

/**
 * Answers what was asked before and has not changed since: every answer is kept under its question and the content version that it was
 * read from. The version is read for each request, after it arrived, so that whatever has been committed is in the answer.
 * A GET says by its ETag what it holds, and is answered 304 where that still stands.
 */
export function useContentCache(
  currentContent: () => Promise<Content>,
  bytes: number,
): { plugin: Plugin; contentFor(request: Request): Promise<Content> } {
  const kept = bytes > 0 ? new LRUCache<string, Kept>({ maxSize: bytes, sizeCalculation: sizeOf }) : null;
  const asked = new WeakMap<Request, Asked>();

  const plugin: Plugin = {
    // Within the handler and not before it, so that the deadline counts the reading of the version too.
    onParams: ({ request, params, paramsHandler, setParamsHandler }) => {
      if (typeof params.query !== 'string') return;
      setParamsHandler(async (payload) => {
        // Without a database the request goes its own way: one about the schema alone needs none.
        const content = await currentContent().catch(() => null);
        if (!content) return paramsHandler(payload);
        const { state } = content;
        const language = request.headers.get('accept-language') ?? '';
        const question = JSON.stringify([params.query, params.operationName, params.variables, language]);
        const key = createHash('sha256').update(question).digest('base64url');
        const one: Asked = { key, content, version: versionOf(state), days: new Map(), etag: null };
        asked.set(request, one);

        one.etag = request.method === 'GET' ? heldBy(request, key, state) : null;
        if (one.etag) return {};
        const found = kept?.get(key);
        if (!found || found.version !== one.version || !isToday(found.days)) return paramsHandler(payload);
        one.etag = etagOf(key, one.version, found.days);
        return { stringify: () => found.text } as ExecutionResult;
      });
    },
    onExecute: ({ args }) => {
      const { request, days } = args.contextValue as { request: Request } & Noted;
      const one = asked.get(request);
      if (one && days) one.days = days;
    },
    onResultProcess: ({ request, result, setResult }) => {
      const one = asked.get(request);
      if (!one || one.etag || isAsyncIterable(result) || Array.isArray(result)) return;
      if (result.errors || !('data' in result) || result.extensions?.http) return;
      const text = JSON.stringify(result);
      const days = textOf(one.days);
      kept?.set(one.key, { version: one.version, days, text });
      one.etag = etagOf(one.key, one.version, days);
      setResult({ ...result, stringify: () => text } as ExecutionResult);
    },
    onResponse: ({ request, response, setResponse }) => {
      const etag = asked.get(request)?.etag;
      if (!etag || request.method !== 'GET' || response.status !== 200) return;
      const { headers } = response;
      headers.set('etag', etag);
      headers.set('cache-control', 'no-cache');
      headers.append('vary', 'accept, accept-language');
      if (request.headers.get('if-none-match')?.includes(etag)) {
        headers.delete('content-length');
        headers.delete('content-type');
        setResponse(new Response(null, { status: 304, headers }));
      }
    },
  };
  return { plugin, contentFor: async (request) => asked.get(request)?.content ?? currentContent() };
}

const sizeOf = ({ text, version, days }: Kept): number => text.length * 2 + version.length + days.length + 200;

/** Says in itself what it stands for, so that any server can tell whether it still does, also one that has never seen the answer. */
const etagOf = (key: string, version: string, days: string): string =>
  `W/"${key}.${version}.${Buffer.from(days).toString('base64url')}"`;

/** The ETag that the client holds, if the answer to this question is still that one. */
function heldBy(request: Request, key: string, state: State): string | null {
  const version = versionOf(state);
  // An ETag comes from outside: only a time zone that an answer can depend on may be asked for its day.
  const zones = new Set(['UTC', ...state.datasets.map(({ timeZone }) => timeZone)]);
  const named = (day: string) => day === '' || day.split(',').every((part) => zones.has(part.split('=')[0] ?? ''));
  for (const [etag, days = ''] of (request.headers.get('if-none-match') ?? '').matchAll(
    /W\/"[\w-]+\.\d+\.\d+\.([\w-]*)"/g,
  )) {
    const day = Buffer.from(days, 'base64url').toString();
    if (etag === etagOf(key, version, day) && named(day) && isToday(day)) return etag;
  }
  return null;
}
