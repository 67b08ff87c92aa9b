import type { Sql } from '../../database/sql.ts';
import { collectMetrics, collectOperands, type FormulaExpression } from '../../domain/formula/formula.ts';
import type { Breakdowns } from '../catalogue/breakdown.ts';
import { categoryKey, type PackageCatalogue } from '../catalogue/catalogue.ts';
import type { Categories } from '../catalogue/category.ts';
import { codesIn, parseMetricFormula } from '../catalogue/formula.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import type { Package } from '../package/package.ts';
import { meanings } from '../stage/metric-fact.ts';
import { owns } from '../write/shared-list.ts';
import { type FormulaUse, SUM_OVER } from '../write/shared-use.ts';

/** A metric with a formula, as it will stand in this release. */
export interface Computed {
  readonly code: string;
  readonly kind: string;
  readonly unit_multiplier: number;
  readonly decimals: number | null;
  readonly dimensions: ReadonlySet<string>;
  readonly expression: FormulaExpression;
  /** The power of ten of every metric in the expression. */
  readonly multipliers: ReadonlyMap<string, number>;
  /** Whether the package itself defines it. */
  readonly own: boolean;
}

export interface Computing {
  readonly tx: Sql;
  readonly names: CodeIds;
  readonly breakdowns: Breakdowns;
  /** All categories of a dimension: each must have reported where they are added up. */
  readonly categoriesOf: Categories;
  readonly minCount: number | null;
  /** The metrics of which figures are staged. */
  readonly staged: ReadonlySet<number>;
}

/** Every metric with a formula, whoever defined it: its results are stored wherever its inputs are published. */
export function computedMetrics(source: Package, catalogue: PackageCatalogue, installation: Installation): Computed[] {
  const all = meanings(catalogue, installation, (code) => owns({ source, installation }, 'metric', code));
  const given = new Set(catalogue.rows.metrics.map(({ code }) => code));
  return [...all].flatMap(([code, meaning]) => {
    const expression = parseMetricFormula(meaning);
    if (expression === null) return [];
    const inputs = collectMetrics(expression);
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

/**
 * What the formula of each metric of the installation uses, as it will stand in this release. A sum uses all categories of its dimension, which are
 * listed once for the dimension and not for each formula.
 */
export function formulaUses(
  computed: readonly Computed[],
  categoriesOf: Computing['categoriesOf'],
  names: CodeIds,
): FormulaUse[] {
  const uses: FormulaUse[] = [];
  const add = (kind: string, from: number | null, to_kind: string, to: number | null) => {
    if (from !== null && to !== null) uses.push({ kind, id: from, to_kind, to_id: to });
  };
  const summed = new Set<string>();
  for (const { code, expression } of computed) {
    const id = names.find('metric', code);
    for (const [kind, used] of codesIn(expression)) add('METRIC', id, kind.toUpperCase(), names.find(kind, used));
    for (const { over } of collectOperands(expression)) {
      if (over === null) continue;
      summed.add(over);
      add('METRIC', id, SUM_OVER, names.find('dimension', over));
    }
  }
  for (const dimension of summed) {
    const id = names.find('dimension', dimension);
    for (const category of categoriesOf(dimension)) {
      add(SUM_OVER, id, 'CATEGORY', names.find('category', categoryKey(dimension, category)));
    }
  }
  return uses;
}
