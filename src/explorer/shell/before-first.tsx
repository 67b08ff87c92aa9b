import { Link } from '@tanstack/react-router';
import { dayOf } from '../address/day.ts';
import type { Scope } from '../address/scope.ts';
import type { ShellQuery } from '../api/generated/graphql.ts';
import { PageHeading } from '../element/page-heading.tsx';
import { useText } from '../language/text.ts';

type DatasetEntry = ShellQuery['datasets'][number];

/** Pages that show the same whatever the day. */
const TIMELESS = ['plan', 'sources', 'releases'];

/** The first day on which anything of a data set was published, for a page that would show figures of a day before it. */
export function firstDayAfter(
  { firstRelease, timeZone }: DatasetEntry,
  { asOf }: Pick<Scope, 'asOf'>,
  path: string,
): string | null {
  const [release] = firstRelease.nodes;
  const first = release?.publishedAt ?? release?.importedAt;
  if (!first || asOf === null || TIMELESS.includes(path.split('/')[1] ?? '')) return null;
  return Date.parse(asOf) < Date.parse(first) ? dayOf(first, timeZone) : null;
}

/** In the place of a page without any figure: since when there are some. */
export function BeforeFirst({ day, first }: { readonly day: string; readonly first: string }) {
  const t = useText();
  return (
    <section className="notice is-past">
      <PageHeading>{t('shell.before-first', { day })}</PageHeading>
      <p>{t('shell.before-first-hint', { first })}</p>
      <p className="facts">
        <Link to="." search={(now: object) => ({ ...now, asOf: first })}>
          {t('shell.see-first', { first })}
        </Link>
        <Link to="." search={(now: object) => ({ ...now, asOf: undefined })}>
          {t('shell.see-now')}
        </Link>
      </p>
    </section>
  );
}
