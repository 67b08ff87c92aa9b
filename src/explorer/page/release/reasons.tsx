import { useText } from '../../language/text.ts';
import type { Pair } from './pair.ts';
import type { Release } from './release.ts';

/** Why figures were revised, in the words of the publisher: of whole releases, or of single figures in the table below; or that there are none. */
export function Reasons({ of, pairs }: { readonly of: readonly Release[]; readonly pairs: readonly Pair[] }) {
  const t = useText();
  if (pairs.length === 0) return null;
  const told = of.filter(({ notes }) => notes);
  const noted = pairs.filter(({ after }) => after?.note).length;
  if (told.length === 0 && noted === 0) return <p className="release-reason muted">{t('release.no-reason')}</p>;
  return (
    <>
      {told.map(({ id, version, notes }) => (
        <p key={id} className="release-reason">
          {t('release.reason', { version, notes: notes ?? '' })}
        </p>
      ))}
      {noted > 0 && <p className="release-reason muted">{t('release.noted', { count: noted })}</p>}
    </>
  );
}
