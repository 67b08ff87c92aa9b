import { Link, useRouterState } from '@tanstack/react-router';
import { PageHeading } from '../element/page-heading.tsx';
import { useText } from '../language/text.ts';
import { PAGES } from './page-list.ts';

/** In the place of a page that there is none of: which address was meant, and the pages that there are. */
export function MissingPage() {
  const t = useText();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <section className="notice">
      <PageHeading>{t('state.no-page')}</PageHeading>
      <p>{t('state.no-page-hint', { path })}</p>
      <ul className="facts">
        {PAGES.map(([to, id]) => (
          <li key={to}>
            <Link to={to}>{t(id)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
