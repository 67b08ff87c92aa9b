import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import { SourceChecksDocument, SourceListDocument, type SourceListQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { Checked } from '../../element/check-list.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useText } from '../../language/text.ts';
import './source.css';
import { beginLine } from '../../language/line-start.ts';

/** The documents that figures were read from, and what arithmetic says of them. */
export function Sources() {
  const t = useText();
  const { dataset } = useScope();
  const answer = useAnswer(SourceListDocument, {});
  const checks = useAnswer(SourceChecksDocument, { dataset });
  const sources = answer.data?.sources.nodes ?? [];
  const own = sources.filter((source) => source.dataset.code === dataset);
  const others = sources.filter((source) => source.dataset.code !== dataset);
  return (
    <>
      <header className="page-head">
        <PageHeading>{t('nav.sources')}</PageHeading>
        <AsOfNote page="sources" />
      </header>
      <Await answer={answer}>
        {() => (own.length === 0 ? <Empty>{t('source.no-sources')}</Empty> : <SourceList sources={own} Heading="h2" />)}
      </Await>
      <CutNote shown={sources.length} total={answer.data?.sources.totalCount ?? 0} />
      <Await answer={checks}>{({ open, passed }) => <Checked open={open} passed={passed} />}</Await>
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">{t('source.others')}</h2>
          <SourceList sources={others} Heading="h3" />
        </section>
      )}
      <QueryLink document={SourceListDocument} variables={{}} />
    </>
  );
}

type Source = SourceListQuery['sources']['nodes'][number];

/** Documents, each with the data set that describes it where that is not the one that is looked at. */
function SourceList({ sources, Heading }: { readonly sources: readonly Source[]; readonly Heading: 'h2' | 'h3' }) {
  const t = useText();
  const { dataset: current } = useScope();
  return (
    <ul className="source-list">
      {sources.map(({ code, title, dataset, publisher, publishedDate, licence, citations }) => (
        <li key={code}>
          <Heading>
            <Link to="/source/$code" params={{ code }} search={{ dataset: dataset.code }}>
              {beginLine(title)}
            </Link>
          </Heading>
          <p className="facts">
            {dataset.code !== current && <span>{dataset.title}</span>}
            {publisher && <span>{publisher.name}</span>}
            <span>{publishedDate ?? t('source.no-date')}</span>
            <span>{licence ? t('overview.licence', { licence }) : t('source.no-licence')}</span>
            <span>{t('source.places', { count: citations.totalCount })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
