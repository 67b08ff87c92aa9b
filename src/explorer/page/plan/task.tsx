import { Link, useParams } from '@tanstack/react-router';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import { TaskDetailDocument, type TaskDetailQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { CoverageThen, useFiguresThen } from '../../element/coverage.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Missing } from '../../element/failure.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { isLitByDate, LightMark } from '../../element/light.tsx';
import { AttributionMark, GroupName, TaskTitle } from '../../element/named.tsx';
import { OverdueMark } from '../../element/overdue.tsx';
import { useTitle } from '../../element/page-heading.tsx';
import { Passage } from '../../element/passage.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { groupDigits } from '../../language/figure.ts';
import { idOf, useText } from '../../language/text.ts';
import { TaskLine } from './task-list.tsx';
import './plan.css';
import { beginLine } from '../../language/line-start.ts';

type Task = NonNullable<TaskDetailQuery['task']>;

/** One task: how it stands, who is responsible, what was reported, and what measures it. */
export function TaskPage() {
  const { code } = useParams({ from: '/task/$code' });
  const { dataset, asOf } = useScope();
  const variables = { code, dataset, asOf };
  const answer = useAnswer(TaskDetailDocument, variables);
  return (
    <>
      <Await answer={answer} isPage>
        {({ task }) => (task ? <Detail task={task} /> : <Missing code={code} />)}
      </Await>
      <QueryLink document={TaskDetailDocument} variables={variables} />
    </>
  );
}

function Detail({ task }: { readonly task: Task }) {
  const t = useText();
  const { asOfDay } = useScope();
  const then = useFiguresThen(task.metrics.nodes.filter(({ latest }) => !latest).map(({ code }) => code));
  useTitle(task.title ? beginLine(task.title) : task.code);
  const standing = task.rating?.name ?? t(idOf('status', task.status));
  return (
    <article>
      <header className="page-head">
        <p className="kicker">
          <Link to="/plan">{t('nav.plan')}</Link>
          {task.programme && (
            <>
              {' › '}
              <Link to="/plan" search={{ programme: task.programme.code }}>
                {beginLine(task.programme.name)}
              </Link>
            </>
          )}
          {task.parent && (
            <>
              {' › '}
              <Link to="/task/$code" params={{ code: task.parent.code }}>
                <TaskTitle task={task.parent} />
              </Link>
            </>
          )}
        </p>
        <h1>
          <TaskTitle task={task} />
        </h1>
        <p className="task-standing">
          <LightMark light={task.light} beside={standing} isByDate={isLitByDate(task)} /> <b>{standing}</b>
          {task.ratedSince && <span className="muted">{t('task.rated-since', { day: task.ratedSince })}</span>}
          {task.previousRating && (
            <span className="muted">{t('task.rated-before', { name: task.previousRating.name })}</span>
          )}
          {task.rolledUpProgress && <span className="digits">{groupDigits(task.rolledUpProgress)}%</span>}
          {!task.titledInSource && <span className="muted">{t('task.untitled-hint')}</span>}
        </p>
        <AsOfNote page="task" />
      </header>
      <Facts task={task} />
      <Children task={task} />
      <Reports task={task} />
      {task.metrics.nodes.length > 0 && (
        <section aria-labelledby="measures">
          <h2 id="measures">{t('task.metrics')}</h2>
          <ul className="measure-list">
            {task.metrics.nodes.map((metric) => (
              <li key={metric.code}>
                <Link to="/metric/$code" params={{ code: metric.code }}>
                  {beginLine(metric.name)}
                </Link>
                {metric.latest ? (
                  <>
                    <span className="inline">
                      <ValueText of={metric.latest} measure={metric} />
                    </span>
                    <span className="muted">{metric.latest.periodLabel}</span>
                    <SourceOf citations={metric.latest.citations} />
                  </>
                ) : (
                  <span className="muted">
                    {asOfDay ? <CoverageThen code={metric.code} had={then.get(metric.code)} /> : t('metric.no-total')}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <CutNote shown={task.metrics.nodes.length} total={task.metrics.totalCount} />
        </section>
      )}
      <section aria-labelledby="evidence">
        <h2 id="evidence">{t('task.evidence')}</h2>
        {task.citations.length === 0 && <p className="muted">{t('source.none')}</p>}
        {task.citations.map((citation) => (
          <Passage key={[citation.source.code, citation.locator, citation.quote].join(' ')} citation={citation} />
        ))}
      </section>
    </article>
  );
}

function Facts({ task }: { readonly task: Task }) {
  const t = useText();
  return (
    <dl className="fact-list">
      {task.workingGroup && (
        <div>
          <dt>{t('plan.by.group')}</dt>
          <dd>
            <Link to="/plan" search={{ group: task.workingGroup.code }}>
              <GroupName group={task.workingGroup} />
            </Link>{' '}
            <AttributionMark of={task.attribution} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('plan.by.region')}</dt>
        <dd>{task.region.name}</dd>
      </div>
      {(['LEAD', 'COOPERATE', 'SUPERVISE'] as const).map((role) => {
        const organs = task.responsibilities.filter((one) => one.role === role);
        return (
          organs.length > 0 && (
            <div key={role}>
              <dt>{t(idOf('role', role))}</dt>
              <dd>{organs.map(({ organization }) => organization.name).join(' · ')}</dd>
            </div>
          )
        );
      })}
      <div>
        <dt>{t('task.dates')}</dt>
        <dd className="digits">
          {task.startDate && `${task.startDate} → `}
          {task.dueDate ?? t('task.no-due')}
          {task.completedDate && ` (${t('task.completed', { day: task.completedDate })})`}
          <OverdueMark task={task} />
        </dd>
      </div>
      {task.ownProgress && task.ownProgress !== task.rolledUpProgress && (
        <div>
          <dt>{t('task.own-progress')}</dt>
          <dd className="digits">{groupDigits(task.ownProgress)}%</dd>
        </div>
      )}
      <div>
        <dt>{t('overview.light-rule')}</dt>
        <dd>{task.lightRule.description}</dd>
      </div>
    </dl>
  );
}

function Children({ task: { children } }: { readonly task: Task }) {
  const t = useText();
  if (children.totalCount === 0) return null;
  return (
    <section aria-labelledby="subtasks">
      <h2 id="subtasks">
        {t('task.children')} <span className="count digits">{children.totalCount}</span>
      </h2>
      <ul className="task-list is-plain">
        {children.nodes.map((child) => (
          <li key={child.id}>
            <TaskLine task={{ ...child, parent: null }} />
          </li>
        ))}
      </ul>
      <CutNote shown={children.nodes.length} total={children.totalCount} />
    </section>
  );
}

function Reports({ task: { reports } }: { readonly task: Task }) {
  const t = useText();
  const { timeZone } = useScope();
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{t('task.reports')}</h2>
      {reports.nodes.length === 0 ? (
        <p className="muted">{t('task.no-reports')}</p>
      ) : (
        <ol className="reports">
          {reports.nodes.toReversed().map((report) => (
            <li key={report.id}>
              <time className="digits" dateTime={report.reportedAt}>
                {dayOf(report.reportedAt, timeZone)}
              </time>
              <div>
                {report.rating && (
                  <>
                    <LightMark light={report.rating.light} label={false} beside={report.rating.name} />{' '}
                    <b>{beginLine(report.rating.name)}</b>{' '}
                  </>
                )}
                <span className={report.rating ? 'muted' : undefined}>{t(idOf('status', report.status))}</span>
                {report.progress && <span className="digits"> {groupDigits(report.progress)}%</span>}
                {report.reportedBy && <span className="muted"> · {report.reportedBy.name}</span>}
                {report.note && <p>{report.note}</p>}
                {report.citations.length > 0 && <SourceOf citations={report.citations} />}
              </div>
            </li>
          ))}
        </ol>
      )}
      <CutNote shown={reports.nodes.length} total={reports.totalCount} isLatest />
    </section>
  );
}
