import { limitExceeded } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { addDays, addMonths } from '../../domain/period/day.ts';
import { buildPeriod } from '../../domain/period/period.ts';
import { countTasks, type TaskCounts } from '../../domain/progress/task-count.ts';
import { type TallyRow, tallyDays, tallyTasks } from '../../read/plan/task-tally.ts';
import { builder } from '../core/builder.ts';
import { tallyScan } from '../core/cost.ts';
import { RegionLevel, TaskStatus } from '../core/enum.ts';
import { Organization, Programme, Rating, Region, WorkingGroup } from '../core/ref.ts';
import { selectedAt } from '../core/selection.ts';
import { MANY_ROWS } from '../core/turn.ts';
import { listedDataset } from '../core/unknown-code.ts';
import { TaskWhere, taskFilter } from './task-filter.ts';
import { ON_DAY, TaskProgress } from './task-progress.ts';

const TaskGroupKey = builder.enumType('TaskGroupKey', {
  description: 'A key for grouping tasks.',
  values: {
    WORKING_GROUP: { description: 'Groups by working group.' },
    PROGRAMME: { description: 'Groups by programme.' },
    REGION: { description: 'Groups by region.' },
    LEAD_ORGANIZATION: {
      description: 'Groups by lead organisation. A task with two leads counts once in the row of each.',
    },
    STATUS: { description: 'Groups by status.' },
    LEVEL: { description: 'Groups by the administrative level for which the tasks are set.' },
    RATING: { description: 'Groups by the present rating.' },
    DUE_MONTH: { description: 'Groups by the month of the due date.' },
  } as const,
});
type Key = typeof TaskGroupKey.$inferType;

type KeyValue = number | string | null;
interface Row {
  readonly by: Readonly<Partial<Record<Key, KeyValue>>>;
  readonly progress: TaskCounts;
}

const COLUMN = {
  WORKING_GROUP: 'workingGroupId',
  PROGRAMME: 'programmeId',
  REGION: 'regionId',
  STATUS: 'status',
  LEVEL: 'level',
  RATING: 'ratingId',
} as const;

const monthOf = (day: string): string => {
  const first = `${day.slice(0, 7)}-01`;
  const next = addMonths(first, 1);
  return buildPeriod(first, (next && addDays(next, -1)) ?? first).text;
};

/** The values of a key that a tally counts for: of leads as many as there are, else one. */
function valuesOf(key: Key, row: TallyRow): readonly KeyValue[] {
  if (key === 'DUE_MONTH') return [row.dueDate && monthOf(row.dueDate)];
  if (key !== 'LEAD_ORGANIZATION') return [row[COLUMN[key]] ?? null];
  return row.leadIds?.length ? row.leadIds : [null];
}

const idIn = (value: KeyValue | undefined): number | null => (value == null ? null : Number(value));

const RowType = builder.objectRef<Row>('TaskProgressRow').implement({
  description:
    'A group of tasks with the same keys. A key is null if it was not requested, or if the tasks have no value for it.',
  fields: (t) => ({
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group of the tasks.',
      resolve: ({ by }, _args, { catalogue }) => catalogue.workingGroups.find(idIn(by.WORKING_GROUP)),
    }),
    programme: t.field({
      type: Programme,
      nullable: true,
      description: 'The programme of the tasks.',
      resolve: ({ by }, _args, { catalogue }) => catalogue.programmes.find(idIn(by.PROGRAMME)),
    }),
    region: t.field({
      type: Region,
      nullable: true,
      description: 'The region of the tasks.',
      resolve: ({ by }, _args, { catalogue }) => catalogue.regions.find(idIn(by.REGION)),
    }),
    leadOrganization: t.field({
      type: Organization,
      nullable: true,
      description: 'The lead organisation of the tasks.',
      resolve: ({ by }, _args, { catalogue }) => catalogue.organizations.find(idIn(by.LEAD_ORGANIZATION)),
    }),
    status: t.field({
      type: TaskStatus,
      nullable: true,
      description: 'The status of the tasks.',
      resolve: ({ by }) => (by.STATUS ?? null) as typeof TaskStatus.$inferType | null,
    }),
    level: t.field({
      type: RegionLevel,
      nullable: true,
      description: 'The administrative level for which the tasks are set.',
      resolve: ({ by }) => (by.LEVEL ?? null) as typeof RegionLevel.$inferType | null,
    }),
    rating: t.field({
      type: Rating,
      nullable: true,
      description: 'The present rating of the tasks.',
      resolve: ({ by }, _args, { catalogue }) => catalogue.ratings.find(idIn(by.RATING)),
    }),
    dueMonth: t.field({
      type: 'Period',
      nullable: true,
      description: 'The month in which the tasks are due.',
      resolve: ({ by }) => (by.DUE_MONTH ?? null) as string | null,
    }),
    progress: t.expose('progress', { type: TaskProgress, description: 'The progress of the tasks.' }),
  }),
});

