import type { Catalogue } from './catalogue.ts';
import type { Computed } from './compute.ts';
import type { MetricFacts } from './fact.ts';
import type { Installation, Meaning } from './installation.ts';
import { meaningOf } from './meaning.ts';
import type { Package } from './package.ts';
import { owns } from './shared-list.ts';

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
  return [...all].flatMap(([code, { numerator, denominator, factor, dimensions, ...rest }]) => {
    const inputs = [numerator, denominator].map((input) => ({ code: input ?? '', meaning: all.get(input ?? '') }));
    const [top, bottom] = inputs.map((input) => ({
      code: input.code,
      unit_multiplier: input.meaning?.unit_multiplier ?? 0,
    }));
    if (numerator === null || denominator === null || top === undefined || bottom === undefined) return [];
    return [
      {
        code,
        unit_multiplier: rest.unit_multiplier,
        decimals: rest.decimals,
        dimensions: new Set(dimensions),
        numerator: top,
        denominator: bottom,
        factor: factor ?? '1',
      },
    ];
  });
}
