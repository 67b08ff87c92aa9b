import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { Frequency, ObservationBasis, ObservationStatus } from '../core/enum.ts';
import { Citation } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { Change, type ChangeShape } from '../observation/change.ts';
import { periodLabelField, seriesFields } from '../observation/series-field.ts';
import type { CubeCell } from './cell.ts';
import { ROWS_COUNTED_AS_ONE } from './cube-cost.ts';

/** Citations are read for each row, and no row is counted as a third of one for them: each has two, as an observation has. */
const CITATION_COST = { field: ROWS_COUNTED_AS_ONE, multiplier: 2 * ROWS_COUNTED_AS_ONE };

const NORMAL = ['NORMAL' as const];

export interface CubeRowShape extends CubeCell {
  readonly changes: readonly ChangeShape[];
}

/** A page of a cube, as its types read it. */
export interface CubeShape {
  /** Each when its turn has come, where there are many. */
  readonly rows: readonly (CubeRowShape | Promise<CubeRowShape>)[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const Coverage = builder.objectRef<{ readonly expected: number; readonly reported: number }>('Coverage').implement({
  description: 'The coverage of a total: the number of its parts, and how many of them are in it.',
  fields: (t) => ({
    expected: t.exposeInt('expected', {
      description:
        "The number of parts to aggregate: regions valid on the period's last day × shorter periods × categories valid on it.",
    }),
    reported: t.exposeInt('reported', { description: 'The number of parts with a value.' }),
  }),
});

const CubeRow = builder.objectRef<CubeRowShape>('CubeRow').implement({
  description:
    'A cell of the cube: one metric in one region, for one breakdown and one period, as one data set publishes it.',
  fields: (t) => ({
    ...seriesFields(t, {
      dataset: 'The data set that publishes the value.',
      breakdown: 'The breakdown of the cell. Empty for the total.',
    }),
    metricCode: t.string({
      description: "The metric's code.",
      resolve: ({ metricId }, _args, { catalogue }) => catalogue.metrics.get(metricId).code,
    }),
    regionCode: t.string({
      description: "The region's code.",
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.get(regionId).code,
    }),
    period: t.expose('period', { type: 'Period', description: 'The period of the cell.' }),
    periodLabel: periodLabelField(t),
    frequency: t.expose('frequency', { type: Frequency, description: 'The frequency of the period.' }),
    value: t.expose('value', {
      type: 'Decimal',
      nullable: true,
      description:
        "The value, in the metric's unit × 10^unitMultiplier. Null only with a status flag that says why. A mean or a weighted total is rounded to the metric's decimals, else to 12 significant digits.",
    }),
    number: t.float({
      nullable: true,
      description: '`value` as a double, for charts.',
      resolve: ({ value }) => (value === null ? null : Number(value)),
    }),
    basis: t.expose('basis', {
      type: ObservationBasis,
      description:
        'The origin of the value: published by the source, computed by a formula, or rolled up for this response.',
    }),
    statusFlags: t.field({
      type: [ObservationStatus],
      description:
        'The status flags of the value; for a rolled-up value, those of its parts. NORMAL if there is nothing to report.',
      complexity: 1,
      resolve: ({ flags }) => flags ?? NORMAL,
    }),
    numerator: t.expose('numerator', {
      type: 'Decimal',
      nullable: true,
      description: 'The numerator of a rate or ratio, if known; for a rolled-up value, the sum of the numerators.',
    }),
    denominator: t.expose('denominator', {
      type: 'Decimal',
      nullable: true,
      description: 'The denominator of a rate or ratio, if known; for a rolled-up value, the sum of the denominators.',
    }),
    coverage: t.field({
      type: Coverage,
      nullable: true,
      description:
        'The coverage of a rolled-up value: the number of its parts, and how many reported. Null for a stored value.',
      complexity: 1,
      resolve: ({ expected, reported }) => (expected === null || reported === null ? null : { expected, reported }),
    }),
    citations: t.field({
      type: [Citation],
      description:
        'The citations of a stored value: its sources and the places in them. Empty in a roll-up, whose parts are cited instead.',
      complexity: CITATION_COST,
      resolve: ({ citationIds }, _args, context, info) => loadCitations(citationIds, context, info),
    }),
    note: t.string({
      nullable: true,
      description: 'A note on a stored value. Null in a roll-up, whose parts have notes instead.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the note. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: ({ note, datasetId }, { lang }, context) => pickName(note, lang, context, datasetId),
    }),
    changes: t.field({
      type: [Change],
      description: 'The changes of the value, one for each requested kind, in the requested order.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ changes }) => changes,
    }),
  }),
});

export const Cube = builder.objectRef<CubeShape>('Cube').implement({
  description: 'A page of observations as a table, one row per cell.',
  fields: (t) => ({
    rows: t.field({
      type: [CubeRow],
      description: 'The rows of the page.',
      complexity: { field: 0, multiplier: 1 },
      resolve: ({ rows }) => rows,
    }),
    totalCount: t.exposeInt('totalCount', {
      description: 'The total number of rows. Counted only when selected.',
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'The position of the page in the table.',
      complexity: { field: 0, multiplier: 1 },
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});
