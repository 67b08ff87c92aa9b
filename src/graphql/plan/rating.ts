import { builder } from '../core/builder.ts';
import { getColumnDescription } from '../core/description.ts';
import { Light } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Dataset } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

builder.prismaObject('Rating', {
  description: 'A rating: a grade of the scale on which reports judge the tasks of a data set.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The rating's global id.", resolve: ({ id }) => globalId('Rating', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set to which the rating belongs.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The rating's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    description: t.string({
      nullable: true,
      description: 'What the rating says of a task. Null if the source does not say it.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the description. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.description, lang, context, row.datasetId),
    }),
    light: t.expose('light', { type: Light, nullable: true }),
    order: t.exposeInt('position'),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: getColumnDescription('Rating', 'validFrom'),
      resolve: ({ validFrom }) => dayOf(validFrom),
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: getColumnDescription('Rating', 'validTo'),
      resolve: ({ validTo }) => dayOf(validTo),
    }),
  }),
});
