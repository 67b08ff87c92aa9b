import { builder } from '../core/builder.ts';
import { pickName } from '../core/translation.ts';

builder.prismaObject('Unit', {
  description: 'UNIT_MEASURE: a code, a name and the sign that is written after a figure.',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.string({
      description: "The unit's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      resolve: (unit, { lang }, context) => pickName(unit.name, lang, context, unit.datasetId) ?? unit.code,
    }),
    symbol: t.string({
      nullable: true,
      description: 'The sign that is written after a figure; null where there is none.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the sign.' }) },
      resolve: (unit, { lang }, context) => pickName(unit.symbol, lang, context, unit.datasetId),
    }),
  }),
});
