import { OPEN_STATUSES } from '../address/overdue.ts';
import type { Light, TaskLightRule, TaskStatus } from '../api/generated/graphql.ts';
import { idOf, useText } from '../language/text.ts';

/** Each light has a shape of its own, so that it survives print and colour blindness. */
const SHAPES: Readonly<Record<Light, string>> = {
  GREEN: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z',
  YELLOW: 'M8 1.6 15 14.2H1z',
  RED: 'M8 .8 15.2 8 8 15.2.8 8z',
};

interface LightMarkProps {
  readonly light: Light | null | undefined;
  /** Without it, its word is there for whoever does not see it. */
  readonly label?: boolean;
  /** What is written beside it. Where that is the word of the light, it is not said twice. */
  readonly beside?: string | undefined;
  /** It follows a date where those around it follow ratings: hollow, and told in words. */
  readonly isByDate?: boolean;
}

interface LitTask {
  readonly status: TaskStatus;
  readonly light?: Light | null;
  readonly rating?: object | null;
  readonly dataset: { readonly taskLight: TaskLightRule };
}

/** Whether the light of an open task follows its due date where lights follow ratings: nobody rated it. */
export const isLitByDate = ({ status, light, rating, dataset }: LitTask): boolean =>
  Boolean(light) && !rating && dataset.taskLight === 'RATING' && OPEN_STATUSES.some((open) => open === status);

export function LightMark({ light, label = true, beside, isByDate = false }: LightMarkProps) {
  const t = useText();
  const name = light ? t(idOf('light', light)) : t('light.none');
  const words = isByDate ? t('light.by-date', { light: name }) : name;
  const isSaid = beside !== undefined && isWordOf(beside, words);
  return (
    <span
      className={`light is-${(light ?? 'none').toLowerCase()}${isByDate ? ' is-by-date' : ''}`}
      title={label || isSaid ? undefined : words}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {light ? <path d={SHAPES[light]} /> : <circle cx="8" cy="8" r="5.5" className="hollow" />}
      </svg>
      {!isSaid && <span className={label ? undefined : 'visually-hidden'}>{words}</span>}
    </span>
  );
}

/** Red for Red; in Chinese 红 for 红灯, too. */
function isWordOf(text: string, words: string): boolean {
  const [one, other] = [text.trim().toLowerCase(), words.toLowerCase()];
  return one === other || `${one}灯` === other;
}
