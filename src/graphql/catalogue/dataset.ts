import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import { builder } from '../core/builder.ts';
import { pageCost } from '../core/cost.ts';
import { TaskLightRule } from '../core/enum.ts';
import { inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Dataset, Organization, Rating, Region, Release, ReleaseConnection } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { AssessmentRule } from './assessment-rule.ts';

const BY_SEQ = [{ name: 'seq', type: 'int' as const, of: ({ seq }: { readonly seq: number }) => seq }];

builder.prismaObject('Dataset', {
  description: 'A data set: the plans, metrics and facts that one publisher releases together.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The data set's global id.", resolve: ({ id }) => globalId('Dataset', id) }),
    code: t.exposeString('code'),
    title: t.string({
      description: "The data set's title.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the title. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (dataset, { lang }, context) => pickName(dataset.title, lang, context, dataset.id) ?? dataset.code,
    }),
    publisher: t.field({
      type: Organization,
      nullable: true,
      description: 'The publisher of the data set. Null if none is named.',
      resolve: ({ publisherId }, _args, { catalogue }) => catalogue.organizations.find(publisherId),
    }),
    licence: t.exposeString('licence', { nullable: true }),
    language: t.expose('language', { type: 'Language' }),
    timeZone: t.exposeString('timeZone'),
    minCount: t.exposeInt('minCount', { nullable: true }),
    region: t.field({
      type: Region,
      nullable: true,
      description: 'The region covered by the data set. Null if it covers many and has none of its own.',
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.find(regionId),
    }),
    releases: t.field({
      type: ReleaseConnection,
      description: 'The published releases of the data set, the first one first.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context) => {
        const rows = context.catalogue.releasesOf.of(id);
        const shows = ({ seq }: { seq: number }, { seqs }: Snapshot) => seq <= (seqs.get(id) ?? 0);
        return inMemoryPage({ rows, keys: BY_SEQ, sorted: true, shows }, args, context);
      },
    }),
    assessmentRules: t.field({
      type: [AssessmentRule],
      description:
        'The assessment rules of the data set, by code: at most one for each metric, and at most one for the traffic lights of tasks.',
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.assessmentRulesOf.of(id).filter((rule) => isVisible(rule, state)),
    }),
    taskLight: t.expose('taskLight', { type: TaskLightRule }),
    ratings: t.field({
      type: [Rating],
      description: 'The ratings that reports on the tasks of the data set may give, the best first.',
      complexity: (_args, { catalogue }) => ({ field: 1, multiplier: catalogue.ratings.rows.length }),
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.ratingsOf.of(id).filter((rating) => isVisible(rating, state)),
    }),
    latestRelease: t.field({
      type: Release,
      nullable: true,
      description: 'The release that readers see. Null before the first.',
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.releasesOf.of(id).find(({ seq }) => seq === state.seqs.get(id)) ?? null,
    }),
  }),
});

builder.prismaObject('Release', {
  description:
    'A release: one publication of a data set, with a number. Observations of earlier releases stay readable through `asOf`.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The data set's global id.", resolve: ({ id }) => globalId('Release', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set of the release.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    seq: t.exposeInt('seq'),
    version: t.exposeString('version'),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    importedAt: t.expose('importedAt', { type: 'DateTime', nullable: true }),
    notes: t.string({
      nullable: true,
      description: "The publisher's notes on the release.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the notes. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (release, { lang }, context) => pickName(release.notes, lang, context, release.datasetId),
    }),
    contentHash: t.exposeString('contentHash'),
    observationCount: t.exposeInt('observationCount'),
  }),
});

builder.queryFields((t) => ({
  datasets: t.field({
    type: [Dataset],
    description: 'All published data sets, in the order in which they were added.',
    resolve: (_root, _args, { catalogue, state }) => state.datasets.map(({ id }) => catalogue.datasets.get(id)),
  }),
  dataset: t.field({
    type: Dataset,
    nullable: true,
    description: 'The data set with this code. Null if there is none.',
    args: { code: t.arg.string({ required: true, description: 'Code of the data set.' }) },
    resolve: (_root, { code }, { catalogue, state }) =>
      catalogue.datasets.find(state.datasets.find((dataset) => dataset.code === code)?.id ?? null),
  }),
}));
