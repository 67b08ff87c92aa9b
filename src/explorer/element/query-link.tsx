import { useScope } from '../address/scope.ts';
import { apiUrl } from '../api/ahead.ts';
import { openDocument } from '../api/open-document.ts';
import { useText } from '../language/text.ts';

/** Opens what a page asked in GraphiQL: the reader has what another front-end team would have. */
export function QueryLink({ document, variables }: { readonly document: object; readonly variables: object }) {
  const t = useText();
  const { language } = useScope();
  const href = `${apiUrl()}?query=${encodeURIComponent(openDocument(String(document), variables, language))}`;
  return (
    <a className="query-link" href={href}>
      {'{ }'} {t('query.open')}
    </a>
  );
}
