import { Link, useParams, useSearch } from '@tanstack/react-router';
import { REGION_VIEWS } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { MetricCardDocument, MetricChecksDocument, MetricThenDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useHasBorders } from '../../chart/borders.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { Checked } from '../../element/check-list.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Missing, Skeleton } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { useIsDrawn } from '../../element/use-is-drawn.ts';
import { useText } from '../../language/text.ts';
import { TaskLine } from '../plan/task-list.tsx';
import '../plan/plan.css';
import { defaultRegion, type MetricCard, mostRegions, searchThen, thenVariables } from './card.ts';
import { Definition } from './definition.tsx';
import './metric.css';
import { beginLine } from '../../language/line-start.ts';
import { NoneThen } from './none-then.tsx';
import { Parts } from './parts.tsx';
import { Regions } from './regions.tsx';
import { Series } from './series.tsx';

/** One metric: its figures over time, by part and by region, and what they mean. */
export function MetricPage() {
  const { code } = useParams({ from: '/metric/$code' });
  const answer = useAnswer(MetricCardDocument, { code });
  return (
    <Await answer={answer} isPage>
      {({ metric }) => (metric ? <Card metric={metric} /> : <Missing code={code} />)}
    </Await>
  );
}

function Card({ metric }: { readonly metric: MetricCard }) {
  const t = useText();
  const { dataset, asOf, language } = useScope();
  const address = useSearch({ from: '/metric/$code' });
  const isDrawn = useIsDrawn();
  const hasMap = useHasBorders(address.view !== 'map');
  const views = hasMap === false ? REGION_VIEWS.filter((view) => view !== 'map') : undefined;
  const answer = useAnswer(MetricThenDocument, thenVariables(metric, address, asOf ?? '', language), asOf === null);
  const then = asOf === null ? null : answer.data;
  // What cannot be known of a day is told by the figures of it, which are asked for as today's.
  const isWaiting = asOf !== null && !answer.data && !answer.error;
  const search = searchThen(address, then);
  const region = search.region ?? defaultRegion(metric, language);
  // A region that neither the address nor the data set names.
  const isFirst = search.region === undefined && region !== metric.dataset.region?.code;
  const none = <NoneThen search={address} then={then} />;
  return (
    <article>
      <header className="page-head">
        <p className="kicker">
          <Link to="/metric" search={{ theme: metric.theme.code }}>
            {beginLine(metric.theme.name)}
          </Link>
          {metric.dataset.code !== dataset && ` · ${metric.dataset.title}`}
        </p>
        <PageHeading>{beginLine(metric.name)}</PageHeading>
        {metric.definition && <p className="definition">{metric.definition}</p>}
        <AsOfNote page="metric" />
        <UnknownNote known={{ frequency: metric.availability.frequencies, view: views }} />
      </header>
      {region === null ? (
        <>
          <p className="empty">{t('metric.no-figures')}</p>
          <QueryLink document={MetricCardDocument} variables={{ code: metric.code }} />
        </>
      ) : isWaiting ? (
        <Skeleton />
      ) : (
        <>
          <Series metric={metric} region={region} isFirst={isFirst} search={search}>
            {none}
          </Series>
          {isDrawn && (
            <>
              <Parts metric={metric} region={region} />
              {mostRegions(metric).names.size > 1 && (
                <Regions metric={metric} region={region} search={search}>
                  {none}
                </Regions>
              )}
            </>
          )}
        </>
      )}
      {isDrawn && <Meaning metric={metric} region={region} />}
    </article>
  );
}

/** What stands below the figures. */
function Meaning({ metric, region }: { readonly metric: MetricCard; readonly region: string | null }) {
  const t = useText();
  return (
    <>
      {metric.tasks.nodes.length > 0 && (
        <section aria-labelledby="measured">
          <h2 id="measured">{t('metric.tasks')}</h2>
          <ul className="task-list is-plain">
            {metric.tasks.nodes.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} />
              </li>
            ))}
          </ul>
          <CutNote shown={metric.tasks.nodes.length} total={metric.tasks.totalCount} />
        </section>
      )}
      <Definition metric={metric} region={region} />
      <Checks code={metric.code} />
    </>
  );
}

/** What arithmetic says of the figures of one metric. */
function Checks({ code }: { readonly code: string }) {
  const answer = useAnswer(MetricChecksDocument, { code });
  return <Await answer={answer}>{({ open, passed }) => <Checked open={open} passed={passed} />}</Await>;
}
