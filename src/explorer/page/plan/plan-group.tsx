import { narrowWhere } from '../../address/overdue.ts';
import { WITHOUT } from '../../address/pages.ts';
import type { PlanGroupsQuery, TaskOrder, TaskWhere } from '../../api/generated/graphql.ts';
import { LightMark } from '../../element/light.tsx';
import { GroupName } from '../../element/named.tsx';
import { Done, ProgressBar } from '../../element/progress.tsx';
import { beginLine } from '../../language/line-start.ts';
import { idOf, useText } from '../../language/text.ts';
import { daysOfMonth, type Grouping } from './filter.ts';
import { TaskList } from './task-list.tsx';
import type { Opened } from './use-open.ts';

type Row = PlanGroupsQuery['rows'][number];

/** By what a group is told from the others of its kind. */
export function groupCode(row: Row, by: Grouping): string {
  const code = { group: row.workingGroup?.code, programme: row.programme?.code, region: row.region?.code, organ: row.leadOrganization?.code, status: row.status, rating: row.rating?.code, month: row.dueMonth }[by]; // biome-ignore format: one line
  return code ?? WITHOUT;
}

/** One group of tasks. Its tasks are asked for when it is opened. */
export function PlanGroup({
  row,
  by,
  where,
  orderBy,
  opened,
}: {
  readonly row: Row;
  readonly by: Grouping;
  readonly where: TaskWhere;
  readonly orderBy: TaskOrder[];
  readonly opened: Opened;
}) {
  const t = useText();
  const code = groupCode(row, by);
  const isOpen = opened.has(code);
  const filter = filterOf(row, by);
  const { progress } = row;
  const head = (
    <>
      <h2>
        <RowName row={row} by={by} />
      </h2>
      <span className="plan-group-done">
        <Done tally={progress} />
        {progress.overdue > 0 && (
          <strong className="is-overdue">{t('plan.overdue', { count: progress.overdue })}</strong>
        )}
      </span>
      <ProgressBar tally={progress} />
    </>
  );
  return (
    <details
      className="plan-group"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => open !== isOpen && opened.set(code, open)}
    >
      <summary>{head}</summary>
      {isOpen && <TaskList where={narrowWhere(where, filter)} orderBy={orderBy} />}
    </details>
  );
}

function RowName({ row, by }: { readonly row: Row; readonly by: Grouping }) {
  const t = useText();
  if (by === 'group' && row.workingGroup) return <GroupName group={row.workingGroup} />;
  if (by === 'status' && row.status) return t(idOf('status', row.status));
  const name = { group: null, programme: row.programme?.name, region: row.region?.name, organ: row.leadOrganization?.name, status: null, rating: row.rating?.name, month: row.dueMonth }[by]; // biome-ignore format: one line
  if (by === 'rating' && row.rating) {
    return (
      <>
        <LightMark light={row.rating.light} label={false} beside={row.rating.name} /> {beginLine(row.rating.name)}
      </>
    );
  }
  return name ? beginLine(name) : <span className="unnamed">{t(idOf('plan.without', by))}</span>;
}

/** The tasks of a group, those without a value of its kind among them. */
function filterOf(row: Row, by: Grouping): TaskWhere {
  switch (by) {
    case 'group':
      return row.workingGroup ? { workingGroups: [row.workingGroup.code] } : { without: ['WORKING_GROUP'] };
    case 'programme':
      return row.programme ? { programmes: [row.programme.code] } : { without: ['PROGRAMME'] };
    case 'region':
      return row.region ? { region: row.region.code } : {};
    case 'organ':
      return row.leadOrganization
        ? { organization: row.leadOrganization.code, role: 'LEAD' }
        : { without: ['LEAD_ORGANIZATION'] };
    case 'status':
      return row.status ? { status: [row.status] } : {};
    case 'rating':
      return row.rating ? { ratings: [row.rating.code] } : { without: ['RATING'] };
    case 'month':
      return row.dueMonth ? daysOfMonth(row.dueMonth) : { without: ['DUE_DATE'] };
  }
}
