import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlanSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { PlanOrganDocument, type PlanOrganQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { GroupName } from '../../element/named.tsx';
import { idOf, useText } from '../../language/text.ts';

type Role = NonNullable<PlanSearch['role']>;

/** An organisation, and what it does in the tasks of the data set. Nothing is asked where none is named. */
export function useOrgan(code: string | undefined): PlanOrganQuery | undefined {
  const { dataset } = useScope();
  return useAnswer(PlanOrganDocument, { code: code ?? '', dataset }, code === undefined).data;
}

/** In how many tasks of the data set an organisation has each role that it has in any. */
export function rolesOf({ lead, cooperate, supervise }: PlanOrganQuery): readonly (readonly [Role, number])[] {
  const counts = [
    ['LEAD', lead.totalCount],
    ['COOPERATE', cooperate.totalCount],
    ['SUPERVISE', supervise.totalCount],
  ] as const;
  return counts.filter(([, count]) => count > 0);
}

interface OrganWithoutProps {
  readonly code: string;
  /** The role that is looked for. */
  readonly role: Role;
  /** What is said of one that has tasks of that role, none of which match. */
  readonly children: ReactNode;
}

/** Of an organisation without a task of a role: that it has none, and what it does have. */
export function OrganWithout({ code, role, children }: OrganWithoutProps) {
  const t = useText();
  const { dataset } = useScope();
  const found = useOrgan(code);
  if (!found?.organization) return children;
  const { name, workingGroups, led, any } = found.organization;
  const roles = rolesOf(found);
  if (roles.some(([one]) => one === role)) return children;
  const groups = workingGroups.filter((group) => group.dataset.code === dataset);
  const other = [...led.nodes, ...any.nodes].find((task) => task.dataset.code !== dataset)?.dataset;
  return (
    <div className="notice">
      <p>{t(idOf('organ.without', role), { name })}</p>
      {roles.length === 0 && groups.length === 0 && !other && <p className="muted">{t('organ.nothing')}</p>}
      <ul className="facts">
        {roles.map(([one, count]) => (
          <li key={one}>
            <Link from="/plan" to="/plan" search={(now) => ({ ...now, role: one === 'LEAD' ? undefined : one })}>
              {t(idOf('organ.has', one), { count })}
            </Link>
          </li>
        ))}
        {groups.map((group) => (
          <li key={group.code}>
            {t('plan.by.group')}{' '}
            <Link to="/plan" search={{ group: group.code }}>
              <GroupName group={group} />
            </Link>
          </li>
        ))}
        {other && (
          <li>
            <Link to="/plan" search={{ dataset: other.code, organ: code, by: 'none' }}>
              {t('organ.elsewhere', { title: other.title })}
            </Link>
          </li>
        )}
      </ul>
    </div>
  );
}
