import fc from 'fast-check';
import type { Ground, RollUp, Rule } from './cube-fact.ts';
import type { Question } from './cube-question.ts';
import { codesOf, type Selection } from './cube-tree.ts';

const LEVELS = ['PREFECTURE', 'COUNTY', 'TOWNSHIP'];
const UNITS = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY'];
const PARTS: Readonly<Record<string, readonly string[]>> = {
  ANNUAL: ['HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'DAILY'],
  HALF_YEARLY: ['QUARTERLY', 'MONTHLY', 'DAILY'],
  QUARTERLY: ['MONTHLY', 'DAILY'],
  MONTHLY: ['DAILY'],
  WEEKLY: ['DAILY'],
};

/** Whether a metric's rules allow the roll-up: each rule alone, and all of them together. */
export function allows(rule: Rule, { toLevel, toRegion, overTime, overBreakdowns = [] }: RollUp): boolean {
  const isAdded = overBreakdowns.some((name) => rule.dimensions.includes(name));
  const used = [
    ...(overTime ? [rule.overTime] : []),
    ...(toLevel || toRegion ? [rule.overRegions] : []),
    ...(isAdded ? [rule.overBreakdowns] : []),
  ];
  if (used.includes('NONE')) return false;
  const others = used.filter((one) => one !== 'LAST');
  return !others.includes('WEIGHTED') || others.every((one) => one === 'WEIGHTED');
}

const optional = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });

const rollUp = (codes: readonly string[]): fc.Arbitrary<RollUp> =>
  fc
    .record({
      into: fc.oneof(
        fc.constant({}),
        fc.record({ toRegion: fc.constantFrom(...codes) }),
        fc.record({ toLevel: fc.constantFrom(...LEVELS) }),
      ),
      overTime: optional(fc.constantFrom(...UNITS), 1),
      overBreakdowns: optional(fc.uniqueArray(fc.constantFrom('age', 'sex'), { minLength: 1 }), 1),
      allowPartial: optional(fc.boolean()),
    })
    .filter(({ into, overTime, overBreakdowns }) => Boolean(Object.keys(into).length || overTime || overBreakdowns))
    .map(({ into, ...rest }) => defined<RollUp>({ ...into, ...rest }));

const selection = (codes: readonly string[]): fc.Arbitrary<Selection> =>
  fc.oneof<fc.Arbitrary<Selection>[]>(
    fc.record({ codes: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 6 }) }),
    fc.record({ childrenOf: fc.constantFrom('p', 'c1', 'd1') }),
    fc
      .record({ descendantsOf: fc.constantFrom('p', 'c1', 'c2', 'd1'), level: optional(fc.constantFrom(...LEVELS)) })
      .map(defined<Selection>),
  );

const breakdown = (name: string, categories: readonly string[]) =>
  fc.record({
    dimension: fc.constant(name),
    categories: fc.option(fc.uniqueArray(fc.constantFrom('TOTAL', ...categories), { minLength: 1 })),
  });

/** Without the keys that are left out: what is asked is JSON. */
const defined = <T>(given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

/** Questions that the rules of the metrics allow, of some of these data sets or of all. */
export function questions(
  ground: Ground,
  isRolled: boolean,
  datasets: readonly string[] = [ground.dataset],
): fc.Arbitrary<Question> {
  const codes = codesOf(ground.versions);
  const rules = [...ground.rules.values()];
  return (isRolled ? rollUp(codes) : fc.constant(undefined)).chain((rolled) => {
    const metrics = rules.filter((rule) => rolled === undefined || allows(rule, rolled)).map(({ code }) => code);
    const parts = rolled?.overTime === undefined ? [...UNITS, 'DAILY', 'SPAN'] : (PARTS[rolled.overTime] ?? []);
    const isFree = (name: string) => rolled?.overBreakdowns?.includes(name) !== true;
    const named = Object.entries(ground.dimensions).filter(([name]) => isFree(name));
    return fc
      .record({
        metrics: fc.uniqueArray(fc.constantFrom(...metrics), { minLength: 1, maxLength: 2 }),
        datasets: optional(fc.uniqueArray(fc.constantFrom(...datasets), { minLength: 1 }), 4),
        regions: optional(selection(codes), 1),
        from: optional(fc.constantFrom('2018-07', '2019', '2020-02-03', '2020-Q2'), 1),
        to: optional(fc.constantFrom('2018-12-31', '2020-01', '2020'), 1),
        latest: optional(fc.integer({ min: 1, max: 3 }), 1),
        frequency: optional(fc.uniqueArray(fc.constantFrom(...parts), { minLength: 1 }), 1),
        breakdowns: optional(
          fc
            .tuple(...named.map(([name, categories]) => optional(breakdown(name, categories))))
            .map((found) => found.filter((one) => one !== undefined)),
          1,
        ),
        rollUp: fc.constant(rolled),
        changes: optional(
          fc.uniqueArray(fc.constantFrom('YOY', 'PREVIOUS_PERIOD', 'VS_TARGET', 'VS_BASELINE'), { minLength: 1 }),
        ),
      })
      .map(defined<Question>);
  });
}
