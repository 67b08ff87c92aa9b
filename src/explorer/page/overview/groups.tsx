import { Link } from '@tanstack/react-router';
import type { OverviewQuery } from '../../api/generated/graphql.ts';
import { SourceOf } from '../../element/figure.tsx';
import { GroupName } from '../../element/named.tsx';
import { Done, ProgressBar } from '../../element/progress.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';

type Group = OverviewQuery['workingGroups'][number];

/** The leading groups, each above its working groups. */
export function Groups({ groups }: { readonly groups: readonly Group[] }) {
  const t = useText();
  const leaders = new Map(groups.map(({ leadingGroup }) => [leadingGroup.code, leadingGroup]));
  return [...leaders.values()].map((leader) => {
    const below = groups.filter(({ leadingGroup }) => leadingGroup.code === leader.code);
    return (
      <section key={leader.code} className="groups" aria-labelledby={`leader-${leader.code}`}>
        <header className="leader">
          <p className="kicker">{t('group.leading')}</p>
          <h2 id={`leader-${leader.code}`}>{beginLine(leader.name)}</h2>
          {leader.heads.length > 0 && (
            <p className="muted">{t('group.heads', { heads: leader.heads.map(({ name }) => name).join(' · ') })}</p>
          )}
        </header>
        <ol className="group-grid">
          {below.map((group) => (
            <li
              key={group.code}
              id={`group-${group.code}`}
              className={group.namedInSource ? 'group' : 'group is-unnamed'}
            >
              <span className="ordinal digits" aria-hidden="true">
                {group.ordinal}
              </span>
              <h3>
                {group.progress.total > 0 ? (
                  <Link to="/plan" search={{ group: group.code }}>
                    <GroupName group={group} />
                  </Link>
                ) : (
                  <GroupName group={group} />
                )}
              </h3>
              <Done tally={group.progress} />
              <ProgressBar tally={group.progress} />
              {group.programmes.length > 0 && (
                <p className="muted">{beginLine(group.programmes.map(({ name }) => name).join(' · '))}</p>
              )}
              <SourceOf citations={group.citations} />
            </li>
          ))}
        </ol>
      </section>
    );
  });
}
