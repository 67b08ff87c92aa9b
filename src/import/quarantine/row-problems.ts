import type { Text } from '../../domain/message/message.ts';
import { FIRST_STANDING_LINE, type GivenProblem, type PackageFault, Problems } from '../package/problem.ts';

/** A row that is wrong in many ways is wrong: what is told of it is enough to mend it. */
const MAX_FAULTS = 10;

type LimitsOf = ConstructorParameters<typeof Problems>;

/** Tells problems of single rows of the files of facts apart from all others. */
export class RowProblems extends Problems {
  readonly #files: ReadonlySet<string>;
  readonly #maxRows: number;
  readonly #rows = new Map<string, Map<number, PackageFault<Text>[]>>();
  #ofRows = 0;
  #rowCount = 0;

  /** `files` are the paths of the files of facts. Of more rows than `maxRows` nothing is kept. */
  constructor(files: ReadonlySet<string>, maxRows: number, ...limits: LimitsOf) {
    super(...limits);
    this.#files = files;
    this.#maxRows = maxRows;
  }

  override get keepsRows(): boolean {
    return true;
  }

  override addOfRow(problem: GivenProblem): void {
    this.add(problem);
    const { resource, row = null } = problem;
    if (row === null || row >= FIRST_STANDING_LINE || !this.#files.has(resource)) return;
    this.#ofRows++;
    const rows = this.#rows.get(resource) ?? new Map<number, PackageFault<Text>[]>();
    this.#rows.set(resource, rows);
    const faults = rows.get(row);
    if (faults === undefined) {
      this.#rowCount++;
      if (this.#rowCount <= this.#maxRows) rows.set(row, [this.toFault(problem)]);
    } else if (faults.length < MAX_FAULTS) faults.push(this.toFault(problem));
  }

  /** Whether the file would be right without these rows, as far as is known. */
  get isOfRows(): boolean {
    return this.#ofRows === this.count;
  }

  get hasTooMany(): boolean {
    return this.#rowCount > this.#maxRows;
  }

  /** By path of a file and line, what is wrong. */
  get rows(): ReadonlyMap<string, ReadonlyMap<number, readonly PackageFault<Text>[]>> {
    return this.#rows;
  }
}
