import { useScope } from '../../address/scope.ts';
import { useText } from '../../language/text.ts';

const FORMATS = [
  ['csv', 'CSV'],
  ['xlsx', 'Excel'],
  ['parquet', 'Parquet'],
  ['json', 'JSON-stat'],
  ['sdmx.csv', 'SDMX-CSV'],
] as const;

/** The same figures as files. */
export function FileLinks({ metric, region }: { readonly metric: string; readonly region?: string | undefined }) {
  const t = useText();
  const { language, asOf } = useScope();
  const query = new URLSearchParams({ metrics: metric, lang: language });
  if (region) query.set('regions', region);
  if (asOf) query.set('asOf', asOf);
  return (
    <p className="files no-print">
      <span className="muted">{t('files.get')}</span>{' '}
      {FORMATS.map(([format, name]) => (
        <a key={format} href={new URL(`files/observations.${format}?${query}`, document.baseURI).href} download>
          {name}
        </a>
      ))}
    </p>
  );
}
