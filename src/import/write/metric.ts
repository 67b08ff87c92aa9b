import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { findInputs } from '../catalogue/formula.ts';
import { getMetricDefinition } from '../catalogue/metric-definition.ts';
import { getAttribution } from './programme.ts';
import { type Given, owns } from './shared-list.ts';
import { buildSearchText, type ReleaseWriter, replaceLinks, sortName, upsert, type Versioned } from './write.ts';

const METRIC: Versioned = {
  table: 'metric',
  columns: {
    code: 'text',
    name: 'jsonb',
    sort_name: 'text',
    definition: 'jsonb',
    theme_id: 'int',
    working_group_id: 'int',
    attribution: '"Attribution"',
    kind: '"MetricKind"',
    basis: '"Basis"',
    unit_id: 'int',
    unit_multiplier: 'int',
    decimals: 'int',
    direction: '"Direction"',
    over_time: '"AggregationRule"',
    over_regions: '"AggregationRule"',
    over_breakdowns: '"AggregationRule"',
    numerator_id: 'int',
    denominator_id: 'int',
    factor: 'numeric',
    minimum: 'numeric',
    maximum: 'numeric',
    exact: 'boolean',
    tolerance: 'numeric',
    confidence: 'numeric',
    expression: 'text',
    citation_ids: 'int[]',
    search_text: 'text',
  },
};

/** Writes the metrics that the package owns, inputs of formulas before what is computed from them. */
export async function writeMetrics(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const own = given.catalogue.rows.metrics.filter((row) => owns(given, 'metric', row.code));
  const byCode = new Map(own.map((row) => [row.code, row]));
  const { order } = topologicalSort(own, (row) => [...findInputs(row)].flatMap((code) => byCode.get(code) ?? []));
  const idOf = (code: string | null) => (code === null ? null : names.id('metric', code));
  await upsert(
    release,
    METRIC,
    order.map((row) => {
      const { factor } = getMetricDefinition(row);
      const id = names.id('metric', row.code);
      const name = given.shared.merged('metric', id, 'name', row.name);
      return {
        ...row,
        id,
        name,
        definition: given.shared.merged('metric', id, 'definition', row.definition),
        sort_name: sortName(name, given.source.language, row.code),
        theme_id: names.id('theme', row.theme),
        working_group_id: row.working_group === null ? null : names.id('working_group', row.working_group),
        attribution: getAttribution(row),
        unit_id: names.id('unit', row.unit),
        numerator_id: idOf(row.numerator),
        denominator_id: idOf(row.denominator),
        factor,
        citation_ids: given.cited('metrics', row.line),
        search_text: buildSearchText(row.code, name),
      };
    }),
  );
  await replaceLinks(
    release,
    { table: 'metric_dimension', owner: 'metric_id', columns: { dimension_id: 'int', position: 'int' } },
    own.map((row) => names.id('metric', row.code)),
    own.flatMap((row) =>
      row.dimensions.map((dimension, position) => ({
        metric_id: names.id('metric', row.code),
        dimension_id: names.id('dimension', dimension),
        position,
      })),
    ),
  );
}
