import { DomainError } from '../../domain/core/errors.ts';
import { lines, list, message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';

/** The right value or form. Finding it out may take long, so a function finds it for the problems that are shown and for no others. */
export type Expected = Text | (() => Text);

export const expectedText = (expected: Expected): Text => (typeof expected === 'function' ? expected() : expected);

/** A cell of one of the sheets of a file: sheet and column counted from 0, the row as the file counts. */
export interface FaultCell {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  /** What the words about it are of: the cell as it stands, what it was read as, or what its whole row says. */
  readonly of: 'CELL' | 'READ' | 'ROW';
}

/** One fault of a package, and where it is. */
export interface PackageFault<Words> {
  /** The file, as datapackage.json names it. */
  readonly resource: string;
  /** Line in the file as an editor shows it, header = 1; null for the file as a whole. */
  readonly row: number | null;
  readonly column: string | null;
  /** Of a workbook, the cell, such as Data!B7; it stands for line and column. */
  readonly cell?: string;
  /** Of a file that a mapping reads, the cell by its numbers. */
  readonly at?: FaultCell;
  readonly value: string | null;
  readonly message: Words;
  /** The right value or form. */
  readonly expected: Words | null;
}

/** A fault in English. */
export type Problem = Omit<PackageFault<string>, 'at'>;

/** What a person gave to be imported: a package, or a file with a mapping, of which a package is made that nobody sees. */
export type RefusedSubject = 'PACKAGE' | 'FILE';

/** A package that was not imported, with all its faults. Nothing was written. */
export class ImportRefused extends DomainError {
  readonly problems: readonly Problem[];
  /** How many more there are beyond the limit. */
  readonly more: number;
  /** All faults that were kept, also those that are not told. */
  readonly faults: readonly PackageFault<Text>[];
  readonly notes: readonly Text[];
  readonly #retell: (faults: readonly PackageFault<Text>[], notes?: readonly Text[]) => ImportRefused;

  /** Of the faults that were kept, the first `limit` are told. */
  constructor(
    kept: readonly PackageFault<Text>[],
    count: number,
    limit: number,
    notes: readonly Text[] = [],
    subject: RefusedSubject = 'PACKAGE',
  ) {
    const faults = kept.slice(0, limit);
    const more = count - faults.length;
    const problems = faults.map(({ at, ...fault }) => ({
      ...fault,
      message: translate(fault.message, 'en'),
      expected: fault.expected === null ? null : translate(fault.expected, 'en'),
    }));
    const text = lines([
      message(subject === 'FILE' ? 'import.file-refused' : 'import.refused', { count: faults.length + more }),
      ...faults.map(faultLine),
      ...(more > 0 ? [message('import.more-problems', { more })] : []),
      ...notes,
    ]);
    super('BAD_INPUT', text, { problems, more });
    this.problems = problems;
    this.more = more;
    this.faults = kept;
    this.notes = notes;
    this.#retell = (faults, more = notes) =>
      new ImportRefused(faults, count + faults.length - kept.length, limit, more, subject);
  }

  /** The same with what another refusal says of the rest. */
  joined({ faults, notes }: Pick<ImportRefused, 'faults' | 'notes'>): ImportRefused {
    return this.#retell([...this.faults, ...faults], [...this.notes, ...notes]);
  }

  /** The same with its faults in other words. */
  async retold(
    tell: (faults: readonly PackageFault<Text>[]) => Promise<readonly PackageFault<Text>[]>,
  ): Promise<ImportRefused> {
    return this.#retell(await tell(this.faults));
  }
}

/** The fault in one line. */
export function faultLine({ message: words, expected, ...place }: PackageFault<Text>): Text {
  return expected === null
    ? message('import.problem', { place: placeWords(place), words })
    : message('import.problem-expected', { place: placeWords(place), words, expected });
}

/** A place as it stands in messages. */
export function placeWords({ resource, row, column, cell }: FaultPlace): Text {
  const file = oneLine(resource);
  if (cell !== undefined) return message('import.place-sheet-cell', { file, cell: oneLine(cell) });
  return placeText(file, row, column === null ? null : oneLine(clipped(column)));
}

function placeText(file: string, row: number | null, column: string | null): Text {
  const line = String(row);
  if (row === null) return column === null ? file : message('import.place-column', { file, column });
  return column === null
    ? message('import.place-line', { file, line })
    : message('import.place-cell', { file, line, column });
}

/** Rows that stand from an earlier release are numbered from here on: no file has as many lines. */
export const FIRST_STANDING_LINE = 1_000_000_000;

/** The line of a file that a problem is in; null for what stands in no file. */
const lineInFile = (line: number | null): number | null => (line !== null && line < FIRST_STANDING_LINE ? line : null);

/** The line of another row in words. */
export const lineText = (line: number): Text => (lineInFile(line) === null ? message('import.no-line') : String(line));

/** Which figure is meant: its metric, region, breakdown and period, without what is empty. */
export const figureText = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const MAX_SHOWN = 60;
/** What a cell holds stands in its problem too, up to here. */
const MAX_KEPT = 1_000;
const MAX_LISTED = 20;

/** A given text as it stands in messages: quoted, on one line, and not endless. */
export const quoted = (text: string): string => oneLine(JSON.stringify(clipped(text)));

/** A path or a header may hold what moves the cursor of a terminal. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, '�');

export const clipped = (text: string, most = MAX_SHOWN): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** The first of many codes. */
export const listed = (codes: readonly string[]): Text =>
  list(codes.length > MAX_LISTED ? [...codes.slice(0, MAX_LISTED), '…'] : codes);

/** Where a fault is, for who wrote the file. */
export type FaultPlace = Pick<PackageFault<Text>, 'resource' | 'row' | 'column' | 'cell' | 'at'>;

export type GivenProblem = Pick<PackageFault<Text>, 'resource' | 'message'> &
  Partial<Omit<PackageFault<Text>, 'expected'>> & { readonly expected?: Expected | null };

/** A problem that is kept. What would be right is found out for those that are told. */
type KeptProblem = Omit<PackageFault<Text>, 'expected'> & { readonly expected: Expected | null };

/** How many problems are kept beyond those that are told: problems are not found in the order of the file, and its first ones are told. */
const MAX_MORE = 1_000;

/** Collects problems up to a limit and counts the rest, so that a file of a million wrong rows costs no memory. */
export class Problems {
  readonly subject: RefusedSubject;
  readonly #limit: number;
  readonly #maxKept: number;
  readonly #relocate: (place: FaultPlace) => FaultPlace;
  readonly #kept: KeptProblem[] = [];
  readonly #resources = new Set<string>();
  readonly #notes: Text[] = [];
  #count = 0;

  /** `limit` is how many are told, `maxKept` how many are kept for a file of problems. `relocate` finds the place in the file that a package was made of. */
  constructor(
    limit: number,
    relocate: (place: FaultPlace) => FaultPlace = (place) => place,
    maxKept = limit,
    subject: RefusedSubject = 'PACKAGE',
  ) {
    this.#limit = limit;
    this.subject = subject;
    this.#maxKept = maxKept;
    this.#relocate = relocate;
  }

  add(problem: GivenProblem): void {
    this.#count++;
    this.#resources.add(problem.resource);
    if (this.#kept.length < this.#maxKept + MAX_MORE) this.#kept.push(this.#place(problem));
  }

  /** Tells what is wrong with one row of a file, without which the file would be right as far as that goes. */
  addOfRow(problem: GivenProblem): void {
    this.add(problem);
  }

  /** Whether the file goes on without its wrong rows, so that each of them has to be told. */
  get keepsRows(): boolean {
    return false;
  }

  /** Takes what was found before, of the file that the package was made of. */
  addAll(others: Problems): void {
    this.#count += others.#count;
    for (const problem of others.#kept) this.#kept.push(problem);
    this.#notes.push(...others.#notes);
  }

  /** Takes what was found and told before of rows that were left out. */
  addFaults(faults: readonly PackageFault<Text>[]): void {
    this.#count += faults.length;
    for (const fault of faults) this.#kept.push(fault);
  }

  /** A problem as it is told, at its place in the file that the package was made of. */
  toFault(problem: GivenProblem): PackageFault<Text> {
    return tell(this.#place(problem));
  }

  #place({ row = null, expected = null, column = null, value = null, ...problem }: GivenProblem): KeptProblem {
    const place = this.#relocate({ resource: problem.resource, row: lineInFile(row), column });
    return {
      ...problem,
      ...place,
      column: place.column === null ? null : clipped(place.column, MAX_KEPT),
      value: value === null ? null : clipped(value, MAX_KEPT),
      expected,
    };
  }

  /** The place of a row in the file that the package was made of; null where it was made of none. */
  placeOf(resource: string, row: number): FaultPlace | null {
    const place = this.#relocate({ resource, row, column: null });
    return place.resource === resource ? null : place;
  }

  /** The line of a row, in the file that it was taken from. */
  lineOf(resource: string, row: number): number {
    const line = lineInFile(row);
    return line === null ? row : (this.#relocate({ resource, row: line, column: null }).row ?? row);
  }

  /** Says below the problems what keeps them from being all. */
  note(text: Text): void {
    this.#notes.push(text);
  }

  /** How many there are, those included that are not kept. */
  get count(): number {
    return this.#count;
  }

  get none(): boolean {
    return this.#count === 0;
  }

  /** Whether something is wrong with that file. */
  concern(resource: string): boolean {
    return this.#resources.has(resource);
  }

  /** What to throw: all that was found, of each file in the order of its lines. */
  refusal(): ImportRefused {
    const files = new Map([...new Set(this.#kept.map(({ resource }) => resource))].map((file, index) => [file, index]));
    const place = ({ resource }: FaultPlace) => files.get(resource) ?? 0;
    const inOrder = this.#kept.toSorted(
      (a, b) =>
        place(a) - place(b) ||
        (a.at?.sheet ?? 0) - (b.at?.sheet ?? 0) ||
        (a.row ?? 0) - (b.row ?? 0) ||
        (a.at?.column ?? 0) - (b.at?.column ?? 0),
    );
    const faults = inOrder.slice(0, this.#maxKept).map(tell);
    return new ImportRefused(faults, this.#count, this.#limit, this.#notes, this.subject);
  }
}

const tell = ({ expected, ...problem }: KeptProblem): PackageFault<Text> => ({
  ...problem,
  expected: expected === null ? null : expectedText(expected),
});
