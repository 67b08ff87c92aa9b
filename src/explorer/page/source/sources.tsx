import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import type { CommonSearch } from '../../address/search.ts';
import { SourceChecksDocument, SourceListDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import type { Visit } from '../../api/visit.ts';
import { CheckList } from '../../element/check-list.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useTitle } from '../../element/use-title.ts';
import { useText } from '../../language/text.ts';
import './source.css';

export async function askSources({ where, ask }: Visit<CommonSearch>): Promise<void> {
  const list = ask(SourceListDocument, {});
  const at = await where();
  await Promise.all([list, at && ask(SourceChecksDocument, { dataset: at.dataset })]);
}

/** The documents that figures were read from, and what arithmetic says of them. */
export function Sources() {
  const t = useText();
  const { dataset } = useScope();
  useTitle(t('nav.sources'));
  const answer = useAnswer(SourceListDocument, {});
  const checks = useAnswer(SourceChecksDocument, { dataset });
  return (
    <>
      <header className="page-head">
        <h1>{t('nav.sources')}</h1>
      </header>
      <Await answer={answer}>
        {({ sources: { nodes } }) =>
          nodes.length === 0 ? (
            <Empty>{t('source.no-sources')}</Empty>
          ) : (
            <ul className="source-list">
              {nodes.map((source) => (
                <li key={source.code}>
                  <h2>
                    <Link to="/source/$code" params={{ code: source.code }}>
                      {source.title}
                    </Link>
                  </h2>
                  <p className="facts">
                    {source.publisher && <span>{source.publisher.name}</span>}
                    <span>{source.publishedDate ?? t('source.no-date')}</span>
                    <span>
                      {source.licence ? t('overview.licence', { licence: source.licence }) : t('source.no-licence')}
                    </span>
                    <span>{t('source.places', { count: source.citations.totalCount })}</span>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
      <Await answer={checks}>
        {({ checks: open, passed }) =>
          open.totalCount + passed.totalCount === 0 ? null : (
            <section aria-labelledby="checks">
              <h2 id="checks">{t('checks.title')}</h2>
              <p className="muted">{t('checks.summary', { passed: passed.totalCount, open: open.totalCount })}</p>
              <CheckList checks={open.nodes} total={open.totalCount} />
              {passed.totalCount > 0 && (
                <details className="twin">
                  <summary>{t('checks.passed', { count: passed.totalCount })}</summary>
                  <CheckList checks={passed.nodes} total={passed.totalCount} />
                </details>
              )}
            </section>
          )
        }
      </Await>
      <QueryLink document={SourceListDocument} variables={{}} />
    </>
  );
}
