import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { checkSentence, differenceOf } from '../../domain/check/check-sentence.ts';
import { basePeriod } from '../../domain/comparison/comparison.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import { CHECK_KEYS, type CheckKey, type CheckRow, readChecks } from '../../read/check/check.ts';
import { type CheckInputKey, readCheckInputs } from '../../read/check/check-input.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { ObservationRow } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';
import { connectionType, pageCost } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import type { PageArguments } from '../core/pagination.ts';
import { Metric } from '../core/ref.ts';
import { selectedNames } from '../core/selection.ts';
import { ALONE, listLoader } from '../core/sql-list.ts';
import { pickName, writtenLanguage } from '../core/translation.ts';
import { Observation } from '../observation/observation.ts';
import { inState, type ObservationNode, observationColumns } from '../observation/observation-list.ts';
import { seriesFields } from '../observation/series-field.ts';
import { CheckRule, Verdict } from './check-enum.ts';
import { CheckWhere, checkFilter } from './check-filter.ts';
import { checkOperands } from './check-operand.ts';

/** A check and the state that it was read in: its inputs are read in the same. */
export type CheckNode = CheckRow & { readonly state: Snapshot };

const Check = builder.objectRef<CheckNode>('Check');
const CheckConnection = connectionType(Check, 'Check');

/** A dimension's code may hold anything, and stands last. */
const keyOf = ({ seriesId, rule, fromSeq, period, subject }: CheckKey): string =>
  [seriesId, rule, fromSeq, period, subject].join(':');

Check.implement({
  description:
    'What arithmetic says of a published figure: what it would have to be, how far it is from that, and how far rounding can account for. Worked out when the release was made.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Names this very check.', resolve: (row) => globalId('Check', keyOf(row)) }),
    rule: t.expose('rule', { type: CheckRule, description: 'What was checked.' }),
    verdict: t.expose('verdict', { type: Verdict, description: 'What came of it.' }),
    ...seriesFields(t, {
      dataset: 'The data set whose figure it is.',
      breakdown: 'What of which dimensions the figure counts; empty for the total.',
    }),
    period: t.expose('period', { type: 'Period', description: "The figure's period." }),
    expected: t.expose('expected', {
      type: 'Decimal',
      nullable: true,
      description:
        'What the figure would have to be, not rounded as it is: of a quotient 12 significant digits; of BOUNDS the bound that is broken; of DUPLICATE what is stated elsewhere. Null where it is NOT_CHECKABLE.',
    }),
    reported: t.expose('reported', {
      type: 'Decimal',
      nullable: true,
      description:
        'What is published: the value, of PUBLISHED_CHANGE the change, of DUPLICATE it may be a numerator or denominator. Null where it is kept back.',
    }),
    difference: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'reported minus expected.',
      resolve: differenceOf,
    }),
    tolerance: t.expose('tolerance', {
      type: 'Decimal',
      nullable: true,
      description:
        "Half a unit of the reported figure's last published decimal, plus what the rounding of the inputs can add.",
    }),
    explanation: t.string({
      description: 'The check in one sentence.',
      args: { lang: t.arg({ type: 'Language', description: 'Chinese or English; English for any other.' }) },
      resolve: (row, { lang }, context) => {
        const language = writtenLanguage(lang, context, row.datasetId);
        return checkSentence(row, dimensionName(row, language, context), language);
      },
    }),
    inputs: t.field({
      type: [Observation],
      description:
        'What expected was computed from, where it is in the data: of a RATIO the numerator and the denominator, or whatever its expression takes, of SUM_OF_PARTS the parts (at most 1,000), of PUBLISHED_CHANGE the base, of DUPLICATE the other statement.',
      resolve: (row, _args, context, info) => loadInputs(row, context, info),
    }),
  }),
});

function dimensionName({ rule, subject, datasetId }: CheckNode, language: string, context: Context): string | null {
  if (rule !== 'SUM_OF_PARTS' || subject === '') return null;
  const dimension = context.catalogue.dimensions.rows.find(({ code }) => code === subject);
  return dimension ? pickName(dimension.name, language, context, datasetId) : null;
}

/** The inputs of all checks at one place of the query are read in one statement. */
async function loadInputs(row: CheckNode, context: Context, info: GraphQLResolveInfo): Promise<ObservationNode[]> {
  const { state, seriesId, period, periodEnd, rule, subject } = row;
  if (rule === 'BOUNDS') return [];
  const loader = context.at(
    info,
    () => {
      const columns = observationColumns(selectedNames(info));
      return new DataLoader<CheckInputKey, ObservationRow[]>((keys) =>
        readCheckInputs(context.database, state, keys, columns),
      );
    },
    state,
  );
  const against = rule === 'PUBLISHED_CHANGE' ? basePeriod(subject as 'YOY', parsePeriod(period)) : null;
  const base = against === null || 'reason' in against ? null : { period: against.text, end: against.end };
  const found = await loader.load({
    seriesId,
    period,
    periodEnd,
    rule,
    subject,
    base,
    operands: checkOperands(row, context, state),
  });
  return found.map((input) => inState(input, state));
}

function checkLists(
  of: 'metric' | 'all',
  where: typeof CheckWhere.$inferInput | null | undefined,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  return listLoader<number, CheckRow, CheckNode>(
    {
      keys: CHECK_KEYS,
      read: (ids, page, state) =>
        readChecks(context.database, state, { of, ids }, checkFilter(where, context, state), page),
      nodeOf: (row, state) => ({ ...row, state }),
    },
    args,
    context,
    info,
  );
}

builder.queryField('checks', (t) =>
  t.field({
    type: CheckConnection,
    description:
      'Arithmetic that the published figures must satisfy, and whether they do; by metric, region and period. A figure that nothing is said of has no check.',
    args: { where: t.arg({ type: CheckWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context, info) => checkLists('all', where, args, context, info).load(ALONE),
  }),
);

builder.objectField(Metric, 'checks', (t) =>
  t.field({
    type: CheckConnection,
    description: 'The checks of its figures, by region and period.',
    args: t.arg.connectionArgs(),
    complexity: pageCost,
    resolve: ({ id }, args, context, info) =>
      context.at(info, () => checkLists('metric', null, args, context, info)).load(id),
  }),
);
