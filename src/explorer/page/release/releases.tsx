import { useScope } from '../../address/scope.ts';
import { knownIn } from '../../address/stray.ts';
import { ReleaseListDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Missing } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { useText } from '../../language/text.ts';
import { Calendar } from './calendar.tsx';
import { Compare } from './compare.tsx';
import './release.css';

/** What was published when, and what one release changed of another. */
export function Releases() {
  const t = useText();
  const { dataset } = useScope();
  const answer = useAnswer(ReleaseListDocument, { dataset });
  return (
    <>
      <header className="page-head">
        <PageHeading>{t('nav.releases')}</PageHeading>
        <AsOfNote page="releases" />
      </header>
      <Await answer={answer}>
        {({ dataset: found, metrics }) => {
          if (!found) return <Missing code={dataset} />;
          const versions = knownIn(found.releases, ({ version }) => version);
          const metric = knownIn(metrics, ({ code }) => code);
          return (
            <>
              <Calendar releases={found.releases.nodes.toReversed()} />
              <CutNote shown={found.releases.nodes.length} total={found.releases.totalCount} isLatest />
              {found.releases.nodes.length > 0 && <p className="muted">{t('release.fingerprint-hint')}</p>}
              <UnknownNote known={{ from: versions, to: versions, metric }} />
              <Compare releases={found.releases.nodes} metrics={metrics.nodes} />
              <CutNote shown={metrics.nodes.length} total={metrics.totalCount} of={t('nav.metrics')} />
            </>
          );
        }}
      </Await>
      <QueryLink document={ReleaseListDocument} variables={{ dataset }} />
    </>
  );
}
