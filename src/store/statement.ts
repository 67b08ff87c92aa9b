import type { State } from './state.ts';

/** Collects the parameters of one statement; `add` answers the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** `seen(dataset_id, region_id, seq)`: the releases that a state shows, as a table to join. */
export function seenTable({ datasets }: State, parameters: Parameters): string {
  const column = (values: readonly unknown[]) => parameters.add(values, 'int[]');
  return `unnest(${column(datasets.map((d) => d.id))}, ${column(datasets.map((d) => d.regionId))}, ${column(datasets.map((d) => d.seq))}) as seen(dataset_id, region_id, seq)`;
}

/** One part of a total order. Its expression is never null, so that a page can begin after any row. */
export interface SortKey {
  /** Names the key in a cursor. */
  readonly name: string;
  readonly expression: string;
  readonly type: 'int' | 'text' | 'date' | 'numeric';
  readonly descending: boolean;
}

const direction = (key: SortKey, backward: boolean) => (key.descending !== backward ? 'desc' : 'asc');

export const orderBy = (keys: readonly SortKey[], backward: boolean): string =>
  keys.map((key) => `${key.expression} ${direction(key, backward)}`).join(', ');

/** What lies beyond the row with these key values: k1 > v1 or (k1 = v1 and (k2 > v2 or …)), each in its own direction. */
export function beyond(
  keys: readonly SortKey[],
  values: readonly string[],
  backward: boolean,
  parameters: Parameters,
): string {
  const [key, ...rest] = keys;
  const [value, ...others] = values;
  if (!key || value === undefined) return 'false';
  const operator = direction(key, backward) === 'desc' ? '<' : '>';
  const placeholder = parameters.add(value, key.type);
  const strictly = `${key.expression} ${operator} ${placeholder}`;
  if (rest.length === 0) return strictly;
  return `(${strictly} or (${key.expression} = ${placeholder} and ${beyond(rest, others, backward, parameters)}))`;
}
