import { message, type Text } from '../../domain/message/message.ts';
import type { Computed } from '../compute/computed.ts';
import { type Suppressing, Suppression } from './suppress.ts';

/** Applies secondary suppression before and after formulas are computed, and returns the notes for the publisher. */
export async function suppressAround(
  given: Suppressing,
  computed: readonly Computed[],
  staged: ReadonlySet<number>,
  compute: () => Promise<readonly Text[]>,
): Promise<Text[]> {
  const suppression = new Suppression(given, computed);
  await suppression.published(staged);
  const notes = await compute();
  await suppression.computed();
  const { count } = suppression;
  const dropped = await suppression.dropChanges();
  return [
    ...(count === 0 ? [] : [message('import.note-suppressed', { count })]),
    ...(dropped === 0 ? [] : [message('import.note-changes-dropped', { count: dropped })]),
    ...notes,
  ];
}
