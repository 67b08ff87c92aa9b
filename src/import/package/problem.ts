import { DomainError } from '../../domain/core/errors.ts';

/** What would be right. Finding it out may take long, so that it is done for the problems that are told and for no others. */
export type Expected = string | (() => string);

export const textOf = (expected: Expected): string => (typeof expected === 'string' ? expected : expected());

/** One thing that is wrong with a package, and where. */
export interface Problem {
  /** The file, as datapackage.json names it. */
  readonly resource: string;
  /** Line in the file as an editor shows it, header = 1; null for the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  /** What would be right. */
  readonly expected: string | null;
}

/** A package that was not imported, with everything that is wrong with it. Nothing was written. */
export class ImportRefused extends DomainError {
  readonly problems: readonly Problem[];
  /** How many more there are beyond the limit. */
  readonly more: number;

  constructor(problems: readonly Problem[], more: number) {
    const count = problems.length + more;
    const lines = [
      `The package was refused: ${count} ${count === 1 ? 'problem' : 'problems'}.`,
      ...problems.map(describe),
      ...(more > 0 ? [`… and ${more} more.`] : []),
    ];
    super('BAD_INPUT', lines.join('\n'), { problems, more });
    this.problems = problems;
    this.more = more;
  }
}

/** The problem in one line. */
export function describe({ resource, row, column, message, expected }: Problem): string {
  const place = `${resource}${row === null ? '' : ` line ${row}`}${column === null ? '' : `, column ${clipped(column)}`}`;
  const line = `${place}: ${message}${expected === null ? '' : `; expected: ${expected}`}`;
  // A path or a header may hold what moves the cursor of a terminal.
  return line.replace(/\p{Cc}/gu, '�');
}

/** Which figure is meant: its metric, region, breakdown and period, without what is empty. */
export const figureText = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const MAX_SHOWN = 60;
/** What a cell holds stands in its problem too, up to here. */
const MAX_KEPT = 1_000;
const MAX_LISTED = 20;

/** A given text as it stands in messages: quoted, on one line, and not endless. */
export const shown = (text: string): string => JSON.stringify(clipped(text));

export const clipped = (text: string, most = MAX_SHOWN): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** The first of many codes. */
export const listed = (codes: readonly string[], separator = ', '): string =>
  codes.length > MAX_LISTED ? `${codes.slice(0, MAX_LISTED).join(separator)}, …` : codes.join(separator);

type GivenProblem = Pick<Problem, 'resource' | 'message'> &
  Partial<Omit<Problem, 'expected'>> & { readonly expected?: Expected | null };

/** Collects problems up to a limit and counts the rest, so that a file of a million wrong rows costs no memory. */
export class Problems {
  readonly #limit: number;
  readonly #kept: Problem[] = [];
  readonly #resources = new Set<string>();
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add({ expected = null, column = null, value = null, ...problem }: GivenProblem): void {
    this.#count++;
    this.#resources.add(problem.resource);
    if (this.#kept.length >= this.#limit) return;
    this.#kept.push({
      row: null,
      ...problem,
      column: column === null ? null : clipped(column, MAX_KEPT),
      value: value === null ? null : clipped(value, MAX_KEPT),
      expected: expected === null ? null : textOf(expected),
    });
  }

  get none(): boolean {
    return this.#count === 0;
  }

  /** Whether something is wrong with that file. */
  concern(resource: string): boolean {
    return this.#resources.has(resource);
  }

  /** What to throw: all that was found. */
  refusal(): ImportRefused {
    return new ImportRefused(this.#kept, this.#count - this.#kept.length);
  }
}
