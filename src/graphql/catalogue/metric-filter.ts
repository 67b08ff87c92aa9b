import type { Metric } from '../../database/generated/prisma/client.ts';
import type { Link } from '../../read/catalogue/catalogue.ts';
import { isVisible } from '../../read/core/snapshot.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { MetricKind } from '../core/enum.ts';
import { byCode, CODE_KEY, type InMemoryKey, type InMemoryList } from '../core/in-memory-list.ts';
import { isOneOf } from '../core/one-of.ts';
import { firstOfEach } from '../core/pagination.ts';
import { containsText } from '../core/text-filter.ts';
import { datasetId, idsOfCodes } from '../core/unknown-code.ts';

export const MetricWhere = builder.inputType('MetricWhere', {
  description: `A filter for metrics. ${ANY_AND_ALL}`,
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes of metrics.' }),
    datasets: t.stringList({ required: false, description: 'Codes of the data sets that defined the metrics.' }),
    themes: t.stringList({ required: false, description: 'Codes of themes.' }),
    workingGroups: t.stringList({
      required: false,
      description: 'Codes of the working groups to which the metrics belong.',
    }),
    programmes: t.stringList({ required: false, description: 'Codes of the programmes that the metrics measure.' }),
    kinds: t.field({ type: [MetricKind], required: false, description: 'Kinds of metric.' }),
    units: t.stringList({ required: false, description: 'Codes of units.' }),
    dimensions: t.stringList({
      required: false,
      description: 'Codes of dimensions by which the metrics can be broken down.',
    }),
    text: t.string({ required: false, description: 'Part of the code, or of the name in any language.' }),
  }),
});

/** Refuses codes of what metrics refer to, where nothing has them; codes of metrics themselves select those that there are. */
function refuseUnknown(where: typeof MetricWhere.$inferInput, { catalogue, state }: Context): void {
  const { datasets, themes, workingGroups, programmes, units, dimensions } = where;
  for (const code of new Set(datasets)) datasetId('datasets', code, state);
  idsOfCodes('themes', 'theme', themes ?? [], catalogue.themes.rows, state);
  idsOfCodes('workingGroups', 'workingGroup', workingGroups ?? [], catalogue.workingGroups.rows, state);
  idsOfCodes('programmes', 'programme', programmes ?? [], catalogue.programmes.rows, state);
  idsOfCodes('units', 'unit', units ?? [], catalogue.units.rows, state);
  idsOfCodes('dimensions', 'dimension', dimensions ?? [], catalogue.dimensions.rows, state);
}

/** Whether a metric is one of those that a filter means. */
export function metricFits(
  where: typeof MetricWhere.$inferInput | null | undefined,
  context: Context,
): (metric: Metric) => boolean {
  if (!where) return () => true;
  const { catalogue, state } = context;
  const { codes, datasets, themes, workingGroups, programmes, kinds, units, dimensions } = where;
  refuseUnknown(where, context);
  const holds = containsText(where.text);
  const anyOf = (wanted: readonly string[] | null | undefined, code: (metric: Metric) => string | undefined) => {
    const isWanted = isOneOf(wanted);
    return wanted ? (metric: Metric) => isWanted(code(metric) ?? '') : null;
  };
  const isOfProgramme = isOneOf(programmes);
  const isOfDimension = isOneOf(dimensions);
  const conditions = [
    anyOf(codes, ({ code }) => code),
    anyOf(datasets, ({ datasetId }) => state.datasets.find(({ id }) => id === datasetId)?.code),
    anyOf(themes, ({ themeId }) => catalogue.themes.get(themeId).code),
    anyOf(workingGroups, ({ workingGroupId }) => catalogue.workingGroups.find(workingGroupId)?.code),
    anyOf(kinds, ({ kind }) => kind),
    anyOf(units, ({ unitId }) => catalogue.units.get(unitId).code),
    programmes &&
      (({ id }: Metric) => catalogue.programmesOfMetric.of(id).some(({ target }) => isOfProgramme(target.code))),
    dimensions && (({ id }: Metric) => catalogue.dimensionsOf.of(id).some(({ target }) => isOfDimension(target.code))),
  ].filter((condition) => condition != null);
  return (metric) => conditions.every((condition) => condition(metric)) && holds(metric.searchText);
}

/** Metrics in the order in which a publisher names them. */
export const linkedMetrics = (links: readonly Link<Metric>[]): InMemoryList<Link<Metric>> => ({
  rows: links,
  keys: [
    { name: 'position', type: 'int', of: ({ position }) => position },
    { name: 'metricId', type: 'int', of: ({ target }) => target.id },
  ],
  sorted: false,
  shows: ({ target }, state) => isVisible(target, state),
});

export const MetricOrder = builder.enumType('MetricOrder', {
  description: 'The sort order of metrics.',
  values: {
    CODE_ASC: { description: 'Sorts by code, ascending.' },
    CODE_DESC: { description: 'Sorts by code, descending.' },
    NAME_ASC: { description: "Sorts by the name in the data set's own language, by code point, ascending." },
    NAME_DESC: { description: "Sorts by the name in the data set's own language, by code point, descending." },
  } as const,
});

const NAME_KEY: InMemoryKey<Metric> = { name: 'sortName', type: 'text', of: ({ sortName }) => sortName };

/** Codes are unique, so that an order ends with one. */
const KEYS: Record<typeof MetricOrder.$inferType, readonly InMemoryKey<Metric>[]> = {
  CODE_ASC: [CODE_KEY],
  CODE_DESC: [{ ...CODE_KEY, descending: true }],
  NAME_ASC: [NAME_KEY, CODE_KEY],
  NAME_DESC: [{ ...NAME_KEY, descending: true }, CODE_KEY],
};

/** The metrics that a filter means, as they are asked to be ordered. */
export function metricList(
  where: typeof MetricWhere.$inferInput | null | undefined,
  orderBy: readonly (typeof MetricOrder.$inferType)[] | null | undefined,
  context: Context,
): InMemoryList<Metric> {
  const list = byCode(context.catalogue.metrics.rows, metricFits(where, context));
  const keys = firstOfEach([...(orderBy ?? []).flatMap((order) => KEYS[order]), CODE_KEY]);
  return { ...list, keys, sorted: keys.length === 1 && !keys[0]?.descending };
}
