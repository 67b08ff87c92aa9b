import { useEffect, useState } from 'react';
import { useText } from '../language/text.ts';
import { isUnstyled } from './lost-style.ts';

/** Says that a style of the page stays away. The browser draws the page without it, and nobody else would say so. */
export function Unstyled() {
  const t = useText();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const look = () => setLost(isUnstyled());
    if (document.readyState === 'complete') look();
    addEventListener('load', look);
    return () => removeEventListener('load', look);
  }, []);
  if (!isLost) return null;
  return (
    <div className="notice is-failed" role="alert">
      <p>{t('state.unstyled')}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('state.retry')}
      </button>
    </div>
  );
}
