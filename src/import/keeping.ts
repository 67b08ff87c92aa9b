import type { Sql } from '../database/sql.ts';
import { message, type Text } from '../domain/message/message.ts';
import type { Package } from './package/package.ts';
import { faultLine, ImportRefused, type PackageFault } from './package/problem.ts';
import { factParts } from './quarantine/fact-part.ts';
import { eachOnce, type KeptFact, type KeptRows } from './quarantine/kept-row.ts';
import { keepDelivery } from './quarantine/store.ts';

/** What becomes of rows that an import leaves out. */
export interface Keeping {
  /** What is wrong with rows that were left out before the package was made. */
  readonly found: readonly (readonly PackageFault<Text>[])[];
  /** Reads the rows that were found wrong once more where they came from, before the import is tried without them. */
  recall?(rows: readonly KeptFact[]): Promise<void>;
  /** Tells what is wrong in the words of the file that the package was made of. */
  quote?(faults: readonly PackageFault<Text>[]): Promise<readonly PackageFault<Text>[]>;
  /** Is told which rows are left out in the end, also where nothing is written. */
  learn?(rows: readonly KeptFact[]): void;
  /** Keeps these rows besides, in the transaction that publishes the others, and lets go of what came in. */
  settle(sql: Sql, rows: readonly KeptFact[], source: Package): Promise<void>;
}

/** The rows of a package are kept by what it holds: the same package replaces what was kept of it. */
export const OWN_ROWS: Keeping = {
  found: [],
  settle: (sql, rows, source) => keepDelivery(sql, { ...source, dataset: source.code }, factParts(rows, source)),
};

/** Says how many rows are kept, and how to see them. */
export function keptNotes(count: number, dataset: string): Text[] {
  return count === 0 ? [] : [message('import.note-quarantined', { count, dataset })];
}

/** Says how many rows would be kept, and what is wrong in the first of them. */
export async function wouldKeepNotes(
  { found, learn, quote }: Keeping,
  rows: readonly KeptFact[],
  limit: number,
): Promise<Text[]> {
  const count = found.length + rows.length;
  if (count === 0) return [];
  const note = message('import.note-would-quarantine', { count });
  // Whoever learns of the rows tells of them.
  if (learn !== undefined) return [note];
  const all = eachOnce([...found, ...rows.map((row) => row.faults)]);
  const faults = (await quote?.(all)) ?? all;
  const more = faults.length - limit;
  const rest = more > 0 ? [message('import.more-problems', { more })] : [];
  return [note, ...faults.slice(0, limit).map(faultLine), ...rest];
}

/** A full state closes what it leaves out, and nobody knows which figure a row that cannot be read stands for. */
export function refuseToReplace(kept: KeptRows | null, { found }: Keeping, limit: number): ImportRefused {
  const rows = [...found, ...(kept?.all ?? []).map((row) => row.faults)];
  const faults = eachOnce(rows);
  return new ImportRefused(faults, faults.length, limit, [
    message('import.quarantine-replaces', { count: rows.length }),
  ]);
}
