import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { sameLanguage } from '../../domain/core/language.ts';
import { message } from '../../domain/message/message.ts';
import type { SearchEntry } from '../../read/plan/search-entry.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { listCost, NO_ROWS, type Scan } from '../core/cost.ts';
import { nodeInterface } from '../core/node-id.ts';
import { isOneOf } from '../core/one-of.ts';
import { buildConnection, resolvePage } from '../core/pagination.ts';
import { mapRow } from '../core/piece.ts';
import { selectedList } from '../core/selection.ts';
import { branded, type NodeRow, rowReaders } from './node-row.ts';
import { type Found, searchFor, searchIndex } from './search-index.ts';

const SearchKind = builder.enumType('SearchKind', {
  description: 'The kind of a search result.',
  values: {
    WORKING_GROUP: { description: 'Working groups.', value: 'WorkingGroup' },
    PROGRAMME: { description: 'Programmes.', value: 'Programme' },
    TASK: { description: 'Tasks.', value: 'Task' },
    METRIC: { description: 'Metrics.', value: 'Metric' },
    REGION: { description: 'Regions.', value: 'Region' },
    ORGANIZATION: { description: 'Organisations.', value: 'Organization' },
    SOURCE: { description: 'Source documents.', value: 'Source' },
    DATASET: { description: 'Data sets.', value: 'Dataset' },
    RELEASE: { description: 'Releases of data sets.', value: 'Release' },
    THEME: { description: 'Themes of programmes and metrics.', value: 'Theme' },
    UNIT: { description: 'Units of measure.', value: 'Unit' },
    DIMENSION: { description: 'Dimensions by which figures are broken down.', value: 'Dimension' },
    CATEGORY: { description: 'Categories of dimensions.', value: 'Category' },
    RATING: { description: 'Ratings of tasks.', value: 'Rating' },
  } satisfies Record<string, { description: string; value: SearchEntry['type'] }>,
});

const SearchConnection = builder.connectionObject(
  {
    type: nodeInterface,
    name: 'SearchConnection',
    description: 'A connection of search results, the best match first.',
  },
  {
    name: 'SearchEdge',
    description: 'An edge in a connection of search results.',
    fields: (t) => ({
      score: t.float({
        description: 'The score of the match. Comparable only within one search.',
        resolve: (edge) => (edge as typeof edge & { score: number }).score,
      }),
    }),
  },
);

const MAX_TEXT_LENGTH = 200;
const BEST_FIRST = [
  { name: '-score', type: 'text' },
  { name: 'key', type: 'text' },
] as const;

/** What is found for so many characters of a text, compared with so many things that have names, is a unit. */
const COMPARISONS = 150;

/**
 * To put one thing that has names into the index of an earlier moment, in units: a part of what it takes, since the index is kept for whoever asks
 * for the same moment.
 */
const INDEXED = 15;

interface SearchArguments {
  readonly text: string;
  readonly lang?: string | null | undefined;
  readonly asOf?: Date | null | undefined;
}

function searchScan({ text, lang, asOf }: SearchArguments, { catalogue, sizes }: Context): Scan {
  const { workingGroups, programmes, metrics, organizations, regions, sources, datasets, releases } = catalogue;
  const { themes, units, dimensions, categories, ratings } = catalogue;
  const described = [workingGroups, programmes, metrics, organizations, regions.versions, sources, datasets, releases];
  const named = [...described, themes, units, dimensions, categories, ratings];
  const entries = named.reduce((sum, { rows }) => sum + rows.length, sizes.tasks);
  // Names in one language are searched, and then codes in all.
  const compared = (text.length * entries * (lang == null ? 1 : 2)) / COMPARISONS;
  const indexed = asOf == null ? 0 : entries * INDEXED;
  return () => ({ ...NO_ROWS, inMemory: compared + indexed });
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'Searches working groups, programmes, tasks, metrics, regions, organisations, sources, data sets, themes, units, dimensions, categories and ratings by name, code and definition, and releases by version, title of the data set and notes, the best match first. What classifies others (themes, units, dimensions, categories, ratings) stands below what has a name that fits as well. Accents, width, and traditional or simplified characters make no difference.',
    args: {
      text: t.arg.string({
        required: true,
        description: 'Text to search for, in any language, up to 200 characters. Chinese text is segmented into words.',
      }),
      kinds: t.arg({ type: [SearchKind], description: 'Kinds of object to search. Default: all.' }),
      lang: t.arg({
        type: 'Language',
        description: 'Searches names in this language only; codes are found in any language. Default: all languages.',
      }),
      asOf: t.arg({
        type: 'DateTime',
        description:
          'Searches what was published at this moment, by the names that it had then. What a result refers to is as it is now. Default: now.',
      }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, searchScan(args, context)),
    resolve: async (_root, { text, kinds, lang, asOf, ...args }, context, info) => {
      if (text.length > MAX_TEXT_LENGTH) {
        const values = { max: MAX_TEXT_LENGTH, length: text.length };
        throw limitExceeded('text', message('graphql.search-text-too-long', values), MAX_TEXT_LENGTH, text.length);
      }
      const begun = asOf ? await context.stateAsOf(asOf) : context.state;
      const page = resolvePage(args, BEST_FIRST, context, begun);
      const shown = { database: context.database, catalogue: context.catalogueOf(page.state), state: page.state };
      const index = await searchIndex(shown, context);
      await context.takeTurn();
      const isInLanguage = lang == null ? null : (language: string) => sameLanguage(language, lang);
      const found = searchFor(index, text, isOneOf(kinds), isInLanguage);
      const ordered = page.backward ? [...found].reverse() : found;
      const start = page.after ? ordered.findIndex((one) => keyOf(one) === page.after?.[1]) : -1;
      if (page.after && start === -1) {
        const argument = page.backward ? 'before' : 'after';
        throw badInput(argument, message('graphql.cursor-of-another-search', { argument }));
      }
      const readers = rowReaders(shown, selectedList(info).row);
      const rows = await Promise.all(
        ordered.slice(start + 1, start + 1 + page.limit).map(async (one) => ({
          ...one,
          node: branded((await readers[one.type]?.(one.key)) as NodeRow, one.type),
        })),
      );
      const connection = buildConnection(
        rows,
        page,
        (row) => [String(row.score), keyOf(row)],
        () => found.length,
        (row) => row,
      );
      return {
        ...connection,
        edges: connection.edges.map((edge) =>
          mapRow(edge, ({ cursor, node: { node, score } }) => ({ cursor, node, score })),
        ),
      };
    },
  }),
);

const keyOf = ({ type, key }: Found) => `${type}:${key}`;
