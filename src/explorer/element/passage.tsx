import { Link } from '@tanstack/react-router';
import type { PassageFragment } from '../api/generated/graphql.ts';
import { beginLine } from '../language/line-start.ts';
import { useText } from '../language/text.ts';

/** A passage of a source: its place, and its words where the publisher lets them be quoted. */
export function Passage({ citation }: { readonly citation: PassageFragment }) {
  const t = useText();
  const { source, locator, locatorLabel, quote } = citation;
  return (
    <figure className="passage">
      {quote ? <blockquote>{quote}</blockquote> : <p className="muted">{t('source.no-quote')}</p>}
      <figcaption>
        <Link to="/source/$code" params={{ code: source.code }} search={{ at: locator }}>
          {beginLine(source.title)}
        </Link>
        {t('source.then-place', { place: locatorLabel })}
      </figcaption>
    </figure>
  );
}
