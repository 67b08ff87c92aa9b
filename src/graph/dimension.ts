import { builder } from './builder.ts';
import { pickName } from './language.ts';
import { Category, Dimension } from './ref.ts';

builder.prismaObject('Dimension', {
  description: 'A way in which figures are broken down: type of group, sex, sector.',
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.string({
      description: "The dimension's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    categories: t.relation('categories', {
      description: "The dimension's categories, in its own order.",
      query: { orderBy: [{ position: 'asc' }, { code: 'asc' }], take: 1_000 },
    }),
  }),
});

builder.prismaObject('Category', {
  description: 'One value of a dimension.',
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.string({
      description: "The category's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
  }),
});

/** A dimension and a category of it, as a series or an observation holds them. */
export interface BreakdownItemRow {
  readonly dimension: { readonly id: number };
  readonly category: { readonly id: number };
}

export const BreakdownItem = builder.objectRef<BreakdownItemRow>('BreakdownItem').implement({
  description: 'What of a dimension a figure counts.',
  fields: (t) => ({
    dimension: t.field({ type: Dimension, description: 'The dimension.', resolve: (item) => item.dimension }),
    category: t.field({ type: Category, description: 'The category of it.', resolve: (item) => item.category }),
  }),
});

export const BreakdownInput = builder.inputType('BreakdownInput', {
  description: `One dimension and the categories wanted of it: null for all of them, TOTAL for what is not broken down by it. Without any
BreakdownInput a filter lets everything through; as soon as there is one, dimensions that are not named are at their total.`,
  fields: (t) => ({
    dimension: t.string({ required: true, description: 'Code of a dimension.' }),
    categories: t.stringList({ required: false, description: 'Codes of its categories, and TOTAL.' }),
  }),
});
