import { basename } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { MIN_ROOM, NoRoom } from '../database/disk-room.ts';
import { databaseError, findTrouble, type TroubleKind } from '../database/outage.ts';
import { DomainError } from '../domain/core/errors.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { ImportRefused } from '../import/package/problem.ts';
import type { PackageLoading, PackageToLoad, RefusedPackage } from '../server/core/readiness.ts';
import { describeFailure } from './failure.ts';
import { runImport } from './import.ts';
import type { Terminal } from './terminal.ts';

export interface PackageLoadOptions {
  readonly database: Database;
  readonly folders: readonly string[];
  readonly terminal: Terminal;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Is called after each package. */
  readonly onTried: () => Promise<void>;
}

/** The packages of DATASETS on their way into the database. */
export interface PackageLoad extends PackageLoading {
  /** Loads one package after the other; never fails. */
  run(): Promise<void>;
  /** Gives up what is not loaded yet. Of a package that is half written nothing stays. */
  stop(): void;
}

/** Troubles that pass by themselves, or once somebody has made room: a standby is read-only until it becomes the primary. */
const PASSING: ReadonlySet<TroubleKind> = new Set([
  'unreachable', 'starting', 'out-of-memory', 'too-many-connections', 'timeout', 'disk-full', 'read-only', 'locked',
]); // biome-ignore format: a list
const MEBIBYTE = 1_048_576;
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 30_000;

/** A package that cannot be loaded is left out, with a warning, and the others are loaded. */
export function createPackageLoad({ database, folders, terminal, log, onTried }: PackageLoadOptions): PackageLoad {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const queue = folders.map((folder) => ({
    folder,
    package: basename(folder),
    stage: 'queued' as Stage,
    reason: null as Text | null,
  }));
  const refused: RefusedPackage[] = [];
  let loaded = 0;

  /** Whether the package is loaded; otherwise it is left out. */
  async function loadOne(entry: (typeof queue)[number]): Promise<boolean> {
    const { folder } = entry;
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(2 * pause, MAX_PAUSE)) {
      try {
        const onProgress = ({ stage }: { stage: Stage }) => {
          entry.stage = stage;
          entry.reason = null;
        };
        const { lines, outcome } = await runImport(database, folder, terminal, { onlyNew: true, signal, onProgress });
        const result = { result: lines.join('\n') };
        terminal.print(
          outcome === 'UNCHANGED' ? message('cli.package-known', result) : message('cli.package-loaded', result),
        );
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        const reason = passingReason(error);
        if (reason === null) {
          refuse(entry, error);
          return false;
        }
        if (pause === FIRST_PAUSE) terminal.error(message('cli.package-retried', { folder, reason }));
        log.warn({ package: entry.package, reason: translate(reason, 'en') }, 'a package cannot be loaded yet');
        entry.stage = 'retrying';
        entry.reason = publicReason(error);
        await after(pause, undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  function refuse({ folder, package: name }: (typeof queue)[number], error: unknown): void {
    const code = error instanceof DomainError ? error.code : (databaseError(error)?.code ?? 'INTERNAL');
    refused.push({ package: name, code, reason: publicReason(error) });
    const reason = describeFailure(error)?.text;
    terminal.error(message('cli.package-skipped', { folder, reason: reason ?? message('server.package-failed') }));
    if (reason) log.warn({ package: name, code, reason: translate(reason, 'en') }, 'a package is skipped');
    else log.error({ package: name, code, err: error }, 'a package is skipped');
  }

  return {
    get loading(): PackageToLoad[] {
      return queue.map(({ package: name, stage, reason }) => ({ package: name, stage, reason }));
    },
    refused,
    get loaded() {
      return loaded;
    },
    run: async () => {
      for (let entry = queue[0]; entry && !signal.aborted; entry = queue[0]) {
        const isLoaded = await loadOne(entry);
        if (signal.aborted) return;
        queue.shift();
        if (isLoaded) loaded += 1;
        await onTried();
      }
    },
    stop: () => giveUp.abort(),
  };
}

type Stage = PackageToLoad['stage'];

/** Why a package cannot be loaded for now; null: nothing that passes keeps it from that. */
function passingReason(error: unknown): Text | null {
  if (error instanceof DomainError) return error.code === 'UNAVAILABLE' ? error.text : null;
  const kind = findTrouble(error)?.kind;
  if (!kind || !PASSING.has(kind)) return null;
  // What a command advises, to run it again, is done here.
  if (kind !== 'disk-full') return describeFailure(error)?.text ?? '';
  return error instanceof NoRoom
    ? message('cli.disk-kept-free', { mebibytes: MIN_ROOM / MEBIBYTE })
    : message('database.disk-full');
}

/** Why a package is left out or tried again, as anybody may know it: without folders of the server, and without what its files hold. */
function publicReason(error: unknown): Text {
  if (error instanceof ImportRefused) {
    const { problems, more } = error;
    const count = problems.length + more;
    return more > 0
      ? message('server.package-refused-at-length', { count, told: problems.length })
      : message('server.package-refused', { count });
  }
  if (error instanceof DomainError) return error.code === 'NOT_FOUND' ? message('server.package-missing') : error.text;
  return databaseError(error)?.text ?? message('server.package-failed');
}
