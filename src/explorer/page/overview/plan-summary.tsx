import { Link } from '@tanstack/react-router';
import { dayOf } from '../../address/day.ts';
import { WITHOUT } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import type { OverviewQuery } from '../../api/generated/graphql.ts';
import { CutNote } from '../../element/cut-note.tsx';
import { isLitByDate, LightMark } from '../../element/light.tsx';
import { LeadNames, TaskTitle } from '../../element/named.tsx';
import { ProgressBar } from '../../element/progress.tsx';
import { OverdueNote, ReportNote } from '../../element/tally-note.tsx';
import { type Translate, useText } from '../../language/text.ts';

/** How many tasks stand at the top and how many below another one; which of them are counted. */
function tellLevels({ all, top }: OverviewQuery, counted: number, t: Translate): string {
  const values = { all: all.totalCount, top: top.totalCount, below: all.totalCount - top.totalCount, counted };
  return t(values.below === 0 ? 'overview.no-subtasks' : 'overview.subtasks', values);
}

/** How the tasks of the data set stand, and what is overdue. Nothing where there are none. */
export function PlanSummary({ data }: { readonly data: OverviewQuery }) {
  const t = useText();
  const { timeZone } = useScope();
  const tally = data.taskProgress[0]?.progress;
  if (!tally || tally.total === 0) return null;
  const lights = [
    ['RED', data.red.totalCount, data.redByDate.totalCount],
    ['YELLOW', data.yellow.totalCount, data.yellowByDate.totalCount],
    ['GREEN', data.green.totalCount, data.greenByDate.totalCount],
  ] as const;
  const followRatings = data.dataset?.taskLight === 'RATING';
  // Those that are due first are the overdue ones, if any is. A parent task is counted, and named, by its subtasks.
  const today = dayOf(new Date(), timeZone);
  const overdue = data.dueFirst.nodes.filter(({ dueDate }) => dueDate && dueDate < today);
  // Those without a due date come last.
  const [soonest] = data.dueFirst.nodes;
  const isNoneOpenDue = soonest !== undefined && !soonest.dueDate;
  const isNoneDated = data.dated.totalCount === 0;
  const isNoneDue = isNoneOpenDue || isNoneDated;
  const nothingOpen = isNoneOpenDue ? 'overview.none-open-due' : 'overview.nothing-overdue';
  const nothing = isNoneDated ? 'overview.none-due' : nothingOpen;
  const unlit = data.all.totalCount - lights.reduce((sum, [, count]) => sum + count, 0);
  const overdueCount = (
    <>
      {t('overview.overdue')} <b className="digits">{tally.overdue}</b>
    </>
  );
  return (
    <section aria-labelledby="tasks" className="summary">
      <h2 id="tasks">{t('overview.tasks')}</h2>
      <div className="summary-grid">
        <div className="summary-done">
          <p className="huge">
            <b className="digits">{tally.completed}</b>
            <span className="digits"> / {tally.total - tally.cancelled}</span>
          </p>
          <p className="muted">
            {t('overview.done')}
            {tally.completionRate !== null && tally.completionRate !== undefined && ` · ${tally.completionRate}%`}
          </p>
          <ProgressBar tally={tally} legend />
          <p className="muted tally-note">{tellLevels(data, tally.total, t)}</p>
        </div>
        <div>
          <h3>{t('overview.lights')}</h3>
          <ReportNote tally={tally} />
          <ul className="lights">
            {lights.map(([light, count, byDate]) => (
              <li key={light}>
                <Link to="/plan" search={{ light, by: 'none' }}>
                  <LightMark light={light} /> <b className="digits">{count}</b>
                </Link>
                {followRatings && byDate > 0 && (
                  <Link to="/plan" search={{ light, by: 'rating', open: WITHOUT }} className="is-part">
                    <span>
                      <LightMark light={light} label={false} isByDate /> {t('overview.by-date')}
                    </span>{' '}
                    <b className="digits">{byDate}</b>
                  </Link>
                )}
              </li>
            ))}
            {unlit > 0 && (
              <li className="muted">
                <LightMark light={null} /> <b className="digits">{unlit}</b>
              </li>
            )}
          </ul>
          {followRatings && data.dataset && (
            <details className="rule">
              <summary>{t('overview.light-rule')}</summary>
              <p>{t('overview.rated')}</p>
              <ul>
                {data.dataset.ratings.map(({ code, name, description, light }) => (
                  <li key={code}>
                    <LightMark light={light} label={false} beside={name} /> <b>{name}</b> {description}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {data.dataset?.assessmentRules
            .filter(({ yellowDays }) => yellowDays !== null && yellowDays !== undefined)
            .map(({ code, description }) => (
              <details key={code} className="rule">
                <summary>{t('overview.light-rule')}</summary>
                <p>{description}</p>
              </details>
            ))}
        </div>
        <div>
          <h3>
            {isNoneDue ? (
              t('overview.overdue')
            ) : tally.overdue === 0 ? (
              overdueCount
            ) : (
              <Link to="/plan" search={{ due: 'overdue', by: 'none', sort: 'due' }}>
                {overdueCount}
              </Link>
            )}
          </h3>
          {!isNoneDue && <OverdueNote tally={tally} />}
          {overdue.length === 0 ? (
            <p className="muted">{t(nothing)}</p>
          ) : (
            <ul className="overdue">
              {overdue.map((task) => (
                <li key={task.code}>
                  <Link to="/task/$code" params={{ code: task.code }}>
                    <LightMark light={task.light} label={false} isByDate={isLitByDate(task)} />{' '}
                    <TaskTitle task={task} />
                  </Link>
                  <small>
                    {task.dueDate && t('task.due', { day: task.dueDate })}
                    {task.programme && ` · ${task.programme.name}`}
                  </small>
                  <small>
                    <LeadNames of={task.responsibilities} />
                  </small>
                </li>
              ))}
            </ul>
          )}
          {overdue.length > 0 && <CutNote shown={overdue.length} total={tally.overdue} />}
        </div>
      </div>
    </section>
  );
}
