// Questions about what stands in the plan: groups, tasks, metrics by name.
import { GROUPS, STATUSES, THEMES } from '../catalogue.mjs';
import { DUE_DAYS, day, dueFrom, nodes } from './part.mjs';

/** @type {import('../query.mjs').Question[]} */
export const CATALOGUE_QUESTIONS = [
  {
    name: 'list',
    title: 'flat list: the metrics of a group in a field of work',
    // A page that is larger than the list varies the request and changes no answer.
    axes: () => [GROUPS, THEMES, 900],
    vary: ([group, theme, more]) => ({ group: group + 1, theme: theme + 1, first: 100 + more }),
    repeated: true,
    ours: {
      text: `query List($group: String!, $theme: String!, $first: Int!) {
  metrics(first: $first, where: { workingGroups: [$group], themes: [$theme] }, orderBy: [CODE_ASC]) { nodes { code name kind decimals } }
}`,
      variables: ({ group, theme, first }) => ({ group: `group-${group}`, theme: `theme-${theme}`, first }),
    },
    peer: {
      text: `query List($group: Int!, $theme: Int!, $first: Int!) {
  allMetrics(first: $first, condition: { workingGroupId: $group, themeId: $theme }, orderBy: [CODE_ASC]) { nodes { code name kind decimals } }
}`,
      variables: (v) => v,
      shape: ({ allMetrics }) => ({
        metrics: { nodes: nodes(allMetrics).map((row) => ({ ...row, name: row.name.en })) },
      }),
    },
    limit: true,
  },
  {
    name: 'tasks',
    title: 'a page of 50 tasks of a status, ordered, with progress',
    axes: () => [STATUSES.length, 4, DUE_DAYS],
    vary: ([status, order, days]) => ({
      status: STATUSES[status],
      orderBy: ['CODE_ASC', 'CODE_DESC', 'DUE_DATE_ASC', 'DUE_DATE_DESC'][order],
      dueFrom: dueFrom(days),
    }),
    repeated: true,
    ours: {
      text: `query Tasks($status: TaskStatus!, $orderBy: TaskOrder!, $dueFrom: Date) {
  tasks(first: 50, where: { status: [$status], dueFrom: $dueFrom }, orderBy: [$orderBy]) {
    nodes { code title status dueDate rolledUpProgress workingGroup { code } } pageInfo { hasNextPage } }
}`,
      variables: (v) => v,
    },
    peer: {
      text: `query Tasks($status: TaskStatus!, $orderBy: TaskOrderBy!) {
  allTasks(first: 50, condition: { status: $status }, orderBy: [$orderBy, CODE_ASC]) {
    nodes { code title status dueDate rolledUpProgress workingGroupByWorkingGroupId { code } } pageInfo { hasNextPage } }
}`,
      variables: ({ status, orderBy }) => ({ status, orderBy }),
      shape: ({ allTasks: { nodes, pageInfo } }) => ({
        tasks: {
          nodes: nodes.map(({ title, workingGroupByWorkingGroupId, ...row }) => ({
            ...row,
            title: title.en,
            workingGroup: workingGroupByWorkingGroupId,
          })),
          pageInfo,
        },
      }),
    },
    limit: true,
  },
  {
    name: 'progress',
    title: 'task progress of each group',
    axes: () => [70_000],
    vary: ([days]) => ({ on: day('1850-01-01', days) }),
    repeated: true,
    ours: {
      text: 'query Progress($on: Date) { workingGroups { code progress(on: $on) { total completed cancelled } } }',
      variables: ({ on }) => ({ on }),
    },
    peer: {
      text: `query Progress { allWorkingGroups(orderBy: [ORDINAL_ASC]) { nodes { code all: tasksByWorkingGroupId { totalCount }
  completed: tasksByWorkingGroupId(condition: { status: COMPLETED }) { totalCount }
  cancelled: tasksByWorkingGroupId(condition: { status: CANCELLED }) { totalCount } } } }`,
      variables: () => ({}),
      shape: (data) => ({
        workingGroups: nodes(data.allWorkingGroups).map(({ code, all, completed, cancelled }) => ({
          code,
          progress: { total: all.totalCount, completed: completed.totalCount, cancelled: cancelled.totalCount },
        })),
      }),
    },
    limit: true,
  },
  {
    name: 'search',
    title: 'search by name, ten best',
    axes: () => [2, 1_000, 20],
    vary: ([kind, number, more]) => ({
      text: [`township ${number + 1}`, `任务${(number % 400) + 1}：排查${number}`][kind],
      first: 10 + more,
    }),
    ours: {
      text: `query Search($text: String!, $first: Int!) {
  search(text: $text, first: $first) { edges { node { __typename ... on Region { code name } ... on Task { code title } ... on Metric { code name } } } }
}`,
      variables: (v) => v,
    },
  },
];
