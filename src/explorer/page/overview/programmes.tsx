import { Link } from '@tanstack/react-router';
import type { OverviewQuery } from '../../api/generated/graphql.ts';
import { CutNote } from '../../element/cut-note.tsx';
import { SourceOf } from '../../element/figure.tsx';
import { AttributionMark } from '../../element/named.tsx';
import { Done, ProgressBar } from '../../element/progress.tsx';
import { beginLine } from '../../language/line-start.ts';
import { idOf, useText } from '../../language/text.ts';

type Programme = OverviewQuery['programmes']['nodes'][number];

/** The programmes by theme. Those without tasks are there too: that a report names them is a fact. */
export function Programmes({ programmes, total }: { readonly programmes: readonly Programme[]; total: number }) {
  const t = useText();
  if (total === 0) return null;
  const themes = new Map(programmes.map(({ theme }) => [theme.code, theme.name]));
  return (
    <section aria-labelledby="programmes">
      <h2 id="programmes">
        {t('overview.programmes')} <span className="count digits">{total}</span>
      </h2>
      <div className="themes">
        {[...themes].map(([code, name]) => (
          <div key={code} className="theme-block">
            <h3>{beginLine(name)}</h3>
            <ul className="programme-list">
              {programmes
                .filter(({ theme }) => theme.code === code)
                .map((programme) => (
                  <li key={programme.code} id={`programme-${programme.code}`}>
                    <span className="programme-name">
                      {programme.progress.total > 0 ? (
                        <Link to="/plan" search={{ programme: programme.code }}>
                          {beginLine(programme.name)}
                        </Link>
                      ) : (
                        beginLine(programme.name)
                      )}{' '}
                      <small className="muted">{t(idOf('programme', programme.kind))}</small>{' '}
                      <AttributionMark of={programme.attribution} />
                    </span>
                    {programme.progress.total > 0 && (
                      <span className="programme-done">
                        <Done tally={programme.progress} />
                        <ProgressBar tally={programme.progress} />
                      </span>
                    )}
                    <SourceOf citations={programme.citations} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      <CutNote shown={programmes.length} total={total} />
    </section>
  );
}
