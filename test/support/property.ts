import fc from 'fast-check';

/**
 * Every property and every fuzz test tries its cases here. `npm test` gives each a fixed seed and a small number of cases, so that it takes the
 * same seconds and finds the same things each time. `npm run test:deep` sets the two variables below: the seconds that each property has, and
 * a fresh seed, which it prints.
 */
const SEED = 20_201_127;
const DEEP = process.env.DEEP_SECONDS
  ? { milliseconds: Number(process.env.DEEP_SECONDS) * 1_000, seed: Number(process.env.DEEP_SEED) }
  : null;

/** Whether this is the deep run. */
export const IS_DEEP = DEEP !== null;

export interface PropertyOptions<Case> {
  /** How many cases `npm test` tries; the deep run tries as many again with the next seed, until its time is over. */
  readonly runs: number;
  /** How many cases the deep run tries at least, however long that takes. */
  readonly deepRuns?: number;
  /** Further parameters of fast-check. */
  readonly parameters?: Pick<fc.Parameters<Case>, 'endOnFailure' | 'maxSkipsPerRun'>;
}

/** Tries a property with many generated cases, and answers with how many. Fails with the smallest case that breaks it. */
export async function checkProperty<Case>(
  property: fc.IRawProperty<Case>,
  { runs, deepRuns = 0, parameters = {} }: PropertyOptions<Case>,
): Promise<number> {
  const end = DEEP === null ? 0 : Date.now() + DEEP.milliseconds;
  let seed = DEEP?.seed ?? SEED;
  let cases = 0;
  do {
    // A round is never broken off: what it began with the database would go on beside the next test.
    const details = await fc.check<Case>(property as fc.IAsyncProperty<Case>, { ...parameters, numRuns: runs, seed });
    const failure = await fc.asyncDefaultReportMessage(details);
    if (failure !== undefined) throw new Error(failure, { cause: details.failed ? details.errorInstance : null });
    cases += runs;
    seed++;
  } while (DEEP !== null && (cases < deepRuns || Date.now() < end));
  return cases;
}
