import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { todayIn } from '../../domain/period/today.ts';
import { formatVersion, type Snapshot } from '../../read/core/snapshot.ts';
import type { GraphQLRequest } from './engine.ts';

/** An answer as it is sent, what it was read from, and the days that it depends on. */
export interface Kept {
  readonly version: string;
  readonly days: string;
  readonly body: Buffer;
  /** The operation's name, for the log. */
  readonly operation: string | null;
  /** Null: the answer to a POST has none. */
  readonly etag: string | null;
}

/** What became of the requests that looked for an answer, and what is kept. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  readonly entries: number;
  readonly bytes: number;
}

export interface ContentCache {
  /** What was answered to a request of this name, if it would be answered so again. */
  find(name: string, state: Snapshot): Kept | null;
  keep(name: string, answer: Kept): void;
  counts(): CacheCounts;
}

const NOTHING_KEPT: CacheCounts = { hits: 0, misses: 0, entries: 0, bytes: 0 };

/** What every entry takes beside its texts. */
const ENTRY = 400;

/**
 * Keeps every answer under its request, as it came, and the content version that it was read from. The version is read for each request,
 * after it arrived, so that whatever has been committed is in the answer.
 */
export function contentCache(bytes: number): ContentCache {
  if (bytes === 0) return { find: () => null, keep: () => {}, counts: () => NOTHING_KEPT };
  const kept = new LRUCache<string, Kept>({
    maxSize: bytes,
    // A name that was joined together may take two bytes for a character.
    sizeCalculation: ({ body, days, etag }, name) =>
      body.length + 2 * (name.length + days.length + (etag?.length ?? 0)) + ENTRY,
  });
  let hits = 0;
  let misses = 0;
  return {
    counts: () => ({ hits, misses, entries: kept.size, bytes: kept.calculatedSize }),
    find: (name, state) => {
      const found = kept.get(name);
      const isCurrent = found && found.version === formatVersion(state) && isToday(found.days);
      if (isCurrent) hits += 1;
      else misses += 1;
      return isCurrent ? found : null;
    },
    keep: (name, answer) => {
      kept.set(name, answer);
    },
  };
}

const formatDays = (days: ReadonlyMap<string, string>): string =>
  [...days].map(([timeZone, day]) => `${timeZone}=${day}`).join(',');

const isToday = (days: string): boolean =>
  days === '' ||
  days.split(',').every((part) => {
    const [timeZone = '', day] = part.split('=');
    return todayIn(timeZone, new Date()) === day;
  });

/** Names a question, the same on every server. */
export function buildAnswerKey({ text, operationName, variables, acceptLanguage }: GraphQLRequest): string {
  const question = JSON.stringify([text, operationName, variables, acceptLanguage ?? '']);
  return createHash('sha256').update(question).digest('base64url');
}

/** Says in itself what it stands for, so that any server can tell whether it still does, also one that has never seen the answer. */
const buildAnswerEtag = (key: string, version: string, days: string): string =>
  `W/"${key}.${version}.${Buffer.from(days).toString('base64url')}"`;

/** An answer as it is kept; `key` names its question where the answer has an ETag. */
export function buildKept(
  state: Snapshot,
  dayByZone: ReadonlyMap<string, string>,
  { key, body, operation }: Pick<Kept, 'body' | 'operation'> & { readonly key: string | null },
): Kept {
  const version = formatVersion(state);
  const days = formatDays(dayByZone);
  return { version, days, body, operation, etag: key && buildAnswerEtag(key, version, days) };
}

/** The ETag that the client holds, if the answer to this question is still that one. */
export function heldBy(ifNoneMatch: string | null, key: string, state: Snapshot): string | null {
  const version = formatVersion(state);
  // An ETag comes from outside: only a time zone that an answer can depend on may be asked for its day.
  const zones = new Set(['UTC', ...state.datasets.map(({ timeZone }) => timeZone)]);
  const named = (day: string) => day === '' || day.split(',').every((part) => zones.has(part.split('=')[0] ?? ''));
  for (const [etag, days = ''] of (ifNoneMatch ?? '').matchAll(/W\/"[\w-]+\.\d+\.\d+\.[\w-]*\.([\w-]*)"/g)) {
    const day = Buffer.from(days, 'base64url').toString();
    if (etag === buildAnswerEtag(key, version, day) && named(day) && isToday(day)) return etag;
  }
  return null;
}
