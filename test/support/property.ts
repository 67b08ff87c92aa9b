import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * Every property and every fuzz test tries its cases here. `npm test` gives each a fixed seed and a small number of cases, so that it takes the
 * same seconds and finds the same things each time. `npm run test:deep` sets the two variables below: the seconds that each property has, and
 * a fresh seed, which it prints.
 */
const SEED = 20_201_127;
const DEEP = process.env.DEEP_SECONDS
  ? { milliseconds: Number(process.env.DEEP_SECONDS) * 1_000, seed: Number(process.env.DEEP_SEED) }
  : null;

/** Of the time that each property has. */
const SHARES_OF_A_DOOR = 10;

/** Whether this is the deep run. */
export const IS_DEEP = DEEP !== null;

export interface PropertyOptions<Case> {
  /** How many cases `npm test` tries; the deep run tries as many again with the next seed, until its time is over. */
  readonly runs: number;
  /** A door, at which anybody can send anything, has ten times the time in the deep run, and is done after so many cases. */
  readonly deepRuns?: number;
  /** Further parameters of fast-check. */
  readonly parameters?: Pick<fc.Parameters<Case>, 'endOnFailure' | 'maxSkipsPerRun'>;
}

/** Tries a property with many generated cases, and answers with how many. Fails with the smallest case that breaks it. */
export async function checkProperty<Case>(
  property: fc.IRawProperty<Case>,
  { runs, deepRuns, parameters = {} }: PropertyOptions<Case>,
): Promise<number> {
  const shares = deepRuns === undefined ? 1 : SHARES_OF_A_DOOR;
  const end = DEEP === null ? 0 : Date.now() + DEEP.milliseconds * shares;
  let seed = DEEP?.seed ?? SEED;
  let cases = 0;
  do {
    // A round is never broken off: what it began with the database would go on beside the next test.
    const details = await fc.check<Case>(property as fc.IAsyncProperty<Case>, { ...parameters, numRuns: runs, seed });
    const failure = await fc.asyncDefaultReportMessage(details);
    if (failure !== undefined) throw new Error(failure, { cause: details.failed ? details.errorInstance : null });
    cases += runs;
    seed++;
  } while (cases < (deepRuns ?? Number.POSITIVE_INFINITY) && Date.now() < end);
  if (DEEP !== null) console.log(`${expect.getState().currentTestName}: ${cases.toLocaleString('en')} cases`);
  return cases;
}
