import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { pickName } from './language.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { findOne } from './read.ts';
import { CitationConnection, Source, SourceConnection } from './ref.ts';

const BY_CODE = [{ field: 'code', type: 'text' }] as const;
const BY_ID = [{ field: 'id', type: 'int' }] as const;

builder.prismaObject('Source', {
  description: 'A document that figures and plans were read from.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Source', id) }),
    code: t.exposeString('code'),
    title: t.string({
      description: "The document's title; where it has none, our description of it.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the title.' }) },
      select: { title: true, code: true, datasetId: true },
      resolve: (source, { lang }, context) => pickName(source.title, lang, context, source.datasetId) ?? source.code,
    }),
    publisher: t.relation('publisher', {
      nullable: true,
      description: 'Who published it; null where it names nobody.',
    }),
    publishedDate: t.expose('publishedDate', { type: 'Date', nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    sha256: t.exposeString('sha256', { nullable: true }),
    licence: t.exposeString('licence', { nullable: true }),
    citations: t.field({
      type: CitationConnection,
      description: 'The places in it that something was read from.',
      args: t.arg.connectionArgs(),
      ...relatedList({ parent: 'source', relation: 'citations', order: () => BY_ID }),
    }),
  }),
});

builder.prismaObject('Citation', {
  description: 'Where a fact was read: the document and the place in it.',
  select: { id: true },
  fields: (t) => ({
    source: t.relation('source', { description: 'The document.' }),
    locator: t.exposeString('locator'),
    quote: t.exposeString('quote', { nullable: true }),
  }),
});

builder.queryFields((t) => ({
  sources: t.field({
    type: SourceConnection,
    description: 'The documents that everything was read from, by code.',
    args: t.arg.connectionArgs(),
    complexity: pageCost,
    resolve: (_root, args, context, info) => {
      const page = listPage(args, BY_CODE, context);
      return readList({ model: 'source', order: BY_CODE, where: [visible(page.state)] }, page, context, info);
    },
  }),
  source: t.field({
    type: Source,
    nullable: true,
    description: 'The document with this code.',
    args: { code: t.arg.string({ required: true, description: 'Code of a source.' }) },
    resolve: (_root, { code }, context, info) => findOne('source', { code }, context, info),
  }),
}));
