import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import { PROBE_TIMEOUT } from '../../database/engine.ts';
import { findLockHolder, type LockHolder } from '../../database/import-lock.ts';
import { databaseError, findTrouble, type TroubleKind } from '../../database/outage.ts';
import { DomainError, type ErrorCode } from '../../domain/core/errors.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { readSnapshot } from '../../read/core/snapshot.ts';
import { findUnreadableTables } from '../../read/core/unreadable-table.ts';

/** A package that is still to be loaded, and what is done with it at the moment. */
export interface PackageToLoad {
  readonly package: string;
  readonly stage: 'queued' | 'retrying' | 'waiting' | 'reading' | 'checking' | 'writing' | 'publishing';
  /** Why it is tried again; null: it is not. */
  readonly reason: Text | null;
}

/** A package that was left out, and why. */
export interface RefusedPackage {
  readonly package: string;
  readonly code: ErrorCode | 'INTERNAL';
  readonly reason: Text;
}

/** How far the packages are that a server loads when it starts. It changes while they are loaded. */
export interface PackageLoading {
  /** How many were loaded, or were published before. */
  readonly loaded: number;
  readonly loading: readonly PackageToLoad[];
  readonly refused: readonly RefusedPackage[];
}

export const NOTHING_TO_LOAD: PackageLoading = { loaded: 0, loading: [], refused: [] };

export const countPackages = ({ loaded, loading, refused }: PackageLoading) => ({
  loaded,
  loading: loading.length,
  refused: refused.length,
});

export interface Readiness extends Omit<PackageLoading, 'loaded'> {
  /** Why requests should not be sent here; null: they may. */
  readonly obstacle: Text | null;
  /** Who holds the lock that a package may wait for; null where nothing is loaded. */
  readonly importLock: LockHolder | null;
}

/** Milliseconds for which a server is ready although nobody is answered: requests wait for a short writing. */
const WRITTEN_FOR = 2_000;

export interface ReadinessOptions {
  readonly database: Database;
  readonly defaultDataset: string | null;
  readonly packages: PackageLoading;
}

/** What a database that was asked has published, or why it did not say. */
type Published =
  | { readonly codes: readonly string[]; readonly unreadable: readonly string[] }
  | { readonly failure: unknown };

/** Troubles for which there are no words but that the database does not answer. */
const SILENT: ReadonlySet<TroubleKind> = new Set(['unreachable', 'timeout']);

/**
 * Says whether the server is ready: the database answers and lets all that is published be read, and the default data set is there, or without one a
 * package is loaded, or every one has been tried. What was published once stays, so the default is looked for until it is found. All that is
 * asked of the database is asked at once, and for no longer than `PROBE_TIMEOUT`.
 */
export function createReadiness({ database, defaultDataset, packages }: ReadinessOptions): () => Promise<Readiness> {
  let isDefaultThere = defaultDataset === null;
  let reading: Promise<Published> | null = null;

  /** Whoever asks while another waits for the answer has the same one: there is one connection for it. */
  function readPublished(): Promise<Published> {
    reading ??= readCodes(database).finally(() => {
      reading = null;
    });
    return reading;
  }

  async function findObstacle(): Promise<Text | null> {
    // What is written to an embedded database keeps its only connection, and requests wait for it.
    const isWritten = database.exclusiveSince() !== null || database.longSince() !== null;
    const isAsked = !(isDefaultThere && isWritten);
    const [isAlive, published] = await Promise.all([
      inTime(database.isAlive(), false),
      isAsked ? inTime(readPublished(), null) : null,
    ]);
    const failure = published && 'failure' in published ? published.failure : null;
    if (!isAlive) return explainSilence(failure);
    const since = database.exclusiveSince();
    if (since !== null && since.elapsed > WRITTEN_FOR) return message('server.database-written');
    if (failure && !(failure instanceof DomainError)) return explainFailure(failure);
    // With one connection, it may be that others are before the probe; with one of its own, that somebody keeps a table locked.
    if (isAsked && !published && database.connections > 1) return message('server.database-unreadable');
    if (published && 'codes' in published && published.unreadable.length > 0) return message('database.no-permission');
    const names = list(packages.loading.map((entry) => entry.package));
    const isLoading = packages.loading.length > 0;
    if (defaultDataset === null) {
      return isLoading && packages.loaded === 0 ? message('server.loading', { packages: names }) : null;
    }
    const code = JSON.stringify(defaultDataset);
    const codes = published && 'codes' in published ? published.codes : null;
    isDefaultThere ||= codes?.includes(defaultDataset) ?? false;
    if (isDefaultThere) return null;
    if (isLoading) return message('server.default-loading', { code, packages: names });
    if (!codes) return message('server.database-silent');
    return codes.length === 0
      ? message('server.no-datasets', { code })
      : message('server.default-missing', { code, known: list(codes) });
  }

  return async () => {
    const findHolder = () => findLockHolder(database).catch(() => null);
    const [obstacle, importLock] = await Promise.all([
      findObstacle(),
      packages.loading.length > 0 ? inTime(findHolder(), null) : null,
    ]);
    const { loading, refused } = packages;
    return { obstacle, loading, refused, importLock };
  };
}

const inTime = <Answer, Late>(answer: Promise<Answer>, late: Late): Promise<Answer | Late> =>
  Promise.race([answer, after(PROBE_TIMEOUT, late, { ref: false })]);

/** A database that is full, or refuses the server, is known to be so. */
function explainSilence(failure: unknown): Text {
  const trouble = findTrouble(failure);
  const known = trouble && !SILENT.has(trouble.kind) ? databaseError(failure) : null;
  return known?.text ?? message('server.database-silent');
}

/** A failure that is no trouble of the database is one of what is in it, such as a table that is missing: no request is answered either. */
const explainFailure = (failure: unknown): Text =>
  findTrouble(failure) ? explainSilence(failure) : message('server.database-unreadable');

/** The statement with which every request begins, and whether those that follow it may read their tables. */
async function readCodes({ probe }: Database): Promise<Published> {
  try {
    const { datasets } = await readSnapshot(probe);
    return { codes: datasets.map(({ code }) => code).sort(), unreadable: await findUnreadableTables(probe) };
  } catch (failure) {
    return { failure };
  }
}
