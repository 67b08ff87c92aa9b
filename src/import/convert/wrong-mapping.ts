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
