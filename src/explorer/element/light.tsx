import type { Light } from '../api/generated/graphql.ts';
import { idOf, useText } from '../language/text.ts';

/** Each light has a shape of its own, so that it survives print and colour blindness. */
const SHAPES: Readonly<Record<Light, string>> = {
  GREEN: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z',
  YELLOW: 'M8 1.6 15 14.2H1z',
  RED: 'M8 .8 15.2 8 8 15.2.8 8z',
};

export function LightMark({ light, label = true }: { readonly light: Light | null | undefined; label?: boolean }) {
  const t = useText();
  const words = light ? t(idOf('light', light)) : t('light.none');
  return (
    <span className={`light is-${(light ?? 'none').toLowerCase()}`} title={label ? undefined : words}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {light ? <path d={SHAPES[light]} /> : <circle cx="8" cy="8" r="5.5" className="hollow" />}
      </svg>
      <span className={label ? undefined : 'visually-hidden'}>{words}</span>
    </span>
  );
}
