import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { relatedList } from './connection.ts';
import { pickName } from './language.ts';
import { METRIC_ORDER } from './metric-filter.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { MetricConnection } from './ref.ts';

builder.prismaObject('Theme', {
  description: 'A field of work by which programmes and metrics are sorted.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Theme', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The theme's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (theme, { lang }, context) => pickName(theme.name, lang, context, theme.datasetId) ?? theme.code,
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics of this theme, by code.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'theme',
        relation: 'metrics',
        order: () => METRIC_ORDER.CODE_ASC,
        where: (_args, _context, state) => [visible(state)],
      }),
    }),
  }),
});
