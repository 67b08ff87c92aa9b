import { metricsOf } from '../domain/formula.ts';
import { type Catalogue, categoryKey } from './catalogue.ts';
import type { Computed } from './compute.ts';
import type { MetricFacts } from './fact.ts';
import { codesIn, formulaOf } from './formula.ts';
import type { Installation, Meaning } from './installation.ts';
import { meaningOf } from './meaning.ts';
import type { Names } from './names.ts';
import type { Package } from './package.ts';
import { type Given, owns } from './shared-list.ts';
import type { FormulaUse } from './shared-use.ts';

/** The metrics as they will stand in this release: what the installation has, and what the package defines. */
function meanings(
  catalogue: Catalogue,
  installation: Installation,
  takes: (code: string) => boolean,
): Map<string, Meaning> {
  const known = [...installation.metrics].filter(([code]) => installation.shared.get('metric')?.get(code)?.open);
  const defined = catalogue.rows.metrics
    .filter((row) => takes(row.code))
    .map((row) => [row.code, meaningOf(row)] as const);
  return new Map([...known, ...defined]);
}

export function metricFacts(catalogue: Catalogue, installation: Installation): Map<string, MetricFacts> {
  const right = new Set(catalogue.rows.metrics.map((row) => row.code));
  const all = meanings(catalogue, installation, () => true);
  // Of a metric that was given and could not be read, nothing is assumed.
  for (const code of catalogue.defined.get('metric') ?? []) if (!right.has(code)) all.delete(code);
  return new Map([...all].map(([code, { kind, dimensions }]) => [code, { kind, dimensions: new Set(dimensions) }]));
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

/** All categories of a dimension as they will stand in this release: those that the package owns and dropped are none any more. */
export const categoriesIn =
  (source: Package, catalogue: Catalogue, installation: Installation, names: Names) =>
  (dimension: string): readonly string[] => {
    const prefix = categoryKey(dimension, '');
    const defined = catalogue.defined.get('category');
    const isDropped = (code: string) =>
      !defined?.has(code) && installation.shared.get('category')?.get(code)?.owner === source.code;
    return [...names.codes('category')]
      .filter((code) => code.startsWith(prefix) && !isDropped(code))
      .map((code) => code.slice(prefix.length));
  };

/** What the formula of each metric of the installation names, as it will stand in this release. */
export function formulaUses({
  source,
  catalogue,
  installation,
  names,
}: Pick<Given, 'source' | 'catalogue' | 'installation' | 'names'>): FormulaUse[] {
  return computedMetrics(source, catalogue, installation).flatMap(({ code, expression }) =>
    codesIn(expression).flatMap(([kind, used]) => {
      const [id, to] = [names.find('metric', code), names.find(kind, used)];
      return id === null || to === null ? [] : [{ id, to_kind: kind.toUpperCase(), to_id: to }];
    }),
  );
}