const MAX_ROWS = 1_000;

/** Gathers tallies into rows, each task in the row of every combination of its values. */
function groupTallies(tallies: readonly TallyRow[], keys: readonly Key[], on: string): Row[] {
  const groups = new Map<string, { values: readonly KeyValue[]; tallies: TallyRow[] }>();
  for (const tallied of tallies) {
    let combinations: KeyValue[][] = [[]];
    for (const key of keys) {
      combinations = combinations.flatMap((start) => valuesOf(key, tallied).map((value) => [...start, value]));
    }
    for (const values of combinations) {
      const name = JSON.stringify(values);
      const group = groups.get(name) ?? { values, tallies: [] };
      group.tallies.push(tallied);
      groups.set(name, group);
    }
  }
  if (keys.length === 0 && groups.size === 0) groups.set('[]', { values: [], tallies: [] });
  return [...groups.values()]
    .sort((a, b) => compareValues(a.values, b.values))
    .map((group) => ({
      by: Object.fromEntries(keys.map((key, index) => [key, group.values[index] ?? null])),
      progress: countTasks(group.tallies, on),
    }));
}

/** By each key in turn, in the order in which things were loaded; null last. */
function compareValues(a: readonly KeyValue[], b: readonly KeyValue[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** How many rows there may be: each further key parts some of those that there are, and no task is in many. */
const rowsExpected = (keys: number, tasks: number): number =>
  Math.max(1, Math.min(MAX_ROWS, tasks, keys === 0 ? 1 : 50 * 3 ** (keys - 1)));

builder.queryField('taskProgress', (t) =>
  t.field({
    type: [RowType],
    description:
      'The progress of tasks, in one row per group; at most 1,000 rows. A task with two lead organisations counts once in the row of each.',
    args: {
      where: t.arg({ type: TaskWhere, description: 'Filters the tasks. Default: all tasks of the default data set.' }),
      groupBy: t.arg({
        type: [TaskGroupKey],
        description: 'Keys to group the tasks by. Default: one row for all tasks.',
      }),
      on: t.arg({ type: 'Date', description: ON_DAY }),
    },
    complexity: ({ groupBy }, context) => ({
      field: 1,
      multiplier: rowsExpected(groupBy?.length ?? 0, context.sizes.tasks),
      scan: tallyScan(context, groupBy?.length),
    }),
    resolve: async (_root, { where, groupBy, on }, context, info) => {
      const keys = [...new Set(groupBy ?? [])];
      const dataset = listedDataset(where?.dataset, context);
      const filter = { ...taskFilter(where && { ...where, dataset: null }, context), datasets: [dataset?.id ?? 0] };
      const days = tallyDays(selectedAt(info, 'progress'));
      const withDueDate = days.withDueDate || keys.includes('DUE_MONTH');
      const columns = keys.flatMap((key) =>
        key === 'DUE_MONTH' || key === 'STATUS'
          ? []
          : key === 'LEAD_ORGANIZATION'
            ? ['leadIds' as const]
            : [COLUMN[key]],
      );
      const tallies = await tallyTasks(context.database, context.state, columns, {
        ...days,
        filter,
        withDueDate,
      });
      const day = on ?? context.today(dataset?.timeZone ?? 'UTC');
      await context.takeTurn(tallies.length > MANY_ROWS);
      const rows = groupTallies(tallies, keys, day);
      if (rows.length > MAX_ROWS) {
        const values = { rows: rows.length, max: MAX_ROWS };
        throw limitExceeded('rows', message('graphql.too-many-groups', values), MAX_ROWS, rows.length);
      }
      return context.pieces?.share(rows) ?? rows;
    },
  }),
);
