import type { Computed } from '../compute/computed.ts';
import { type Suppressing, Suppression } from './suppress.ts';

/** Keeps back what gives away what is kept back, before and after formulas are computed. Answers what there is to tell of it all. */
export async function suppressAround(
  given: Suppressing,
  computed: readonly Computed[],
  staged: ReadonlySet<number>,
  compute: () => Promise<readonly string[]>,
): Promise<string[]> {
  const suppression = new Suppression(given, computed);
  await suppression.published(staged);
  const notes = await compute();
  await suppression.computed();
  const { count } = suppression;
  const dropped = await suppression.dropChanges();
  return [
    ...(count === 0 ? [] : [`${one(count, 'figure is', 'figures are')} kept back because what is kept back could be worked out from ${count === 1 ? 'it' : 'them'}.`]),
    ...(dropped === 0 ? [] : [`${one(dropped, 'published change is', 'published changes are')} left out: with the other figure it would give away one that is kept back.`]),
    ...notes,
  ]; // biome-ignore format: a line a note
}

const one = (count: number, singular: string, plural: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;
