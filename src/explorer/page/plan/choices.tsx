import { useNavigate } from '@tanstack/react-router';
import {
  DUE_CHOICES,
  LIGHTS,
  PLAN_GROUPS,
  PLAN_ORDERS,
  type PlanSearch,
  ROLES,
  STATUSES,
} from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import type { PlanChoicesQuery } from '../../api/generated/graphql.ts';
import { Choice, TypedText } from '../../element/choice.tsx';
import { collatorOf } from '../../language/name-order.ts';
import { idOf, useText } from '../../language/text.ts';
import { rolesOf, useOrgan } from './organ.tsx';

/** What is chosen is in the address, and nowhere else. */
interface ChoicesProps {
  readonly search: PlanSearch;
  readonly by: (typeof PLAN_GROUPS)[number];
  readonly choices: PlanChoicesQuery;
}

export function Choices({ search, by, choices: data }: ChoicesProps) {
  const t = useText();
  const { language } = useScope();
  const navigate = useNavigate({ from: '/plan' });
  const set = (change: Partial<PlanSearch>, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace, resetScroll: false });
  const organs = data.organs ?? [];
  // One that leads nothing is not among those to choose from.
  const isOffered = organs.some(({ leadOrganization }) => leadOrganization?.code === search.organ);
  const organ = useOrgan(search.organ);
  const roles = organ ? rolesOf(organ) : [];
  type Counted = readonly [code: string | undefined, name: string | undefined, total: number];
  const { compare } = collatorOf(language);
  const byName = (rows: readonly Counted[]) => rows.toSorted(([, one = ''], [, other = '']) => compare(one, other));
  const counted = (rows: readonly Counted[]) =>
    rows.flatMap(([code, name, total]) =>
      code ? [[code, t('text.aside', { text: name ?? code, aside: `${total}` })] as const] : [],
    );

  return (
    <form className="choices no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      <TypedText
        value={search.q ?? ''}
        label={t('plan.text')}
        onText={(q, isContinued) => set({ q: q || undefined }, isContinued)}
      />
      <Choice
        label={t('plan.by.group')}
        value={search.group}
        options={(data.workingGroups ?? []).map(({ code, name, ordinal }) => [
          code,
          name ?? t('group.unnamed', { ordinal }),
        ])}
        onChoice={(group) => set({ group })}
      />
      <Choice
        label={t('plan.by.programme')}
        value={search.programme}
        options={counted(
          (data.programmes ?? []).map((row) => [row.programme?.code, row.programme?.name, row.progress.total]),
        )}
        onChoice={(programme) => set({ programme })}
      />
      <Choice
        label={t('plan.by.region')}
        value={search.region}
        options={counted(
          byName((data.regions ?? []).map((row) => [row.region?.code, row.region?.name, row.progress.total])),
        )}
        onChoice={(region) => set({ region })}
      />
      <Choice
        label={t(search.role === undefined ? 'plan.by.organ' : 'kind-of.Organization')}
        value={search.organ}
        options={[
          ...(organ?.organization && !isOffered ? [[organ.organization.code, organ.organization.name] as const] : []),
          ...counted(
            byName(organs.map((row) => [row.leadOrganization?.code, row.leadOrganization?.name, row.progress.total])),
          ),
        ]}
        onChoice={(code) => set({ organ: code, role: undefined })}
      />
      {search.organ !== undefined && (search.role !== undefined || roles.some(([role]) => role !== 'LEAD')) && (
        <Choice
          label={t('plan.role')}
          value={search.role ?? 'LEAD'}
          isRequired
          options={ROLES.map((role) => [role, t(idOf('role', role))])}
          onChoice={(value) => {
            const role = ROLES.find((one) => one === value);
            set({ role: role === 'LEAD' ? undefined : role });
          }}
        />
      )}
      <Choice
        label={t('plan.by.status')}
        value={search.status}
        options={STATUSES.map((status) => [status, t(idOf('status', status))])}
        onChoice={(status) => set({ status: STATUSES.find((one) => one === status) })}
      />
      <Choice
        label={t('plan.due')}
        value={search.due}
        options={DUE_CHOICES.map((due) => [due, t('overview.overdue')])}
        onChoice={(due) => set({ due: DUE_CHOICES.find((one) => one === due) })}
      />
      <Choice
        label={t('overview.lights')}
        value={search.light}
        options={LIGHTS.map((light) => [light, t(idOf('light', light))])}
        onChoice={(light) => set({ light: LIGHTS.find((one) => one === light) })}
      />
      <Choice
        label={t('plan.by.rating')}
        value={search.rating}
        options={(data.dataset?.ratings ?? []).map(({ code, name }) => [code, name])}
        onChoice={(rating) => set({ rating })}
      />
      <Choice
        label={t('plan.by')}
        value={by}
        isRequired
        options={PLAN_GROUPS.map((one) => [one, t(idOf('plan.by', one))])}
        onChoice={(value) => set({ by: PLAN_GROUPS.find((one) => one === value), open: undefined })}
      />
      <Choice
        label={t('plan.sort')}
        value={search.sort ?? 'code'}
        isRequired
        options={PLAN_ORDERS.map((sort) => [sort, t(idOf('plan.sort', sort))])}
        onChoice={(sort) => set({ sort: PLAN_ORDERS.find((one) => one === sort) })}
      />
    </form>
  );
}
