import { useRouterState } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import { OverviewDocument, type OverviewQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { Await, Missing } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useIsDrawn } from '../../element/use-is-drawn.ts';
import { useText } from '../../language/text.ts';
import { Groups } from './groups.tsx';
import { KeyFigures } from './key-figures.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { Programmes } from './programmes.tsx';

/** One data set on one page: who is responsible, how far the work is, and the key figures. */
export function Overview() {
  const { dataset, asOf } = useScope();
  const variables = { dataset, asOf };
  const answer = useAnswer(OverviewDocument, variables);
  const isDrawn = useIsDrawn();
  return (
    <Await answer={answer} isPage>
      {(data) =>
        data.dataset ? (
          <>
            <Heading dataset={data.dataset} />
            <PlanSummary data={data} />
            {isDrawn && (
              <>
                <Details data={data} />
                <QueryLink document={OverviewDocument} variables={variables} />
              </>
            )}
          </>
        ) : (
          <Missing code={dataset} />
        )
      }
    </Await>
  );
}

/** An address may name one group or programme. */
const PLACE = /^(?:group|programme)-/;

/** What is drawn after the first window: the browser has looked for the place that the address names before. */
function Details({ data }: { readonly data: OverviewQuery }) {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  useLayoutEffect(() => {
    if (PLACE.test(hash)) document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <>
      <Groups groups={data.workingGroups} />
      <KeyFigures metrics={data.metrics.nodes} total={data.metrics.totalCount} />
      <Programmes programmes={data.programmes.nodes} total={data.programmes.totalCount} />
    </>
  );
}

function Heading({ dataset }: { readonly dataset: NonNullable<OverviewQuery['dataset']> }) {
  const t = useText();
  const { asOfDay, timeZone } = useScope();
  const { title, publisher, region, licence, latestRelease } = dataset;
  // The latest release is not the one whose figures stand below.
  const release = asOfDay ? null : latestRelease;
  const published = release?.publishedAt ?? release?.importedAt;
  const facts = [
    region && t('overview.region', { region: region.name }),
    publisher && t('overview.publisher', { publisher: publisher.name }),
    release && t('overview.release', { version: release.version }),
    published && t('overview.published', { day: dayOf(published, timeZone) }),
    licence && t('overview.licence', { licence }),
  ].filter((fact) => fact);
  return (
    <header className="page-head">
      <PageHeading>{title}</PageHeading>
      <p className="facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <AsOfNote page="overview" />
    </header>
  );
}
