import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { Installation, Meaning } from '../catalogue/installation.ts';
import { getMetricDefinition } from '../catalogue/metric-definition.ts';
import type { MetricFacts } from './fact.ts';

/** The metrics as they will stand in this release: what the installation has, and what the package defines. */
export function meanings(
  catalogue: PackageCatalogue,
  installation: Installation,
  takes: (code: string) => boolean,
): Map<string, Meaning> {
  const known = [...installation.metrics].filter(([code]) => installation.shared.get('metric')?.get(code)?.open);
  const defined = catalogue.rows.metrics
    .filter((row) => takes(row.code))
    .map((row) => [row.code, getMetricDefinition(row)] as const);
  return new Map([...known, ...defined]);
}

export function metricFacts(catalogue: PackageCatalogue, installation: Installation): Map<string, MetricFacts> {
  const right = new Set(catalogue.rows.metrics.map((row) => row.code));
  const all = meanings(catalogue, installation, () => true);
  // Of a metric that was given and could not be read, nothing is assumed.
  for (const code of catalogue.defined.get('metric') ?? []) if (!right.has(code)) all.delete(code);
  const facts = [...all].map(([code, { kind, unit_multiplier, dimensions, fiscal_year_start }]) => {
    return [code, { kind, unit_multiplier, dimensions: new Set(dimensions), fiscal_year_start }] as const;
  });
  return new Map(facts);
}
