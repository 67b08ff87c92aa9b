import type { ImportMode } from '../../database/generated/prisma/enums.ts';

/**
 * What a package is to the state that stands: all of it, an addition that agrees with what is there, or an addition whose differences are
 * revisions.
 */
export type { ImportMode };

/** By the word of the command line. */
export const MODES: ReadonlyMap<string, ImportMode> = new Map([
  ['replace', 'REPLACE'],
  ['append', 'APPEND'],
  ['revise', 'REVISE'],
]);

/** Whether everything that the files of a release in one mode hold stands after it, and nothing has to be closed for another mode. */
export const isCovered = (wanted: ImportMode, stands: ImportMode): boolean =>
  wanted !== 'REPLACE' || stands === 'REPLACE';
