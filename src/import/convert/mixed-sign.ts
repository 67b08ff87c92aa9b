import type { CellValue } from './cell-value.ts';
import type { CellPlace } from './text-lookup.ts';

interface ValuePlace extends CellPlace {
  readonly text: string;
}

/** The first percentage and the first plain number of a metric in a column. */
interface Seen {
  percentage: ValuePlace | null;
  plain: ValuePlace | null;
}

const ZERO = /^-?0(?:\.0*)?$/;

/**
 * Watches for columns in which some values of a metric have a percent sign and others have none: a cell of a workbook that lost its format is
 * a hundredth of what is meant, and nobody sees it in the figure. Zero is the same either way.
 */
export class MixedSigns {
  readonly #seen = new Map<number, Map<object, Seen>>();

  add(
    place: ValuePlace,
    { value, sign, metric }: Pick<CellValue, 'value' | 'sign'> & { readonly metric: object },
  ): void {
    if (value === null || ZERO.test(value)) return;
    const ofColumn = this.#seen.get(place.column) ?? new Map<object, Seen>();
    this.#seen.set(place.column, ofColumn);
    const seen = ofColumn.get(metric) ?? { percentage: null, plain: null };
    ofColumn.set(metric, seen);
    if (sign === null) seen.plain ??= place;
    else seen.percentage ??= place;
  }

  /** A plain number of each column that has both, and a percentage of the same column. */
  found(): { readonly plain: ValuePlace; readonly percentage: ValuePlace }[] {
    return [...this.#seen.values()]
      .flatMap((ofColumn) => [...ofColumn.values()])
      .flatMap(({ plain, percentage }) => (plain === null || percentage === null ? [] : [{ plain, percentage }]));
  }
}
