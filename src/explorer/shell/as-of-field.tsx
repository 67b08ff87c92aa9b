import { useState } from 'react';
import { dayOf, isCalendarDay } from '../address/day.ts';
import type { ShellQuery } from '../api/generated/graphql.ts';
import { useIsDrawn } from '../element/use-is-drawn.ts';
import { useText } from '../language/text.ts';

interface AsOfFieldProps {
  readonly dataset: ShellQuery['datasets'][number] | undefined;
  readonly asOf: string | undefined;
  onAsOf(day: string | undefined): void;
}

/**
 * The day in the bar. A browser tells a day after each digit of a year: 2020 passes through 0002, 0020 and 0202. Such a day is kept in the
 * field until the field is left.
 */
export function AsOfField({ dataset, asOf, onAsOf }: AsOfFieldProps) {
  const t = useText();
  const isDrawn = useIsDrawn();
  const [draft, setDraft] = useState<string | null>(null);
  const today = dataset && isDrawn ? dayOf(new Date(), dataset.timeZone) : undefined;
  const [release] = dataset?.firstRelease.nodes ?? [];
  const firstYear = (release?.publishedAt ?? release?.importedAt ?? '1000').slice(0, 4);
  const isPast = (day: string) => today === undefined || day <= today;
  const change = (day: string) => {
    const isWhole = day === '' || (day.slice(0, 4) >= firstYear && isPast(day));
    setDraft(isWhole ? null : day);
    if (isWhole) onAsOf(day || undefined);
  };
  const leave = () => {
    setDraft(null);
    if (draft !== null && isPast(draft)) onAsOf(draft);
  };
  return (
    <div className={asOf ? 'as-of is-set' : 'as-of'}>
      <label>
        <span>{t('shell.as-of')}</span>
        <input
          type={isDrawn ? 'date' : 'text'}
          readOnly={!isDrawn}
          value={draft ?? (asOf !== undefined && isCalendarDay(asOf) ? asOf : '')}
          max={today}
          aria-describedby="as-of-zone"
          onChange={({ target }) => change(target.value)}
          onBlur={leave}
        />
      </label>
      <small id="as-of-zone" title={dataset && t('shell.time-zone-hint', { zone: dataset.timeZone })}>
        {dataset && t('shell.time-zone', { zone: dataset.timeZone })}
      </small>
      {asOf && (
        <button type="button" className="plain" onClick={() => onAsOf(undefined)}>
          {t('shell.now')}
        </button>
      )}
    </div>
  );
}
