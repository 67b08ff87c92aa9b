import { builder } from '../core/builder.ts';
import { pageCost } from '../core/cost.ts';
import { byCode, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { MetricConnection } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';

builder.prismaObject('Theme', {
  description: 'A theme: a field of work by which programmes and metrics are classified.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The theme's global id.", resolve: ({ id }) => globalId('Theme', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The theme's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (theme, { lang }, context) => pickName(theme.name, lang, context, theme.datasetId) ?? theme.code,
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics of this theme, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context) => inMemoryPage(byCode(context.catalogue.metricsOfTheme.of(id)), args, context),
    }),
  }),
});
