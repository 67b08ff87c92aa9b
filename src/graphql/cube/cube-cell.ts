import type { CellRow } from '../../read/cube/cube.ts';

/** A cell as it is answered. Of what is stored, only the columns that were asked for are there. */
export interface Cell extends CellRow {
  readonly expected: number | null;
  readonly reported: number | null;
  /** Alike for totals of the same parts. */
  readonly fingerprint: string | null;
  /** Alike where the same parts are defined in another way, or all, or none. */
  readonly definition: string | null;
}

/** What is stored is no total of parts. */
export const WHOLE = { expected: null, reported: null, fingerprint: null, definition: null };
