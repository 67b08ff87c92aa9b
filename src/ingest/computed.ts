import { type Expression, metricsOf } from '../domain/formula.ts';
import type { Sql } from '../store/sql.ts';
import type { Breakdowns } from './breakdown.ts';
import { type Catalogue, categoryKey } from './catalogue.ts';
import { codesIn, formulaOf } from './formula.ts';
import type { Installation } from './installation.ts';
import { meanings } from './metric-fact.ts';
import type { Names } from './names.ts';
import type { Package } from './package.ts';
import { owns } from './shared-list.ts';
import type { FormulaUse } from './shared-use.ts';

/** A metric with a formula, as it will stand in this release. */
export interface Computed {
  readonly code: string;
  readonly kind: string;
  readonly unit_multiplier: number;
  readonly decimals: number | null;
  readonly dimensions: ReadonlySet<string>;
  readonly expression: Expression;
  /** The power of ten of every metric in the expression. */
  readonly multipliers: ReadonlyMap<string, number>;
  /** Whether the package itself defines it. */
  readonly own: boolean;
}

export interface Computing {
  readonly tx: Sql;
  readonly names: Names;
  readonly breakdowns: Breakdowns;
  /** All categories of a dimension: each must have reported where they are added up. */
  readonly categoriesOf: (dimension: string) => readonly string[];
  readonly minCount: number | null;
  /** The metrics of which figures are staged. */
  readonly staged: ReadonlySet<number>;
}

/** Every metric with a formula, whoever defined it: its results are stored wherever its inputs are published. */
export function computedMetrics(source: Package, catalogue: Catalogue, installation: Installation): Computed[] {
  const all = meanings(catalogue, installation, (code) => owns({ source, installation }, 'metric', code));
  const given = new Set(catalogue.rows.metrics.map(({ code }) => code));
  return [...all].flatMap(([code, meaning]) => {
    const expression = formulaOf(meaning);
    if (expression === null) return [];
    const inputs = metricsOf(expression);
    return [
      {
        code,
        kind: meaning.kind,
        unit_multiplier: meaning.unit_multiplier,
        decimals: meaning.decimals,
        dimensions: new Set(meaning.dimensions),
        expression,
        multipliers: new Map(inputs.map((input) => [input, all.get(input)?.unit_multiplier ?? 0])),
        own: given.has(code),
      },
    ];
  });
}

/** All categories of a dimension as they will stand in this release: those that the package owns and dropped are none any more. A package that
 * defines none of them uses those that are known. */
export const categoriesIn =
  (source: Package, catalogue: Catalogue, installation: Installation, names: Names) => {
    const defined = catalogue.defined.get('category') ?? new Set<string>();
    const owned = installation.shared.get('category');
    // Asked for each operand of each formula.
    const found = new Map<string, readonly string[]>();
    const find = (dimension: string): readonly string[] => {
      const all = names.categories(dimension);
      const isDefined = (category: string) => defined.has(categoryKey(dimension, category));
      if (!all.some(isDefined)) return all;
      const isOwned = (category: string) => owned?.get(categoryKey(dimension, category))?.owner === source.code;
      return all.filter((category) => isDefined(category) || !isOwned(category));
    };
    return (dimension: string): readonly string[] => {
      const known = found.get(dimension) ?? find(dimension);
      found.set(dimension, known);
      return known;
    };
  };

/** What the formula of each metric of the installation names, as it will stand in this release. */
export const formulaUses = (
  computed: readonly Computed[],
  categoriesOf: Computing['categoriesOf'],
  names: Names,
): FormulaUse[] =>
  computed.flatMap(({ code, expression }) =>
    codesIn(expression, categoriesOf).flatMap(([kind, used]) => {
      const [id, to] = [names.find('metric', code), names.find(kind, used)];
      return id === null || to === null ? [] : [{ id, to_kind: kind.toUpperCase(), to_id: to }];
    }),
  );
