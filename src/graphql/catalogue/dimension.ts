import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Category, Dimension } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';

builder.prismaObject('Dimension', {
  description: 'A dimension by which figures are broken down, such as type of group, sex or sector.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The dimension's global id.", resolve: ({ id }) => globalId('Dimension', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The dimension's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    categories: t.field({
      type: [Category],
      description: "The dimension's categories, in the dimension's own order.",
      resolve: ({ id }, _args, { catalogue }) => catalogue.categoriesOf.of(id),
    }),
  }),
});

builder.prismaObject('Category', {
  description: 'A category of a dimension, such as one sex or one sector.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The category's global id.", resolve: ({ id }) => globalId('Category', id) }),
    dimension: t.field({
      type: Dimension,
      description: 'The dimension to which the category belongs.',
      resolve: ({ dimensionId }, _args, { catalogue }) => catalogue.dimensions.get(dimensionId),
    }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The category's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    validFrom: t.expose('validFrom', { type: 'Date', nullable: true }),
    validTo: t.expose('validTo', { type: 'Date', nullable: true }),
  }),
});

/** A dimension and a category of it, as a series or an observation holds them. */
export interface BreakdownItemRow {
  readonly dimension: typeof Dimension.$inferType;
  readonly category: typeof Category.$inferType;
}

/** What of which dimensions a series counts, out of the text that it is told apart by: `dimension=category`, several separated by `;`. */
export function parseBreakdown(breakdownKey: string, { catalogue }: Context): BreakdownItemRow[] {
  if (breakdownKey === '') return [];
  return breakdownKey.split(';').map((part) => {
    const [code = '', categoryCode] = part.split('=');
    const dimension = catalogue.dimensions.rows.find((row) => row.code === code);
    const category = dimension && catalogue.categoriesOf.of(dimension.id).find((row) => row.code === categoryCode);
    if (!dimension || !category) throw new Error(`the breakdown "${part}" names what is not held`);
    return { dimension, category };
  });
}

export const BreakdownItem = builder.objectRef<BreakdownItemRow>('BreakdownItem').implement({
  description: 'One dimension of a breakdown and the category that the figure is for.',
  fields: (t) => ({
    dimension: t.field({ type: Dimension, description: 'The dimension.', resolve: (item) => item.dimension }),
    category: t.field({
      type: Category,
      description: 'The category of that dimension.',
      resolve: (item) => item.category,
    }),
  }),
});

export const BreakdownInput = builder.inputType('BreakdownInput', {
  description: `Selects categories of one dimension. Without any BreakdownInput, a filter admits every breakdown; as soon as there is one, dimensions not
listed are fixed at their total.`,
  fields: (t) => ({
    dimension: t.string({ required: true, description: 'Code of the dimension.' }),
    categories: t.stringList({
      required: false,
      description:
        'Codes of categories of the dimension; TOTAL selects the values not broken down by it. Default: all categories.',
    }),
  }),
});
