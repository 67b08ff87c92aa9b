import { badInput } from '../domain/errors.ts';
import { lightWindow } from '../domain/light.ts';
import type { Prisma } from '../store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Light, ResponsibilityRole, TaskStatus } from './enum.ts';
import { distinctFields, type OrderField } from './keyset.ts';
import type { PageArguments } from './page.ts';
import { containsText } from './text.ts';

export const TaskWhere = builder.inputType('TaskWhere', {
  description: 'Which tasks. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    dataset: t.string({
      required: false,
      description: 'Code of a data set; the default one where tasks are asked for by themselves.',
    }),
    status: t.field({ type: [TaskStatus], required: false, description: 'How far they have come.' }),
    light: t.field({
      type: [Light],
      required: false,
      description: "How they stand today, in their data set's time zone.",
    }),
    workingGroups: t.stringList({ required: false, description: 'Codes of working groups.' }),
    programmes: t.stringList({ required: false, description: 'Codes of programmes.' }),
    region: t.string({ required: false, description: 'Code of a region, with everything below it.' }),
    organization: t.string({ required: false, description: 'Code of an organisation that answers for them.' }),
    role: t.field({
      type: ResponsibilityRole,
      required: false,
      description: 'In what way the organisation answers for them.',
    }),
    parent: t.string({ required: false, description: 'Code of the task that they are parts of.' }),
    dueFrom: t.field({ type: 'Date', required: false, description: 'Due on this day or later.' }),
    dueTo: t.field({ type: 'Date', required: false, description: 'Due on this day or earlier.' }),
    text: t.string({ required: false, description: 'A part of the code or of a title in any language.' }),
  }),
});
export type TaskFilter = typeof TaskWhere.$inferInput;

/** What a filter means for tasks of any data set: those of one list within their parent. */
export function taskConditions(where: TaskFilter | null | undefined, context: Context): Prisma.TaskWhereInput[] {
  if (!where) return [];
  const { dataset, status, light, workingGroups, programmes, region, organization, role, parent, text } = where;
  if (where.dueFrom != null && where.dueTo != null && where.dueFrom > where.dueTo) {
    throw badInput('dueFrom', `\`dueFrom\` (${where.dueFrom}) is after \`dueTo\` (${where.dueTo}).`);
  }
  const conditions: Prisma.TaskWhereInput[] = [];
  if (dataset != null) conditions.push({ dataset: { code: dataset } });
  if (status) conditions.push({ status: { in: status } });
  if (light) conditions.push(lightCondition(light, context));
  if (workingGroups) conditions.push({ workingGroup: { code: { in: workingGroups } } });
  if (programmes) conditions.push({ programme: { code: { in: programmes } } });
  if (region != null) conditions.push({ regionCodes: { has: region } });
  if (organization != null || role != null) {
    const responsibility = {
      ...(role ? { role } : {}),
      ...(organization != null ? { organization: { code: organization } } : {}),
    };
    conditions.push({ responsibilities: { some: responsibility } });
  }
  if (parent != null) conditions.push({ parent: { code: parent } });
  if (where.dueFrom != null) conditions.push({ dueDate: { gte: new Date(where.dueFrom) } });
  if (where.dueTo != null) conditions.push({ dueDate: { lte: new Date(where.dueTo) } });
  if (text != null) conditions.push({ searchText: containsText(text) });
  return conditions;
}

/** The filter of tasks that are asked for by themselves: those of one data set. */
export function taskConditionsInDataset(where: TaskFilter | null | undefined, context: Context) {
  const dataset = context.datasetState(where?.dataset);
  return [{ datasetId: dataset?.id ?? 0 }, ...taskConditions({ ...where, dataset: null }, context)];
}

/** `light` of the domain as a condition, for each data set on its own day. */
function lightCondition(
  lights: readonly (typeof Light.$inferType)[],
  { state, today }: Context,
): Prisma.TaskWhereInput {
  const choices = state.datasets.flatMap(({ id, timeZone }) => {
    const { first, last } = lightWindow(today(timeZone));
    const open = { datasetId: id, status: { notIn: ['COMPLETED' as const, 'CANCELLED' as const] } };
    const byLight: Record<typeof Light.$inferType, Prisma.TaskWhereInput[]> = {
      GREEN: [
        { datasetId: id, status: 'COMPLETED' },
        { ...open, dueDate: { gt: new Date(last) } },
      ],
      YELLOW: [{ ...open, dueDate: { gte: new Date(first), lte: new Date(last) } }],
      RED: [{ ...open, dueDate: { lt: new Date(first) } }],
    };
    return lights.flatMap((light) => byLight[light]);
  });
  return { OR: choices };
}

export const TaskOrder = builder.enumType('TaskOrder', {
  description: 'How tasks are ordered; those that lack what they are ordered by come last.',
  values: {
    CODE_ASC: { description: 'By code, from a to z.' },
    CODE_DESC: { description: 'By code, from z to a.' },
    ORDINAL_ASC: { description: "By their place in the source's count." },
    ORDINAL_DESC: { description: "By their place in the source's count, backwards." },
    DUE_DATE_ASC: { description: 'By due date, the earliest first.' },
    DUE_DATE_DESC: { description: 'By due date, the latest first.' },
    PROGRESS_ASC: { description: 'By rolled-up progress, the least first.' },
    PROGRESS_DESC: { description: 'By rolled-up progress, the greatest first.' },
  } as const,
});

const CODE: OrderField = { field: 'code', type: 'text' };
const ID: OrderField = { field: 'id', type: 'int' };
const ORDINAL: OrderField = { field: 'ordinal', type: 'int', nullable: true };
const DUE: OrderField = { field: 'dueDate', type: 'moment', nullable: true };
const PROGRESS: OrderField = { field: 'rolledUpProgress', type: 'decimal', nullable: true };

const FIELD: Record<typeof TaskOrder.$inferType, OrderField> = {
  CODE_ASC: CODE,
  CODE_DESC: { ...CODE, descending: true },
  ORDINAL_ASC: ORDINAL,
  ORDINAL_DESC: { ...ORDINAL, descending: true },
  DUE_DATE_ASC: DUE,
  DUE_DATE_DESC: { ...DUE, descending: true },
  PROGRESS_ASC: PROGRESS,
  PROGRESS_DESC: { ...PROGRESS, descending: true },
};

/** Codes are unique in a data set only, so that an order ends with the id. */
export const taskOrder = (orders?: readonly (typeof TaskOrder.$inferType)[] | null): OrderField[] =>
  distinctFields([...(orders ?? []).map((order) => FIELD[order]), CODE, ID]);

/** The arguments of a field that lists tasks. */
export type TaskListArguments = PageArguments & {
  readonly where?: TaskFilter | null | undefined;
  readonly orderBy?: readonly (typeof TaskOrder.$inferType)[] | null | undefined;
};
