import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { dayOf, momentOfDay } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import type { Ask } from '../../api/asking.ts';
import { useAsk } from '../../api/client.ts';
import { SourceReleasesDocument, SourceThenDocument } from '../../api/generated/graphql.ts';
import { Missing, Skeleton } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';

interface Found {
  readonly title: string;
  /** The last release that has it, and the day on which that was published. */
  readonly version: string;
  readonly day: string;
}

/** In the place of a source that is not there on the day that is looked at: the last release of the data set that has it, if any does. */
export function SourceElsewhen({ code }: { readonly code: string }) {
  const t = useText();
  const { dataset, timeZone, language } = useScope();
  const ask = useAsk(language);
  const [known, setKnown] = useState<{ readonly code: string; readonly found: Found | null } | null>(null);
  useEffect(() => {
    let isStale = false;
    const learn = (found: Found | null) => !isStale && setKnown({ code, found });
    // Without an answer, what is known is that it is not there now.
    findLast(code, dataset, timeZone, ask).then(learn, () => learn(null));
    return () => {
      isStale = true;
    };
  }, [code, dataset, timeZone, ask]);
  if (known?.code !== code) return <Skeleton />;
  if (!known.found) return <Missing code={code} />;
  const { title, version, day } = known.found;
  return (
    <section className="notice is-past">
      <PageHeading>{beginLine(title)}</PageHeading>
      <p>{t('source.earlier', { version })}</p>
      <p>
        <Link to="." search={(now: object) => ({ ...now, asOf: day })}>
          {t('source.see-then', { day })}
        </Link>
      </p>
    </section>
  );
}

async function findLast(code: string, dataset: string, timeZone: string, ask: Ask): Promise<Found | null> {
  const releases = (await ask(SourceReleasesDocument, { dataset }))?.dataset?.releases.nodes ?? [];
  for (const { version, publishedAt, importedAt } of releases.toReversed()) {
    const published = publishedAt ?? importedAt;
    const day = published ? dayOf(published, timeZone) : null;
    const asOf = day && momentOfDay(day, timeZone);
    const source = asOf ? (await ask(SourceThenDocument, { code, asOf }))?.source : null;
    if (day && source) return { title: source.title, version, day };
  }
  return null;
}
