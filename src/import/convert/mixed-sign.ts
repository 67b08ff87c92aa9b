import type { CellValue } from './cell-value.ts';
import type { CellPlace } from './text-lookup.ts';

interface ValuePlace extends CellPlace {
  readonly text: string;
}

/** The first number with a sign behind it and the first plain one of a metric in a column. */
interface Seen {
  signed: ValuePlace | null;
  plain: ValuePlace | null;
}

const ZERO = /^-?0(?:\.0*)?$/;

/**
 * Watches for columns in which some values of a metric have a percent sign, or a unit, and others have none: a cell of a workbook that lost its
 * format is a hundredth of what is meant, and nobody sees it in the figure. Zero is the same either way.
 */
export class MixedSigns {
  readonly #seen = new Map<number, Map<object, Seen>>();

  add(
    place: ValuePlace,
    { value, metric }: Pick<CellValue, 'value'> & { readonly metric: object },
    isSigned: boolean,
  ): void {
    if (value === null || ZERO.test(value)) return;
    const ofColumn = this.#seen.get(place.column) ?? new Map<object, Seen>();
    this.#seen.set(place.column, ofColumn);
    const seen = ofColumn.get(metric) ?? { signed: null, plain: null };
    ofColumn.set(metric, seen);
    if (isSigned) seen.signed ??= place;
    else seen.plain ??= place;
  }

  /** A plain number of each column that has both, and one with a sign of the same column. */
  found(): { readonly plain: ValuePlace; readonly signed: ValuePlace }[] {
    return [...this.#seen.values()]
      .flatMap((ofColumn) => [...ofColumn.values()])
      .flatMap(({ plain, signed }) => (plain === null || signed === null ? [] : [{ plain, signed }]));
  }
}
