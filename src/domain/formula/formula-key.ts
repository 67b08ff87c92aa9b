import type { Operand } from './formula.ts';

/**
 * The breakdowns whose figures an operand takes, where the result is broken down by `key`: the key itself, with what braces add; of a sum one
 * for each category. Keys are the sorted texts dimension=category, joined by semicolons.
 */
export function operandKeys(
  { part, over }: Operand,
  key: string,
  categoriesOf: (dimension: string) => readonly string[],
): string[] {
  const items = [
    ...(key === '' ? [] : key.split(';')),
    ...part.map(({ dimension, category }) => `${dimension}=${category}`),
  ];
  const joined = (all: readonly string[]) => all.toSorted((a, b) => (a < b ? -1 : 1)).join(';');
  return over === null
    ? [joined(items)]
    : categoriesOf(over).map((category) => joined([...items, `${over}=${category}`]));
}
