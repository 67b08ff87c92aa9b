import { message, type Text } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { figureText } from '../package/problem.ts';
import type { KeyRow } from './compute-key.ts';

/** Why a value is not computed. None of it is wrong with the package. */
export type Cause = 'OPERAND_MISSING' | 'OPERAND_VALUELESS' | 'ZERO_DIVISOR';

const NOTES = {
  OPERAND_MISSING: 'import.note-operand-missing',
  OPERAND_VALUELESS: 'import.note-operand-without-value',
  ZERO_DIVISOR: 'import.note-division-by-zero',
} as const;

type Place = Pick<KeyRow, 'region_id' | 'breakdown_key' | 'period' | 'period_end'>;

/** Counts the values of one metric that could not be computed, with the first of each cause. */
export class Uncomputed {
  readonly #code: string;
  readonly #causes = new Map<Cause, { count: number; first: Place }>();

  constructor(code: string) {
    this.#code = code;
  }

  add(cause: Cause, place: Place): void {
    const known = this.#causes.get(cause);
    if (known === undefined) this.#causes.set(cause, { count: 1, first: place });
    else {
      known.count++;
      if (comesBefore(place, known.first)) known.first = place;
    }
  }

  /** A line for each cause, for the publisher. */
  notes(names: CodeIds): Text[] {
    return [...this.#causes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([cause, { count, first }]) => {
        const region = names.codeOf('region', first.region_id);
        const place = figureText(region, first.breakdown_key, first.period);
        return message(NOTES[cause], { metric: this.#code, count, first: place });
      });
  }
}

/** The database gives the keys in any order: the first is the earliest, so that it is the same every time. */
function comesBefore(a: Place, b: Place): boolean {
  if (a.period_end !== b.period_end) return a.period_end < b.period_end;
  if (a.period !== b.period) return a.period < b.period;
  if (a.region_id !== b.region_id) return a.region_id < b.region_id;
  return a.breakdown_key < b.breakdown_key;
}
