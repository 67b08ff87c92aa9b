import { builder } from './builder.ts';
import { relatedList } from './connection.ts';
import { pickName } from './language.ts';
import { CURRENT_VERSION, loadById } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { findAll } from './read.ts';
import { Dataset, Region, Release, ReleaseConnection } from './ref.ts';

const BY_SEQ = [{ field: 'seq', type: 'int' }] as const;

builder.prismaObject('Dataset', {
  description: 'What one publisher publishes: plans, metrics and facts, released together.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Dataset', id) }),
    code: t.exposeString('code'),
    title: t.string({
      description: "The data set's title.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the title.' }) },
      select: { title: true, code: true },
      resolve: (dataset, { lang }, context) => pickName(dataset.title, lang, context, dataset.id) ?? dataset.code,
    }),
    publisher: t.relation('publisher', { nullable: true, description: 'Who publishes it, where that is said.' }),
    licence: t.exposeString('licence', { nullable: true }),
    language: t.expose('language', { type: 'Language' }),
    timeZone: t.exposeString('timeZone'),
    minCount: t.exposeInt('minCount', { nullable: true }),
    region: t.field({
      type: Region,
      description: 'The region that the data set is about.',
      select: (_args, _context, nested) => ({
        region: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } },
      }),
      resolve: (dataset) => only(dataset.region?.versions),
    }),
    releases: t.field({
      type: ReleaseConnection,
      description: 'What was published of it, the first release first.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'dataset',
        relation: 'releases',
        order: () => BY_SEQ,
        where: () => [{ state: 'PUBLISHED' }],
      }),
    }),
    latestRelease: t.field({
      type: Release,
      nullable: true,
      description: 'The release that readers see.',
      select: (_args, _context, nested) => ({
        releases: nested({ where: { state: 'PUBLISHED' }, orderBy: { seq: 'desc' }, take: 1 }),
      }),
      resolve: (dataset) => dataset.releases[0] ?? null,
    }),
  }),
});

function only<Row>(rows: readonly Row[] | undefined): Row {
  const [row] = rows ?? [];
  if (!row) throw new Error('a data set has no region');
  return row;
}

builder.prismaObject('Release', {
  description: 'One publication of a data set, numbered in it; what was published before it can still be asked for.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Release', id) }),
    dataset: t.relation('dataset', { description: 'The data set that was released.' }),
    seq: t.exposeInt('seq'),
    version: t.exposeString('version'),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    notes: t.string({
      nullable: true,
      description: 'What the publisher says of it.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the notes.' }) },
      select: { notes: true, datasetId: true },
      resolve: (release, { lang }, context) => pickName(release.notes, lang, context, release.datasetId),
    }),
    contentHash: t.exposeString('contentHash'),
    observationCount: t.exposeInt('observationCount'),
  }),
});

builder.queryFields((t) => ({
  datasets: t.field({
    type: [Dataset],
    description: 'Everything that is published here, in the order in which it came.',
    resolve: (_root, _args, context, info) =>
      findAll('dataset', { id: { in: context.state.datasets.map(({ id }) => id) } }, { id: 'asc' }, context, info),
  }),
  dataset: t.field({
    type: Dataset,
    nullable: true,
    description: 'The data set with this code.',
    args: { code: t.arg.string({ required: true, description: 'Code of a data set.' }) },
    resolve: (_root, { code }, context, info) => {
      const known = context.state.datasets.find((dataset) => dataset.code === code);
      return known ? loadById('dataset', known.id, context, info) : null;
    },
  }),
}));
