import type { CSSProperties, ReactNode } from 'react';

export interface BarEntry {
  readonly key: string;
  readonly name: ReactNode;
  readonly number: number | null;
  readonly figure: ReactNode;
  readonly isMarked?: boolean;
}

/** Sizes side by side, as a list that is read as it stands. Zero has no bar, and what is missing has none and says so. */
export function Bars({ bars }: { readonly bars: readonly BarEntry[] }) {
  const most = Math.max(0, ...bars.map(({ number }) => number ?? 0));
  const least = Math.min(0, ...bars.map(({ number }) => number ?? 0));
  const span = most - least || 1;
  const share = (number: number) => `${(Math.abs(number) / span) * 100}%`;
  return (
    <ol className="bars">
      {bars.map(({ key, name, number, figure, isMarked }) => (
        <li
          key={key}
          style={{ '--zero': share(least) } as CSSProperties}
          className={isMarked ? 'is-marked' : undefined}
        >
          <span className="bar-name">{name}</span>
          <span className="bar-track" aria-hidden="true">
            {number !== null && (
              <i
                className={number < 0 ? 'is-negative' : undefined}
                style={{ width: share(number), marginLeft: share(number < 0 ? least - number : least) }}
              />
            )}
          </span>
          <span className="bar-figure">{figure}</span>
        </li>
      ))}
    </ol>
  );
}
