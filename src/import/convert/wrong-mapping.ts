import { Wrong } from '../package/cell.ts';

/** Where in the mapping something is wrong. */
export class WrongMapping extends Error {
  readonly at: string;
  readonly wrong: Wrong;

  constructor(at: string, wrong: Wrong) {
    super(wrong.message);
    this.at = at;
    this.wrong = wrong;
  }
}

/** What stands at a place of the mapping; what is wrong with it is told at that place. */
export function within<T>(at: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Wrong) throw new WrongMapping(at, error);
    throw error;
  }
}

/** A column that the mapping names, and the place in the mapping where it does. */
export interface NamedColumn {
  readonly at: string;
  readonly name: string;
  /** The letters of the column that the mapping expects to be called so; undefined where it may stand anywhere. */
  readonly letters?: string;
}

/** A column of the header of which the mapping says nothing. */
export interface UnnamedColumn {
  readonly title: string;
  readonly letters: string;
}

/** Columns of the header that are not where the mapping names them. */
export class MissingColumns extends Error {
  readonly missing: readonly (NamedColumn & { readonly wrong: Wrong })[];
  /** All that it names, by which the header is found again where it moved. */
  readonly all: readonly NamedColumn[];
  /** Columns of which it says nothing. */
  readonly unnamed: readonly UnnamedColumn[];

  constructor(missing: MissingColumns['missing'], all: MissingColumns['all'], unnamed: readonly UnnamedColumn[]) {
    super(missing.map(({ wrong }) => wrong.message).join('; '));
    this.missing = missing;
    this.all = all;
    this.unnamed = unnamed;
  }
}
