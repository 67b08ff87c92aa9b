import fc from 'fast-check';
import { test } from 'vitest';

/**
 * Every property and every fuzz test is declared with `testProperty`. `npm test` tries each with a fixed seed and a small number of cases, so
 * that it takes the same seconds and finds the same things each time. `npm run test:deep` sets the two variables below: the seconds that the
 * properties of one file share, and a fresh seed, which it prints.
 */
const SEED = 20_201_127;
const DEEP = process.env.DEEP_SECONDS
  ? { milliseconds: Number(process.env.DEEP_SECONDS) * 1_000, seed: Number(process.env.DEEP_SEED) }
  : null;
/** Only a test that hangs takes as long as this. */
const HANGS_AFTER = 3_600_000;

export interface PropertyOptions<Case> {
  /** How many cases `npm test` tries; the deep run tries as many again with the next seed, until its time is over. */
  readonly runs: number;
  /** How many cases the deep run tries at least, however long that takes. */
  readonly deepRuns?: number;
  /** Further parameters of fast-check. */
  readonly parameters?: Pick<fc.Parameters<Case>, 'endOnFailure' | 'maxSkipsPerRun'>;
  /** Looks at all cases together, for instance that enough of them reached what they test. */
  readonly afterwards?: (cases: number) => void;
}

/** How many properties this file declares. */
let declared = 0;

/** A test that tries a property with many generated cases. */
export function testProperty<Case>(
  title: string,
  property: fc.IRawProperty<Case>,
  { runs, deepRuns = 0, parameters = {}, afterwards }: PropertyOptions<Case>,
): void {
  declared++;
  test(
    title,
    async () => {
      const end = DEEP === null ? 0 : Date.now() + DEEP.milliseconds / declared;
      let seed = DEEP?.seed ?? SEED;
      let cases = 0;
      do {
        // A round is never broken off: what it began with the database would go on beside the next test.
        const details = await fc.check<Case>(property as fc.IAsyncProperty<Case>, {
          ...parameters,
          numRuns: runs,
          seed,
        });
        const failure = await fc.asyncDefaultReportMessage(details);
        if (failure !== undefined) throw new Error(failure, { cause: details.failed ? details.errorInstance : null });
        cases += runs;
        seed++;
      } while (DEEP !== null && (cases < deepRuns || Date.now() < end));
      afterwards?.(cases);
    },
    HANGS_AFTER,
  );
}
