import type { InterfaceLanguage } from '../../address/search.ts';
import type { ReleaseCellsQuery } from '../../api/generated/graphql.ts';
import { isSameRounded, subtractDecimal } from '../../language/figure.ts';
import { collatorOf } from '../../language/name-order.ts';

export type ReleaseCell = ReleaseCellsQuery['cube']['rows'][number];

/** One figure as two releases have it. */
export interface Pair {
  readonly key: string;
  readonly before: ReleaseCell | undefined;
  readonly after: ReleaseCell | undefined;
  /** Its region, and its part if it is of one. */
  readonly name: string;
  /** What the later release adds to the figure of the earlier; null where one of them has none. */
  readonly difference: string | null;
}

/** What a release changed: figures that came, that went, that are others, and those that only have more or fewer digits. */
export interface Changes {
  readonly revised: readonly Pair[];
  readonly removed: readonly Pair[];
  readonly added: readonly Pair[];
  readonly digits: readonly Pair[];
}

/** Figures of both, by the names of their regions and parts as a reader of the language looks for them, then by their periods. */
export function pairsOf(
  before: readonly ReleaseCell[],
  after: readonly ReleaseCell[],
  language: InterfaceLanguage,
): readonly Pair[] {
  const keyOf = ({ regionCode, period, breakdown }: ReleaseCell) =>
    [regionCode, period, ...breakdown.map(({ category }) => category.code)].join('|');
  const old = new Map(before.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.map((cell) => [keyOf(cell), cell]));
  const pairs = [...new Set([...now.keys(), ...old.keys()])].map((key) => {
    const pair = { key, before: old.get(key), after: now.get(key) };
    return { ...pair, difference: differenceOf(pair), ...placeOf(now.get(key) ?? old.get(key)) };
  });
  const { compare } = collatorOf(language);
  // The sort is stable: what has the same name stays in the order of the API.
  return pairs.toSorted(
    (one, other) =>
      compare(one.name, other.name) || Number(one.period > other.period) - Number(one.period < other.period),
  );
}

/** What a pair is of, in words and for its order. */
const placeOf = (cell: ReleaseCell | undefined) => ({
  name: cell ? [cell.region.name, ...cell.breakdown.map(({ category }) => category.name)].join(' · ') : '',
  period: cell?.period ?? '',
});

const differenceOf = ({ before, after }: Pick<Pair, 'before' | 'after'>): string | null =>
  before?.value && after?.value ? subtractDecimal(after.value, before.value) : null;

export function changesOf(pairs: readonly Pair[]): Changes {
  const others = pairs.filter(({ before, after }) => before && after && !isSame(before, after));
  return {
    revised: others.filter((pair) => !differInDigitsOnly(pair)),
    removed: pairs.filter(({ after }) => !after),
    added: pairs.filter(({ before }) => !before),
    digits: others.filter(differInDigitsOnly),
  };
}

const isSame = (one: ReleaseCell, other: ReleaseCell): boolean =>
  one.value === other.value && `${one.statusFlags}` === `${other.statusFlags}`;

/** Two statements of the same figure, one with fewer digits: no revision of what it says. */
function differInDigitsOnly({ before, after }: Pair): boolean {
  if (!before?.value || !after?.value || `${before.statusFlags}` !== `${after.statusFlags}`) return false;
  return isSameRounded(before.value, after.value);
}

/** The largest difference first, up or down; pairs without one stay in their order behind them. */
export function bySize(pairs: readonly Pair[]): readonly Pair[] {
  const sizeOf = ({ difference }: Pair) => (difference === null ? -1 : Math.abs(Number(difference)));
  return pairs.toSorted((one, other) => sizeOf(other) - sizeOf(one));
}
