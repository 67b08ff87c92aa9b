import { Link, useSearch } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import type { InterfaceLanguage } from '../../address/search.ts';
import {
  PlanChoicesDocument,
  type PlanChoicesQuery,
  PlanGroupsDocument,
  type PlanGroupsQuery,
  PlanTasksDocument,
  PlanTreeDocument,
  type TaskOrder,
  type TaskWhere,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { Await } from '../../element/failure.tsx';
import { useTitle } from '../../element/page-heading.tsx';
import { Done, ProgressBar } from '../../element/progress.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { OverdueNote, ReportNote } from '../../element/tally-note.tsx';
import { collatorOf } from '../../language/name-order.ts';
import { useText } from '../../language/text.ts';
import { firstLevel, groupVariables, pageVariables } from './ask.ts';
import { Choices } from './choices.tsx';
import { defaultGroup, type Grouping, isGrouping, orderOf, whereOf } from './filter.ts';
import { NoMatch } from './no-match.tsx';
import { groupCode, PlanGroup } from './plan-group.tsx';
import { TaskList } from './task-list.tsx';
import { TaskTree } from './task-tree.tsx';
import { useOpen } from './use-open.ts';
import './plan.css';

/** The tasks of a data set: filtered, sorted, and in groups that count what is in them. */
export function Plan() {
  const { dataset } = useScope();
  const choices = useAnswer(PlanChoicesDocument, { dataset });
  return (
    <Await answer={choices} isPage>
      {(data) => <Grouped choices={data} />}
    </Await>
  );
}

function Grouped({ choices }: { readonly choices: PlanChoicesQuery }) {
  const t = useText();
  const { dataset, timeZone } = useScope();
  const search = useSearch({ from: '/plan' });
  useTitle(t('nav.plan'));
  const by = search.by ?? defaultGroup(choices);
  const where = whereOf(search, dataset, timeZone);
  const orderBy = orderOf(search.sort);
  const answer = useAnswer(PlanGroupsDocument, groupVariables(where, by));
  return (
    <>
      <header className="page-head">
        <h1>{t('plan.title')}</h1>
        <AsOfNote page="plan" />
      </header>
      <Choices search={search} by={by} choices={choices} />
      <Await answer={answer}>
        {({ all, rows }) => {
          const tally = all[0]?.progress;
          if (!tally || tally.total === 0) return <NoMatch search={search} />;
          return (
            <>
              <p className="plan-tally">
                <Done tally={tally} />
                {tally.overdue > 0 && (
                  <Link from="/plan" to="/plan" search={(now) => ({ ...now, due: 'overdue' })} className="is-overdue">
                    {t('plan.overdue', { count: tally.overdue })}
                  </Link>
                )}
              </p>
              <ProgressBar tally={tally} legend />
              <ReportNote tally={tally} />
              {tally.overdue > 0 && <OverdueNote tally={tally} />}
              {by === 'none' && (
                <section aria-label={t('plan.title')}>
                  <TaskList where={where} orderBy={orderBy} />
                </section>
              )}
              {by === 'tree' && (
                <section aria-label={t('plan.title')} className="plan-tree">
                  <TaskTree where={where} orderBy={orderBy} />
                </section>
              )}
              {isGrouping(by) && <GroupList rows={rows} by={by} where={where} orderBy={orderBy} />}
            </>
          );
        }}
      </Await>
      {isGrouping(by) && <QueryLink document={PlanGroupsDocument} variables={groupVariables(where, by)} />}
      {by === 'tree' && <QueryLink document={PlanTreeDocument} variables={firstLevel(where, orderBy)} />}
      {by === 'none' && <QueryLink document={PlanTasksDocument} variables={pageVariables(where, orderBy, null)} />}
    </>
  );
}

/** The groups, each with its tally. One alone stands open. */
function GroupList({
  rows,
  by,
  where,
  orderBy,
}: {
  readonly rows: PlanGroupsQuery['rows'];
  readonly by: Grouping;
  readonly where: TaskWhere;
  readonly orderBy: TaskOrder[];
}) {
  const t = useText();
  const { language } = useScope();
  const groups = inOrder(rows, by, language);
  const codes = groups.map((row) => groupCode(row, by));
  const opened = useOpen(codes.length === 1 ? codes : []);
  return (
    <div className="plan-groups">
      <p className="print-closed">{t('print.closed')}</p>
      {groups.map((row) => (
        <PlanGroup
          key={JSON.stringify([
            by,
            row.workingGroup?.code,
            row.programme?.code,
            row.region?.code,
            row.leadOrganization?.code,
            row.status,
            row.rating?.code,
            row.dueMonth,
          ])}
          row={row}
          by={by}
          where={where}
          orderBy={orderBy}
          opened={opened}
        />
      ))}
    </div>
  );
}

/** Regions and organisations stand by their names, those that have none last; all else in the order of the API, which is the publisher's. */
function inOrder(
  rows: PlanGroupsQuery['rows'],
  by: Grouping,
  language: InterfaceLanguage,
): readonly PlanGroupsQuery['rows'][number][] {
  if (by !== 'region' && by !== 'organ') return rows;
  const { compare } = collatorOf(language);
  const nameOf = (row: PlanGroupsQuery['rows'][number]) => (by === 'region' ? row.region : row.leadOrganization)?.name;
  return rows.toSorted((one, other) => {
    const [first, second] = [nameOf(one), nameOf(other)];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return compare(first, second);
  });
}
