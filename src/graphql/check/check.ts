import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { checkSentence, computeDifference } from '../../domain/check/check-sentence.ts';
import { basePeriod } from '../../domain/comparison/comparison.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import { CHECK_KEYS, type CheckKey, type CheckRow, readChecks } from '../../read/check/check.ts';
import { type CheckInputKey, readCheckInputs } from '../../read/check/check-input.ts';
import { type TotalSize, totalOf } from '../../read/core/size.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { ObservationRow } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';
import { connectionType } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { listCost, sizesOf, tableUnits, type Work } from '../core/cost.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import type { PageArguments } from '../core/pagination.ts';
import { Metric } from '../core/ref.ts';
import { selectedNames } from '../core/selection.ts';
import { listLoader, ROOT_KEY } from '../core/sql-list.ts';
import { pickName, writtenLanguage } from '../core/translation.ts';
import { Observation } from '../observation/observation.ts';
import { inState, type ObservationNode, observationColumns } from '../observation/observation-list.ts';
import { periodLabelField, seriesFields } from '../observation/series-field.ts';
import { CheckRule, Verdict } from './check-enum.ts';
import { CheckWhere, checkFilter } from './check-filter.ts';
import { checkOperands } from './check-operand.ts';

/** A check and the state that it was read in: its inputs are read in the same. */
export type CheckNode = CheckRow & { readonly state: Snapshot };

const Check = builder.objectRef<CheckNode>('Check');
const CheckConnection = connectionType(Check, 'Check', 'checks');

/** A dimension's code may hold anything, and stands last. */
const keyOf = ({ seriesId, rule, fromSeq, period, subject }: CheckKey): string =>
  [seriesId, rule, fromSeq, period, subject].join(':');

Check.implement({
  description:
    'A check of a published figure: the value expected by arithmetic, the difference, and the tolerance for rounding. Computed when the release was made.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'The global id of this check.', resolve: (row) => globalId('Check', keyOf(row)) }),
    rule: t.expose('rule', { type: CheckRule, description: 'The rule that was checked.' }),
    verdict: t.expose('verdict', { type: Verdict, description: 'The verdict of the check.' }),
    ...seriesFields(t, {
      dataset: 'The data set that publishes the figure.',
      breakdown: 'The breakdown of the figure. Empty for the total.',
    }),
    period: t.expose('period', { type: 'Period', description: "The figure's period." }),
    periodLabel: periodLabelField(t),
    expected: t.expose('expected', {
      type: 'Decimal',
      nullable: true,
      description:
        'The expected value, not rounded like the figure: a quotient has 12 significant digits. For BOUNDS it is the broken bound, for JUMP the value before it, for DECIMALS the value rounded to the decimals of the metric, for DUPLICATE the value stated elsewhere. Null if NOT_CHECKABLE.',
    }),
    reported: t.expose('reported', {
      type: 'Decimal',
      nullable: true,
      description:
        'The published figure: the value; for PUBLISHED_CHANGE the change; for DUPLICATE possibly a numerator or denominator. Null if it is suppressed.',
    }),
    difference: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The difference: `reported` minus `expected`.',
      resolve: computeDifference,
    }),
    tolerance: t.expose('tolerance', {
      type: 'Decimal',
      nullable: true,
      description:
        'The tolerance: half a unit of the last published decimal of the reported figure, plus the effect of the rounding of the inputs. Null for JUMP, and if NOT_CHECKABLE.',
    }),
    explanation: t.string({
      description: 'The check in one sentence.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Language of the sentence: Chinese or English. Any other language gives English. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => {
        const language = writtenLanguage(lang, context, row.datasetId);
        return checkSentence(row, dimensionName(row, language, context), language);
      },
    }),
    inputs: t.field({
      type: [Observation],
      description:
        'The observations from which `expected` was computed, as far as they are in the data: for RATIO the numerator and denominator, or the operands of the expression; for SUM_OF_PARTS the parts (at most 1,000); for PUBLISHED_CHANGE and JUMP the base; for DUPLICATE the other statement.',
      resolve: (row, _args, context, info) => loadInputs(row, context, info),
    }),
  }),
});

function dimensionName({ rule, subject, datasetId }: CheckNode, language: string, context: Context): string | null {
  if (rule !== 'SUM_OF_PARTS' || subject === '') return null;
  const dimension = context.catalogue.dimensions.rows.find(({ code }) => code === subject);
  return dimension ? pickName(dimension.name, language, context, datasetId) : null;
}

/** The period of the figure that a check holds a figure against; null where it is of the same period. */
function getBase({ rule, subject, period }: CheckNode): ReturnType<typeof basePeriod> | null {
  if (rule === 'JUMP') return parsePeriod(subject);
  return rule === 'PUBLISHED_CHANGE' ? basePeriod(subject as 'YOY', parsePeriod(period)) : null;
}

/** The inputs of all checks at one place of the query are read in one statement. */
async function loadInputs(row: CheckNode, context: Context, info: GraphQLResolveInfo): Promise<ObservationNode[]> {
  const { state, seriesId, period, periodEnd, rule, subject } = row;
  if (rule === 'BOUNDS' || rule === 'DECIMALS') return [];
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
  const against = getBase(row);
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

/** A check is found through its series, and ordered by its metric and region. */
const CHECK_AS_ROWS = 0.65;

/** All checks of metrics are put into an order. How many each metric has is not known: a share like that of its observations. */
const checkWork = ({ sizes }: Context, { observations }: TotalSize): Work => {
  const work = tableUnits((CHECK_AS_ROWS * sizes.checks * observations) / Math.max(1, sizes.total.observations));
  return { rows: work, ifCounted: work };
};

builder.queryField('checks', (t) =>
  t.field({
    type: CheckConnection,
    description:
      'The arithmetic checks of the published figures, by metric, region and period. A figure to which no rule applies has no check.',
    args: {
      where: t.arg({ type: CheckWhere, description: 'Filters the checks. Default: no filter.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, () => checkWork(context, context.sizes.total)),
    resolve: (_root, { where, ...args }, context, info) => checkLists('all', where, args, context, info).load(ROOT_KEY),
  }),
);

builder.objectField(Metric, 'checks', (t) =>
  t.field({
    type: CheckConnection,
    description: "The checks of the metric's figures, by region and period.",
    args: t.arg.connectionArgs(),
    complexity: (args, context) =>
      listCost(args, (owners, metrics) => checkWork(context, totalOf(sizesOf(context.sizes, metrics, owners)))),
    resolve: ({ id }, args, context, info) =>
      context.at(info, () => checkLists('metric', null, args, context, info)).load(id),
  }),
);
