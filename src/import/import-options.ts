import type { LockHolder } from '../database/import-lock.ts';
import type { Text } from '../domain/message/message.ts';
import type { CheckReport } from './check/check-report.ts';
import type { Keeping } from './keeping.ts';
import type { PackageGaps } from './package/package.ts';
import type { FaultPlace, ImportRefused, Problems } from './package/problem.ts';
import type { ImportMode } from './standing/mode.ts';
import type { FileSaying } from './standing/standing-fact.ts';
import type { Preview, Revised } from './write/preview.ts';
import type { VersionOwner } from './write/publish.ts';
import type { Tally } from './write/write.ts';

export interface ImportOptions {
  readonly onProgress?: (line: ImportProgress) => void;
  /** Leaves a package alone that was published at any time, so that loading it again at a start does not take back what came later. */
  readonly onlyNew?: boolean;
  /** What the package is to the state that stands; the first release of a data set is the full state whatever this says. */
  readonly mode?: ImportMode;
  /** Publishes also what closes much of what stands. Only REPLACE closes anything. */
  readonly closing?: 'confirmed' | 'refused';
  /** Does everything and writes nothing: the result tells what the import would do. */
  readonly dryRun?: boolean;
  /** How many problems are told; the rest is counted. */
  readonly problemLimit?: number;
  /** Keeps problems beyond those that are told, for whoever writes them down. */
  readonly keepsProblems?: boolean;
  /** What was found wrong before the package was made, and what it lacks for that reason: nothing is published, and what else is wrong is told with it. */
  readonly found?: { readonly problems: Problems; readonly gaps: PackageGaps } | undefined;
  /** Finds the place of a problem in the file that the package was made of. */
  readonly relocate?: (place: FaultPlace) => FaultPlace;
  /** A figure that an addition only cites from another place keeps the citation that it has. */
  readonly keepsCitations?: boolean;
  /** What the package says, where it was read from a file. */
  readonly saying?: FileSaying | null;
  /** Who names the version: the publisher of a package, the name and hash of a mapped file, or the delivery of which kept rows are tried again. */
  readonly versionOf?: VersionOwner;
  /** Gives the import up when it is aborted: nothing of it is written. */
  readonly signal?: AbortSignal;
  /** Lets the good rows of the files of facts go on, and keeps the others with what is wrong in them. */
  readonly quarantine?: boolean;
  /** What becomes of rows that are kept; those of a package are kept by its hash. */
  readonly keeping?: Keeping;
}

export interface ImportProgress {
  readonly stage: 'waiting' | 'reading' | 'checking' | 'writing' | 'publishing';
  /** Who holds the lock that is waited for, where that can be seen. */
  readonly holder?: LockHolder | null;
  readonly resource?: string;
  readonly rows?: number;
}

export interface ImportResult {
  readonly dataset: string;
  readonly version: string;
  readonly outcome: 'PUBLISHED' | 'UNCHANGED' | 'PREVIEWED';
  /** The release that readers see now; of a dry run the one that the import would publish. */
  readonly seq: number;
  /** Rows per resource, of dimensions their categories apart; of a package that is recognised by its hash, only the observations. */
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: Readonly<Tally>;
  /** What arithmetic says of the figures of this release. */
  readonly checks: CheckReport;
  readonly notes: readonly Text[];
  /** What a person should look at before anything else. */
  readonly warnings: readonly Text[];
  /** The first of the figures that a revision changes. */
  readonly revised?: Revised;
  /** How many rows are kept in quarantine; of a dry run, how many would be. */
  readonly kept: number;
  /** Of a dry run, what the import would do. */
  readonly preview?: Preview;
  /** Of a dry run, why the import would be refused all the same: it closes much and is not confirmed. */
  readonly refusal?: ImportRefused;
}

/** How many problems are told at most, unless the options say otherwise. */
export const PROBLEM_LIMIT = 50;

/** Nobody mends more by hand, and they take memory. */
export const MAX_KEPT_PROBLEMS = 50_000;
