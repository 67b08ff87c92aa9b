import { list, message, type Text } from '../../domain/message/message.ts';
import { placeWords } from '../package/problem.ts';
import type { SheetProblems } from './sheet-problem.ts';
import type { TotalRows } from './total-row.ts';

const MAX_PLACES = 10;

/** Says which totals were compared with nothing, in one line; none where there are none. */
export function uncomparedNotes(sums: TotalRows, problems: SheetProblems): readonly Text[] {
  const places = sums.uncompared().map((total) => placeWords(problems.placeOf(total)));
  if (places.length === 0) return [];
  const more = places.length - MAX_PLACES;
  const shown = [
    ...places.slice(0, MAX_PLACES),
    ...(more > 0 ? [message('mapping.more-places', { count: more })] : []),
  ];
  return [message('mapping.note-uncompared', { places: list(shown) })];
}
