import { Decimal } from '../../domain/number/decimal.ts';

/** A total that a sheet gives, and the sum of its rows. */
export interface DifferingTotal {
  readonly row: number;
  readonly column: number;
  readonly total: string;
  readonly sum: string;
}

interface Sum {
  sum: Decimal;
  count: number;
  decimals: number;
  /** Whether a row has no number: then there is no sum to compare with. */
  open: boolean;
}

interface Total {
  readonly key: string;
  readonly row: number;
  readonly column: number;
  readonly value: string;
  readonly tolerance: string | undefined;
}

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

/** Adds the rows of a sheet up, and compares with them the rows that hold their total, wherever these stand. */
export class TotalRows {
  readonly #sums = new Map<string, Sum>();
  readonly #totals: Total[] = [];
  /** Columns in which a value is left out. */
  readonly #open = new Set<number>();

  /** There is no sum of a column in which a value is left out. */
  leaveOpen(column: number): void {
    this.#open.add(column);
  }

  add(key: string, value: string | null): void {
    const found = this.#sums.get(key) ?? { sum: new Decimal(0), count: 0, decimals: 0, open: false };
    if (value === null) found.open = true;
    else {
      found.sum = found.sum.plus(value);
      found.decimals = Math.max(found.decimals, decimalsOf(value));
    }
    found.count++;
    this.#sums.set(key, found);
  }

  addTotal(total: Total): void {
    this.#totals.push(total);
  }

  /** Totals that are compared with nothing: a row of their column has no value, or was left out. */
  uncompared(): readonly Pick<Total, 'row' | 'column'>[] {
    return this.#totals.filter(({ key, column }) => this.#open.has(column) || this.#sums.get(key)?.open !== false);
  }

  /** How many totals there were to compare. */
  get count(): number {
    return this.#totals.length;
  }

  /** The columns with a total that can be compared with a sum. */
  get comparable(): ReadonlySet<number> {
    return new Set(this.#totals.flatMap(({ key, column }) => (this.#sums.get(key)?.open === false ? [column] : [])));
  }

  /** Those that differ by more than they may: whole numbers by nothing, others by half of the last decimal of each number. */
  differing(): DifferingTotal[] {
    return this.#totals.flatMap(({ key, row, column, value, tolerance }) => {
      const found = this.#sums.get(key);
      if (found === undefined || found.open || this.#open.has(column)) return [];
      const decimals = Math.min(found.decimals, decimalsOf(value));
      const rounding =
        decimals === 0 && found.decimals === 0
          ? new Decimal(0)
          : new Decimal(found.count + 1).div(2).times(new Decimal(10).pow(-decimals));
      const allowed = tolerance === undefined ? rounding : new Decimal(tolerance);
      if (found.sum.minus(value).abs().lte(allowed)) return [];
      return [{ row, column, total: value, sum: found.sum.toString() }];
    });
  }
}
