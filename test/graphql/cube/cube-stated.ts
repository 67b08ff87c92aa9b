import { csv } from '../../support/package.ts';
import { placeOf } from './cube-fact.ts';

/** What is said beside a figure: a change by the source, or what is aimed at. */
export interface Stated {
  readonly dataset: string;
  /** A kind of comparison. */
  readonly kind: string;
  readonly place: string;
  readonly value: string;
  /** metric,region,breakdown,period. */
  readonly cells: string;
}

/** Changes that are published of some of the figures in these lines, and what was aimed at or started from, there and a little aside. */
export function statementsOf(random: () => number, dataset: string, lines: readonly string[]): Stated[] {
  const found = new Map<string, Stated>();
  for (const line of lines) {
    const [metric = '', region = '', breakdown = '', period = ''] = line.split(',');
    const add = (kind: string, at: string, breakdownAt: string, value: string) => {
      const place = placeOf(metric, at, breakdownAt, period);
      found.set(`${kind} ${place}`, {
        dataset,
        kind,
        place,
        value,
        cells: [metric, at, breakdownAt, period].join(','),
      });
    };
    const isOpen = !period.startsWith('..');
    if (isOpen && random() < 0.12) add('YOY', region, breakdown, (random() * 80 - 30).toFixed(1));
    if (isOpen && !period.includes('/') && random() < 0.12)
      add('PREVIOUS_PERIOD', region, breakdown, (random() * 20 - 9).toFixed(2));
    for (const kind of ['VS_TARGET', 'VS_BASELINE']) {
      const chance = random();
      const value = chance < 0.01 ? '0' : (random() * 60 - 3).toFixed(1);
      if (chance < 0.15) add(kind, region, breakdown, value);
      // Totals that nobody publishes are aimed at as well.
      if (random() < 0.03) add(kind, random() < 0.5 ? 'p' : 'c1', '', value);
    }
  }
  return [...found.values()];
}

export const filesOf = (stated: readonly Stated[]) => ({
  published_changes: csv(
    'metric,region,breakdown,period,change,value',
    ...stated.flatMap(({ kind, cells, value }) => (kind.startsWith('VS_') ? [] : [`${cells},${kind},${value}`])),
  ),
  targets: csv(
    'metric,region,breakdown,period,kind,value',
    ...stated.flatMap(({ kind, cells, value }) =>
      kind.startsWith('VS_') ? [`${cells},${kind.slice(3)},${value}`] : [],
    ),
  ),
});
