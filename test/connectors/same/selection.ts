import fc from 'fast-check';

/** Figures that are asked for, in words that every shape has. */
export interface Selection {
  readonly metrics: readonly string[];
  readonly regions?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly frequency?: readonly string[];
  readonly basis?: 'PUBLISHED' | 'COMPUTED';
  /** One dimension and its categories, or none of them for all; what is not named is then at its total. */
  readonly part?: { readonly dimension: string; readonly categories?: readonly string[] };
}

export const firstDay = (bound: string): string => `${bound.length === 4 ? `${bound}-01` : bound}-01`;
export const lastDay = (bound: string): string => {
  const [year = 0, month = 12] = bound.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

const some = (...choices: readonly string[]) => fc.subarray([...choices], { minLength: 1 });
/** Whole years and months, so that a bound has one first and one last day. */
const bound = fc.constantFrom('2016', '2017', '2018-03', '2019', '2019-06', '2019-12', '2020', '2020-02', '2020-11');
const frequency = some('ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN');

const generated = fc
  .record(
    {
      metrics: some('leaks', 'checks', 'leak-rate', 'gauges'),
      regions: some('990000', '990100', '990200'),
      from: bound,
      to: bound,
      frequency,
      basis: fc.constantFrom('PUBLISHED' as const, 'PUBLISHED' as const, 'COMPUTED' as const),
      part: fc.constantFrom(
        { dimension: 'bank' },
        { dimension: 'bank', categories: ['TOTAL'] },
        { dimension: 'bank', categories: ['left'] },
        { dimension: 'season', categories: ['wet', 'TOTAL'] },
      ),
    },
    { requiredKeys: ['metrics'] },
  )
  .map((selection) => {
    const { from, to } = selection;
    return from && to && from.slice(0, 4) > to.slice(0, 4) ? { ...selection, from: to, to: from } : selection;
  })
  .filter(({ from, to }) => !(from && to && firstDay(from) > lastDay(to)));

const BUNDLED: readonly Selection[] = [
  { metrics: ['disputes-resolved', 'grid-cells'], regions: ['620500'], from: '2020', to: '2020' },
  { metrics: ['disputes-resolved'] },
  { metrics: ['criminal-cases-filed', 'homicide-cases-filed'], frequency: ['SPAN'] },
  { metrics: ['organised-crime-persons-investigated'] },
  { metrics: ['grid-cells'], regions: ['620500'] },
  { metrics: ['disputes-resolved', 'criminal-cases-filed'], basis: 'PUBLISHED' },
  { metrics: ['disputes-resolved'], from: '2021' },
];

/** Over the bundled report, and over the generated city. */
export const SELECTIONS: readonly Selection[] = [
  ...BUNDLED,
  { metrics: ['leaks', 'checks', 'leak-rate', 'gauges'] },
  ...fc.sample(generated, { numRuns: 60, seed: 5 }),
];
