import { type RowHeadLayout, shareLines } from './head-layout.ts';
import { inText } from './use-text-room.ts';

interface RowHeadsProps {
  readonly layout: RowHeadLayout;
  /** The names of the axes, and what stands on each of them in this row; the names themselves in the first row. */
  readonly axes: readonly string[];
  readonly labels: readonly string[];
  readonly role: 'columnheader' | 'rowheader';
}

/** The heads of one row, an axis each. They stay in sight while the columns are scrolled. */
export function RowHeads({ layout, axes, labels, role }: RowHeadsProps) {
  const className = role === 'columnheader' ? 'pivot-corner' : 'pivot-label';
  const describe = (place: number) => ({ role, title: labels[place], 'aria-colindex': place + 1 });
  if (layout.kind === 'columns') {
    const { widths } = layout.columns;
    return labels.map((label, place) => {
      const left = widths.slice(0, place).reduce((sum, width) => sum + width, 0);
      return (
        <span
          key={axes[place]}
          {...describe(place)}
          className={place === labels.length - 1 ? `${className} is-last-head` : className}
          style={{ left: inText(left), width: inText(widths[place] ?? 0) }}
        >
          <span className="pivot-name">{label}</span>
        </span>
      );
    });
  }
  const lines = shareLines(labels, layout.width);
  return (
    <span className={`pivot-stack ${className} is-last-head`} style={{ left: 0, width: inText(layout.width) }}>
      {labels.map((label, place) => (
        <span key={axes[place]} {...describe(place)}>
          <span style={{ WebkitLineClamp: lines[place] }}>{label}</span>
        </span>
      ))}
    </span>
  );
}
