import type { Total } from '../../domain/comparison/total-comparison.ts';
import type { CellRow } from '../../read/cube/cell-query.ts';

/** A cell as it is answered. Of what is stored, only the columns that were asked for are there. */
export interface CubeCell extends CellRow, Omit<Total, 'flags'> {}

/** What is stored is no total of parts. */
export const WHOLE = { expected: null, reported: null, fingerprint: null, definition: null };
