import { Link } from '@tanstack/react-router';
import { faultOfDay } from '../address/day.ts';
import { PageHeading } from '../element/page-heading.tsx';
import { idOf, useText } from '../language/text.ts';

/** In the place of a page as of what is no day, or as of a day to come: why there is nothing, and the way to what there is. */
export function NoSuchDay({ day, timeZone }: { readonly day: string; readonly timeZone: string }) {
  const t = useText();
  const fault = faultOfDay(day, timeZone);
  if (fault === null) return null;
  return (
    <section className="notice is-past">
      <PageHeading>{t(idOf('shell', fault), { day })}</PageHeading>
      <p>{t(idOf('shell', `${fault}-hint`))}</p>
      <p className="facts">
        <Link to="." search={(now: object) => ({ ...now, asOf: undefined })}>
          {t('shell.see-now')}
        </Link>
      </p>
    </section>
  );
}
