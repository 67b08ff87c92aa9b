import type { GraphQLResolveInfo } from 'graphql';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { encodeCursor } from '../core/cursor.ts';
import { Frequency, ObservationBasis, ObservationStatus } from '../core/enum.ts';
import { pageOf } from '../core/pagination.ts';
import { selectedAt } from '../core/selection.ts';
import { orderPart } from '../core/sql-list.ts';
import { Change, type ChangeShape } from '../observation/change.ts';
import { observationColumns } from '../observation/observation-list.ts';
import { seriesFields } from '../observation/series-field.ts';
import type { Cell } from './cube-cell.ts';
import { cubeChanges } from './cube-change.ts';
import { CUBE_SIZES, type CubeArguments, CubeInput, cubeMeaning } from './cube-input.ts';
import { askedOf, cubeKeys, readCube } from './cube-read.ts';

const NORMAL = ['NORMAL' as const];

interface Row extends Cell {
  readonly index: number;
  readonly changesOf: (index: number) => ChangeShape[];
}

interface CubeShape {
  readonly rows: readonly Row[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const Coverage = builder.objectRef<{ readonly expected: number; readonly reported: number }>('Coverage').implement({
  description: 'How many parts a total has, and how many of them are in it.',
  fields: (t) => ({
    expected: t.exposeInt('expected', {
      description:
        "Parts that there were to bring together: regions as they were valid on the period's last day, times shorter periods, times categories.",
    }),
    reported: t.exposeInt('reported', { description: 'Parts that have a value.' }),
  }),
});

const CubeRow = builder.objectRef<Row>('CubeRow').implement({
  description: 'One cell: a metric in a region, for one part, in one period, as one data set publishes it.',
  fields: (t) => ({
    ...seriesFields(t, {
      dataset: 'The data set that publishes it.',
      breakdown: 'What of which dimensions it counts; empty for the total.',
    }),
    metricCode: t.string({
      description: "The metric's code.",
      resolve: ({ metricId }, _args, { catalogue }) => catalogue.metrics.get(metricId).code,
    }),
    regionCode: t.string({
      description: "The region's code.",
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.get(regionId).code,
    }),
    period: t.expose('period', { type: 'Period', description: 'The span of time that it is about.' }),
    frequency: t.expose('frequency', { type: Frequency, description: 'The frequency of its period.' }),
    value: t.expose('value', {
      type: 'Decimal',
      nullable: true,
      description:
        "In the metric's unit × 10^unitMultiplier. Null only with a flag that says why. A mean or a weighted total is rounded to the metric's decimals, or to 12 significant digits.",
    }),
    number: t.float({
      nullable: true,
      description: 'value as a double, for charts.',
      resolve: ({ value }) => (value === null ? null : Number(value)),
    }),
    basis: t.expose('basis', {
      type: ObservationBasis,
      description: 'Whether the source says it, a formula gave it, or it was rolled up for this answer.',
    }),
    statusFlags: t.field({
      type: [ObservationStatus],
      description:
        'What is to be said of the value; of a total, what is to be said of its parts. NORMAL where there is nothing.',
      complexity: 1,
      resolve: ({ flags }) => flags ?? NORMAL,
    }),
    numerator: t.expose('numerator', {
      type: 'Decimal',
      nullable: true,
      description: 'Of a rate or ratio: what it is computed from, where that is known; of a total, Σnumerator.',
    }),
    denominator: t.expose('denominator', {
      type: 'Decimal',
      nullable: true,
      description: 'Of a rate or ratio: what it is computed from, where that is known; of a total, Σdenominator.',
    }),
    coverage: t.field({
      type: Coverage,
      nullable: true,
      description: 'Of a roll-up: how many parts there were, and how many reported. Null for what is stored.',
      complexity: 1,
      resolve: ({ expected, reported }) => (expected === null || reported === null ? null : { expected, reported }),
    }),
    changes: t.field({
      type: [Change],
      description:
        'How the value stands against others: one for each of the kinds that were asked for, in their order.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ index, changesOf }) => changesOf(index),
    }),
  }),
});

const Cube = builder.objectRef<CubeShape>('Cube').implement({
  description: 'Observations as a table.',
  fields: (t) => ({
    rows: t.field({
      type: [CubeRow],
      description: 'The rows of the page.',
      complexity: { field: 0, multiplier: 1 },
      resolve: ({ rows }) => rows,
    }),
    totalCount: t.exposeInt('totalCount', {
      description: 'How many rows there are in all. Counted only when asked for.',
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where the page lies.',
      complexity: { field: 0, multiplier: 1 },
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

async function loadCube(input: CubeArguments, request: Context, info: GraphQLResolveInfo): Promise<CubeShape> {
  const begun = input.asOf ? await request.stateAsOf(input.asOf, 'input.asOf') : request.state;
  const keys = cubeKeys(input.orderBy, input.rollUp != null);
  const page = pageOf({ first: input.first, after: input.after }, keys.map(orderPart), request, begun, CUBE_SIZES);
  const { state } = page;
  // Regions move and rules change: totals as of a moment follow those of that moment.
  const context = { ...request, catalogue: request.catalogueOf(state) };
  const meaning = cubeMeaning(input, context, state);
  const row = selectedAt(info, 'rows');
  const cursors = selectedAt(info, 'pageInfo');
  const asked = askedOf(row);
  const wanted = {
    keys,
    limit: page.limit,
    after: page.after,
    cursors: cursors.has('startCursor') || cursors.has('endCursor'),
    total: selectedAt(info).has('totalCount'),
  };
  const read = await readCube(meaning, context, state, wanted, asked);
  const cells = read.cells.slice(0, page.size);
  const kinds = row.has('changes') ? [...new Set(input.changes ?? [])] : [];
  const base: ObservationColumn[] = observationColumns(selectedAt(info, 'rows', 'changes', 'base'));
  const changesOf = await cubeChanges({ cells, kinds, meaning, columns: base }, context, state);
  const cursorOf = (index: number) => {
    const values = read.sort[index];
    return values && index >= 0 ? encodeCursor({ facts: state.facts, order: page.order, values }) : null;
  };
  return {
    rows: cells.map((cell, index) => Object.assign(cell, { index, changesOf })),
    totalCount: read.total ?? 0,
    pageInfo: {
      hasNextPage: read.cells.length > page.size,
      hasPreviousPage: page.after !== null,
      startCursor: cells.length > 0 ? cursorOf(0) : null,
      endCursor: cells.length > 0 ? cursorOf(cells.length - 1) : null,
    },
  };
}

/** A row is flat, and read together with all others: three of them are counted as one. */
const ROWS_COUNTED_AS_ONE = 3;

builder.queryField('cube', (t) =>
  t.field({
    type: Cube,
    description: 'The same observations as a table: one row per cell, comparisons and roll-ups beside the value.',
    args: { input: t.arg({ type: CubeInput, required: true, description: 'Which cells.' }) },
    complexity: ({ input }) => ({
      field: 1,
      multiplier: Math.ceil((input.first ?? CUBE_SIZES.usual) / ROWS_COUNTED_AS_ONE),
    }),
    resolve: (_root, { input }, context, info) => loadCube(input, context, info),
  }),
);
