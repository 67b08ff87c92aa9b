import { badInput } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { PackageFault } from '../package/problem.ts';
import type { RowsAside } from '../package/table.ts';
import type { RowProblems } from './row-problems.ts';

/** Of one delivery. A file with more wrong rows is itself wrong, or is read wrongly. */
export const MAX_KEPT_ROWS = 10_000;
/** Characters of the kept rows of one delivery. */
export const MAX_KEPT_TEXT = 20_000_000;

/** Each time that an import is tried without the rows that were found wrong, others may turn out to be wrong without them. */
const MAX_ROUNDS = 20;

/** A row of a file of facts that is kept, as it stands. */
export interface KeptFact {
  /** The file, as datapackage.json names it. */
  readonly path: string;
  readonly line: number;
  readonly faults: readonly PackageFault<Text>[];
  readonly cells: readonly string[];
  readonly header: readonly string[];
}

/** What is wrong with several rows, each once: what is wrong with a row of a sheet is wrong with each of its cells. */
export function eachOnce(faults: readonly (readonly PackageFault<Text>[])[]): PackageFault<Text>[] {
  const known = new Map<string, PackageFault<Text>>();
  for (const fault of faults.flat()) {
    known.set(JSON.stringify([fault.resource, fault.cell ?? [fault.row, fault.column], fault.message]), fault);
  }
  return [...known.values()];
}

/** The rows of a package that an import leaves out: from round to round more of them, until what is left is right. */
export class KeptRows {
  readonly #faults = new Map<string, Map<number, readonly PackageFault<Text>[]>>();
  readonly #cells = new Map<string, Map<number, Pick<KeptFact, 'cells' | 'header'>>>();
  #length = 0;
  #rounds = 0;

  get count(): number {
    return [...this.#faults.values()].reduce((sum, rows) => sum + rows.size, 0);
  }

  /** Of each file in the order of its lines. */
  get all(): readonly KeptFact[] {
    return [...this.#faults].flatMap(([path, rows]) =>
      [...rows]
        .sort(([a], [b]) => a - b)
        .map(([line, faults]) => {
          const { cells = [], header = [] } = this.#cells.get(path)?.get(line) ?? {};
          return { path, line, faults, cells, header };
        }),
    );
  }

  /** What is wrong in them. */
  get faults(): readonly PackageFault<Text>[] {
    return eachOnce(this.all.map(({ faults }) => faults));
  }

  /** Leaves out the rows that were found wrong, and answers whether there is any use in trying without them. */
  leaveOut(problems: RowProblems): boolean {
    if (!problems.isOfRows || problems.none) return false;
    this.#rounds++;
    const before = this.count;
    for (const [path, rows] of problems.rows) {
      const known = this.#faults.get(path) ?? new Map<number, readonly PackageFault<Text>[]>();
      this.#faults.set(path, known);
      for (const [line, faults] of rows) known.set(line, faults);
    }
    const isTooMuch = problems.hasTooMany || this.count > MAX_KEPT_ROWS || this.#rounds > MAX_ROUNDS;
    if (isTooMuch) problems.note(message('import.quarantine-rows', { max: MAX_KEPT_ROWS }));
    return !isTooMuch && this.count > before;
  }

  /** The rows of a file that are left out; null where there are none. */
  aside(path: string): RowsAside | null {
    const rows = this.#faults.get(path);
    if (rows === undefined) return null;
    const taken = new Map<number, Pick<KeptFact, 'cells' | 'header'>>();
    this.#cells.set(path, taken);
    return {
      has: (line) => rows.has(line),
      take: (line, cells, header) => {
        this.#length += cells.reduce((sum, cell) => sum + cell.length, 0);
        if (this.#length > MAX_KEPT_TEXT) {
          throw badInput('quarantine', message('import.quarantine-text', { max: MAX_KEPT_TEXT }));
        }
        taken.set(line, { cells, header });
      },
    };
  }

  /** Begins to read the files once more. */
  begin(): void {
    this.#length = 0;
  }
}
