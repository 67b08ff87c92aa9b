import { useText } from '../language/text.ts';

export function Footer() {
  const t = useText();
  const link = (path: string) => new URL(path, document.baseURI).pathname;
  return (
    <footer className="foot">
      <p>{t('foot.api')}</p>
      <p>
        <a href={link('graphql')}>GraphQL</a> · <a href={link('odata/v4/')}>OData</a> ·{' '}
        <a href={link('files/')}>{t('foot.files')}</a>
      </p>
    </footer>
  );
}
