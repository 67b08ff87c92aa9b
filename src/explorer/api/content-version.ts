/**
 * What an answer was read from, as its ETag says it: the question, how many publications and how many reports there had been, and what else the
 * answer depends on (docs/front-end.md). A POST and an error have none.
 */
const ETAG = /^W\/"[\w-]+\.(\d+)\.(\d+)\./;

interface Version {
  readonly publications: number;
  readonly reports: number;
}

function versionOf({ headers }: Response): Version | null {
  const [, publications, reports] = ETAG.exec(headers.get('etag') ?? '') ?? [];
  return publications && reports ? { publications: Number(publications), reports: Number(reports) } : null;
}

const compareVersions = (one: Version, other: Version): number =>
  one.publications - other.publications || one.reports - other.reports;

/** Milliseconds for which the page does not go back to an earlier version: of two servers, one may be behind the other for a moment. */
const MIN_STAY = 10_000;

/** What the last answer was read from, and when that was another version than before. */
let known: Version | null = null;
let changed = 0;
const listeners = new Set<() => void>();

/** Calls a listener as soon as an answer shows that something has been published or reported since the answers before it. */
export function onNewContent(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function learn(response: Response): Response {
  const version = versionOf(response);
  if (!version) return response;
  const order = known === null ? 0 : compareVersions(version, known);
  if (order < 0 && performance.now() - changed < MIN_STAY) return response;
  known = version;
  if (order === 0) return response;
  changed = performance.now();
  for (const listener of listeners) listener();
  return response;
}

/**
 * Asks, and never takes an answer of an earlier version than the answers before it: a cache may have kept it, or it was on its way when something was
 * published. Asked anew, the server decides. Where an older state of it was restored, the page follows after a while.
 */
export async function fetchCurrent(ask: (how: RequestInit) => Promise<Response>): Promise<Response> {
  const response = await ask({});
  const version = versionOf(response);
  const isOutdated = version !== null && known !== null && compareVersions(version, known) < 0;
  return learn(isOutdated ? await ask({ cache: 'no-cache' }) : response);
}
