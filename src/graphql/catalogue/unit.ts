import { builder } from '../core/builder.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { pickName } from '../core/translation.ts';

builder.prismaObject('Unit', {
  description: 'A unit of measure (SDMX UNIT_MEASURE): its code, its name and its symbol.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The unit's global id.", resolve: ({ id }) => globalId('Unit', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The unit's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (unit, { lang }, context) => pickName(unit.name, lang, context, unit.datasetId) ?? unit.code,
    }),
    symbol: t.string({
      nullable: true,
      description: 'The symbol written after a figure. Null if the unit has none.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the symbol. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (unit, { lang }, context) => pickName(unit.symbol, lang, context, unit.datasetId),
    }),
  }),
});
