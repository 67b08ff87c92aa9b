import type { GraphQLResolveInfo } from 'graphql';
import { locatorLabel } from '../../domain/core/locator-label.ts';
import { CITATION_KEYS, type CitationRow, readCitationsOf } from '../../read/catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { listCost, lookupCost, memoryScan, pageCost } from '../core/cost.ts';
import { getColumnDescription } from '../core/description.ts';
import { byCode, findByCode, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import type { PageArguments } from '../core/pagination.ts';
import { Citation, CitationConnection, Dataset, Organization, Source, SourceConnection } from '../core/ref.ts';
import { listLoader } from '../core/sql-list.ts';
import { pickName, writtenLanguage } from '../core/translation.ts';

builder.prismaObject('Source', {
  description: 'A source: a document that states plans or figures.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The source's global id.", resolve: ({ id }) => globalId('Source', id) }),
    code: t.exposeString('code'),
    title: t.string({
      description: "The document's title. A document without a title gets a description instead.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the title. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (source, { lang }, context) => pickName(source.title, lang, context, source.datasetId) ?? source.code,
    }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set that described the document. Others may cite it too.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    publisher: t.field({
      type: Organization,
      nullable: true,
      description: 'The publisher of the document. Null if the document names none.',
      resolve: ({ publisherId }, _args, { catalogue }) => catalogue.organizations.find(publisherId),
    }),
    publishedDate: t.expose('publishedDate', { type: 'Date', nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    sha256: t.exposeString('sha256', { nullable: true }),
    licence: t.exposeString('licence', { nullable: true }),
    citations: t.field({
      type: CitationConnection,
      description: 'The cited places in the document.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) => context.at(info, () => citationLists(args, context, info)).load(id),
    }),
  }),
});

function citationLists(args: PageArguments, context: Context, info: GraphQLResolveInfo) {
  return listLoader<number, CitationRow, CitationRow>(
    {
      keys: CITATION_KEYS,
      read: (sourceIds, page) => readCitationsOf(context.database, sourceIds, page),
      nodeOf: (row) => row,
    },
    args,
    context,
    info,
  );
}

Citation.implement({
  description: 'A citation: a source document and the place in it that states a fact.',
  fields: (t) => ({
    source: t.field({
      type: Source,
      description: 'The source document.',
      resolve: ({ sourceId }, _args, { catalogue }) => catalogue.sources.get(sourceId),
    }),
    locator: t.exposeString('locator', { description: getColumnDescription('Citation', 'locator') }),
    locatorLabel: t.string({
      description:
        'The place in words. A locator of kinds and numbers, such as "paragraph 3", is told in Chinese or English; any other is as it was published.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the label. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: ({ locator, sourceId }, { lang }, context) =>
        locatorLabel(locator, writtenLanguage(lang, context, context.catalogue.sources.get(sourceId).datasetId)),
    }),
    quote: t.exposeString('quote', { nullable: true, description: getColumnDescription('Citation', 'quote') }),
  }),
});

builder.queryFields((t) => ({
  sources: t.field({
    type: SourceConnection,
    description: 'The source documents of all plans and figures, by code.',
    args: t.arg.connectionArgs(),
    complexity: (args, { catalogue }) => listCost(args, memoryScan(catalogue.sources.rows.length)),
    resolve: (_root, args, context) => inMemoryPage(byCode(context.catalogue.sources.rows), args, context),
  }),
  source: t.field({
    type: Source,
    nullable: true,
    description: 'The source with this code. Null if there is none.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of the source.' }),
      asOf: t.arg({
        type: 'DateTime',
        description:
          'Finds a source that was published at this moment, also one that was withdrawn since. Default: now.',
      }),
    },
    complexity: (_args, { catalogue }) => lookupCost(catalogue.sources.rows.length),
    resolve: async (_root, { code, asOf }, context) => {
      const state = asOf ? await context.stateAsOf(asOf) : context.state;
      return findByCode(context.catalogue.sources.rows, code, { state });
    },
  }),
}));
