import type { Literal } from '../syntax/expression.ts';
import type { EntitySet } from './model.ts';
import type { Navigation } from './navigation.ts';

/** Which row of a set: values by names, or one value alone. */
export type KeyValues = ReadonlyMap<string, Literal>;

/** A key that is given as one value without a name. */
export const UNNAMED_KEY = '';

/** One stretch of a way through the sets. */
export interface Step {
  readonly set: EntitySet;
  /** Null: the first. */
  readonly navigation: Navigation | null;
  readonly key: KeyValues | null;
}

/** A part of a key, under the column that it stands in. */
export interface KeyPart {
  readonly column: string;
  readonly value: string;
  readonly type: 'numeric' | 'text';
}

/** A stretch whose key says every column that it is looked up by. */
export interface ResolvedStep {
  readonly set: EntitySet;
  readonly navigation: Navigation | null;
  readonly key: readonly KeyPart[] | null;
  /** Whether the key may name several rows: a code of a region that is given alone stands in several schemes. */
  readonly isAmbiguous: boolean;
}

/** In which data set, or scheme, a code is meant that is given alone. */
const FALLBACK = 'datasetCode';

/** Resolves the keys of a way. A code that is given alone is one of the default data set, where the set has a data set. */
export const resolveSteps = (steps: readonly Step[], defaultDataset: string): readonly ResolvedStep[] =>
  Object.freeze(steps.map((step) => resolveStep(step, defaultDataset)));

function resolveStep({ set, navigation, key }: Step, defaultDataset: string): ResolvedStep {
  if (!key) return Object.freeze({ set, navigation, key, isAmbiguous: false });
  const names: readonly string[] = set.table.key;
  const parts = [...key].map(([name, { type, value }]): KeyPart => {
    const column = name === UNNAMED_KEY ? (names.at(-1) as string) : name;
    return Object.freeze({ column, value, type: type === 'number' ? 'numeric' : 'text' });
  });
  const isAlone = key.has(UNNAMED_KEY);
  const fallsBack = isAlone && names.includes(FALLBACK);
  if (fallsBack) parts.push(Object.freeze({ column: FALLBACK, value: defaultDataset, type: 'text' }));
  const isAmbiguous = isAlone && names.length > 1 && !fallsBack;
  return Object.freeze({ set, navigation, key: Object.freeze(parts), isAmbiguous });
}
