import type { Prisma } from '../store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import { MetricKind } from './enum.ts';
import { distinctFields, type OrderField } from './keyset.ts';
import { containsText } from './text.ts';

export const MetricWhere = builder.inputType('MetricWhere', {
  description: 'Which metrics. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes of metrics.' }),
    datasets: t.stringList({ required: false, description: 'Codes of the data sets that defined them.' }),
    themes: t.stringList({ required: false, description: 'Codes of themes.' }),
    workingGroups: t.stringList({ required: false, description: 'Codes of the working groups that they belong to.' }),
    programmes: t.stringList({ required: false, description: 'Codes of the programmes that they measure.' }),
    kinds: t.field({ type: [MetricKind], required: false, description: 'Kinds of figure.' }),
    units: t.stringList({ required: false, description: 'Codes of units.' }),
    text: t.string({ required: false, description: 'A part of the code or of a name in any language.' }),
  }),
});

export function metricConditions(where: typeof MetricWhere.$inferInput | null | undefined): Prisma.MetricWhereInput[] {
  if (!where) return [];
  const { codes, datasets, themes, workingGroups, programmes, kinds, units, text } = where;
  const conditions: Prisma.MetricWhereInput[] = [];
  if (codes) conditions.push({ code: { in: codes } });
  if (datasets) conditions.push({ dataset: { code: { in: datasets } } });
  if (themes) conditions.push({ theme: { code: { in: themes } } });
  if (workingGroups) conditions.push({ workingGroup: { code: { in: workingGroups } } });
  if (programmes) conditions.push({ programmes: { some: { programme: { code: { in: programmes } } } } });
  if (kinds) conditions.push({ kind: { in: kinds } });
  if (units) conditions.push({ unit: { code: { in: units } } });
  if (text != null) conditions.push({ searchText: containsText(text) });
  return conditions;
}

export const MetricOrder = builder.enumType('MetricOrder', {
  description: 'How metrics are ordered.',
  values: {
    CODE_ASC: { description: 'By code, from a to z.' },
    CODE_DESC: { description: 'By code, from z to a.' },
    NAME_ASC: { description: "By the name in the data set's own language, by code point." },
    NAME_DESC: { description: "By the name in the data set's own language, by code point, backwards." },
  } as const,
});

const CODE: OrderField = { field: 'code', type: 'text' };
const NAME: OrderField = { field: 'sortName', type: 'text' };

/** Codes are unique, so that an order ends with one. */
export const METRIC_ORDER = {
  CODE_ASC: [CODE],
  CODE_DESC: [{ ...CODE, descending: true }],
  NAME_ASC: [NAME, CODE],
  NAME_DESC: [{ ...NAME, descending: true }, CODE],
} satisfies Record<typeof MetricOrder.$inferType, readonly OrderField[]>;

export const metricOrder = (orders: readonly (typeof MetricOrder.$inferType)[] | null | undefined): OrderField[] => {
  const fields = (orders ?? []).flatMap((order) => METRIC_ORDER[order]);
  return distinctFields([...fields, CODE]);
};
