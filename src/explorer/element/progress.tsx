import type { TallyFragment } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';

const PARTS = [
  ['completed', 'status.COMPLETED'],
  ['inProgress', 'status.IN_PROGRESS'],
  ['accepted', 'status.ACCEPTED'],
  ['planned', 'status.PLANNED'],
  ['cancelled', 'status.CANCELLED'],
] as const;

/** Tasks by status as one bar; its parts differ by pattern too. The words say the same. */
export function ProgressBar({ tally, legend = false }: { readonly tally: TallyFragment; legend?: boolean }) {
  const t = useText();
  const parts = PARTS.filter(([part]) => tally[part] > 0);
  if (tally.total === 0) return null;
  const words = parts.map(([part, id]) => `${t(id)} ${tally[part]}`).join(t('text.comma'));
  return (
    <div className="progress">
      <div className="progress-bar" role="img" aria-label={words}>
        {parts.map(([part]) => (
          <i key={part} className={`is-${part}`} style={{ flexGrow: tally[part] }} />
        ))}
      </div>
      {legend && (
        <ul className="legend">
          {parts.map(([part, id]) => (
            <li key={part}>
              <i className={`is-${part}`} aria-hidden="true" /> {t(id)} <b className="digits">{tally[part]}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many of how many are done. */
export function Done({ tally }: { readonly tally: TallyFragment }) {
  const t = useText();
  if (tally.total === 0) return <span className="muted">{t('plan.no-tasks')}</span>;
  return (
    <span className="done">
      <b className="digits">{tally.completed}</b>
      <span className="muted digits"> / {tally.total - tally.cancelled}</span> {t('plan.done')}
    </span>
  );
}
