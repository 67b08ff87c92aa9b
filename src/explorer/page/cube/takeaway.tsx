import { useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { apiUrl } from '../../api/ahead.ts';
import { CubeCellsDocument, type CubeInput } from '../../api/generated/graphql.ts';
import { openDocument } from '../../api/open-document.ts';
import { copyText } from '../../element/copy-text.ts';
import { useText } from '../../language/text.ts';
import { curlLine, fileAddress, odataAddress, powerQuery, type Recipe, sqlQuery } from './recipe.ts';
import { MAX_PAGE } from './request.ts';

const FILES = [
  ['csv', 'CSV'],
  ['xlsx', 'Excel'],
  ['parquet', 'Parquet'],
  ['json', 'JSON-stat'],
  ['sdmx.csv', 'SDMX‑CSV'],
  ['sdmx.json', 'SDMX‑JSON'],
] as const;

/** Rows of a page of OData where the server's operator chose no other number. */
const ODATA_PAGE = 1_000;

interface TakeawayProps {
  readonly input: CubeInput;
  /** The one period that the table shows, if it is that of a filter. */
  readonly period: string | undefined;
  /** How many cells it has, where that is known. */
  readonly total: number | null;
}

/**
 * The same selection for other tools, one click each. Totals are the graph's: the other tools read what is stored. A form that does not have all
 * of it at once says so.
 */
export function Takeaway({ input, period, total }: TakeawayProps) {
  const t = useText();
  const { language } = useScope();
  const [copied, setCopied] = useState<string | null>(null);
  /** What the browser would not copy, for the reader to copy by hand. */
  const [refused, setRefused] = useState<string | null>(null);
  const isCut = total !== null && total > MAX_PAGE;
  const cut = isCut ? t('cube.graphql-cut', { shown: MAX_PAGE, total }) : null;
  const query = openDocument(CubeCellsDocument.toString(), { input: { ...input, first: MAX_PAGE } }, language);
  // Whoever has the document has not this page.
  const document = cut === null ? query : `# ${cut}\n${query}`;
  const recipes: readonly (readonly [name: string, recipe: Recipe])[] = [
    ['GraphQL', { text: document }],
    ['OData', odataAddress(input, language, period)],
    ['SQL', sqlQuery(input, language, period)],
    ['curl', { text: curlLine(input, language) }],
    ['Power Query', powerQuery(input, language, period)],
  ];
  const isOffered = (wanted: string) => recipes.some(([name, recipe]) => name === wanted && 'text' in recipe);
  const copy = async (name: string, text: string) => {
    const isCopied = await copyText(text);
    setCopied(isCopied ? name : null);
    setRefused(isCopied ? null : text);
  };
  return (
    <section aria-labelledby="takeaway" className="no-print">
      <h2 id="takeaway" tabIndex={-1}>
        {t('cube.take')}
      </h2>
      <p className="files">
        {FILES.map(([format, name]) => (
          <a key={format} href={fileAddress(input, format, language)} download>
            {name}
          </a>
        ))}
        <a href={`${apiUrl()}?query=${encodeURIComponent(document)}`}>GraphiQL</a>
      </p>
      <p className="recipes">
        <span className="muted">{t('cube.copy')}</span>
        {recipes.map(([name, recipe]) =>
          'text' in recipe ? (
            <button key={name} type="button" title={recipe.text} onClick={() => void copy(name, recipe.text)}>
              {name} {copied === name && '✓'}
            </button>
          ) : null,
        )}
        <span role="status" className="visually-hidden">
          {copied && t('cube.copied', { name: copied })}
        </span>
      </p>
      {refused !== null && (
        <div role="alert">
          <p>{t('cube.not-copied')}</p>
          <pre className="refused">{refused}</pre>
        </div>
      )}
      {[...new Set(recipes.flatMap(([, recipe]) => ('reason' in recipe ? [recipe.reason] : [])))].map((reason) => (
        <p key={reason} className="muted">
          {t(reason, {
            names: recipes.flatMap(([name, recipe]) => ('reason' in recipe ? [name] : [])).join(t('text.comma')),
          })}
        </p>
      ))}
      {cut !== null && <p className="muted is-cut">{cut}</p>}
      {isOffered('OData') && total !== null && total > ODATA_PAGE && <p className="muted">{t('cube.odata-pages')}</p>}
      {isOffered('SQL') && <p className="muted">{t('cube.sql-needs')}</p>}
      {input.rollUp && <p className="muted">{t('cube.totals-in-graph')}</p>}
    </section>
  );
}
