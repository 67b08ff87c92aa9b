import type { Database } from '../../database/database.ts';
import { findLockHolder, type LockHolder } from '../../database/import-lock.ts';
import { findTrouble } from '../../database/outage.ts';
import type { ErrorCode } from '../../domain/core/errors.ts';
import { list, message, type Text } from '../../domain/message/message.ts';

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

/**
 * Says whether the server is ready: the database answers, and the default data set is there, or without one a package is loaded, or every one
 * has been tried. What was published once stays, so the default is looked for until it is found.
 */
export function createReadiness({ database, defaultDataset, packages }: ReadinessOptions): () => Promise<Readiness> {
  let isDefaultThere = defaultDataset === null;

  async function findObstacle(): Promise<Text | null> {
    if (!(await database.isAlive())) return explainSilence(database);
    const since = database.exclusiveSince();
    if (since !== null && since.elapsed > WRITTEN_FOR) return message('server.database-written');
    const names = list(packages.loading.map((entry) => entry.package));
    const isLoading = packages.loading.length > 0;
    if (defaultDataset === null) {
      return isLoading && packages.loaded === 0 ? message('server.loading', { packages: names }) : null;
    }
    const code = JSON.stringify(defaultDataset);
    const published = isDefaultThere ? null : await readCodes(database);
    isDefaultThere ||= published?.includes(defaultDataset) ?? false;
    if (isDefaultThere) return null;
    if (isLoading) return message('server.default-loading', { code, packages: names });
    if (!published) return message('server.database-silent');
    return published.length === 0
      ? message('server.no-datasets', { code })
      : message('server.default-missing', { code, known: list(published) });
  }

  return async () => {
    const obstacle = await findObstacle();
    const { loading, refused } = packages;
    const importLock = loading.length > 0 ? await findLockHolder(database).catch(() => null) : null;
    return { obstacle, loading, refused, importLock };
  };
}

/** A database that is known to be full is no riddle. */
async function explainSilence({ probe }: Database): Promise<Text> {
  const error = await probe.query('-- server.probe\nselect 1').catch((reason: unknown) => reason);
  return findTrouble(error)?.kind === 'disk-full' ? message('database.disk-full') : message('server.database-silent');
}

/** The codes of what is published; null where the database does not say, as while a transaction has it to itself. */
async function readCodes(database: Database): Promise<string[] | null> {
  try {
    const rows = await database.probe.query<{ code: string }>(
      '-- server.published\nselect code from dataset where current_seq > 0 order by code',
    );
    return rows.map(({ code }) => code);
  } catch {
    return null;
  }
}
