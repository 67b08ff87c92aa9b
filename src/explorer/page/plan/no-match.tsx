import { Link } from '@tanstack/react-router';
import { LAST_DAY, openWhere } from '../../address/overdue.ts';
import type { PlanSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { PlanDatedDocument, type PlanDatedQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Await, Empty } from '../../element/failure.tsx';
import { type MessageId, useText } from '../../language/text.ts';
import { whereOf } from './filter.ts';
import { OrganWithout } from './organ.tsx';

/** In the place of tasks, where none are as the address wants them: why, as far as that can be told. */
export function NoMatch({ search }: { readonly search: PlanSearch }) {
  const t = useText();
  const { dataset, timeZone } = useScope();
  const filters = Object.keys(whereOf(search, dataset, timeZone)).length - 1;
  const isFiltered = filters > 0;
  const place = search.group ? `group-${search.group}` : search.programme ? `programme-${search.programme}` : null;
  const empty =
    place !== null && filters === 1 ? (
      <Empty>
        {t('plan.none-of')}{' '}
        <Link to="/" hash={place}>
          {t('plan.see-overview')}
        </Link>
      </Empty>
    ) : search.due === undefined ? (
      <Empty>{t(isFiltered ? 'plan.no-match' : 'plan.none')}</Empty>
    ) : (
      <NothingOverdue search={search} />
    );
  if (search.organ === undefined) return empty;
  return (
    <OrganWithout code={search.organ} role={search.role ?? 'LEAD'}>
      {empty}
    </OrganWithout>
  );
}

/** What states no due date cannot be told to be in time. */
function NothingOverdue({ search }: { readonly search: PlanSearch }) {
  const t = useText();
  const { dataset, timeZone } = useScope();
  const any = whereOf({ ...search, due: undefined }, dataset, timeZone);
  const open = { ...any, ...openWhere(search.status) };
  const answer = useAnswer(PlanDatedDocument, {
    any,
    dated: { ...any, dueTo: LAST_DAY },
    open,
    openDated: { ...open, dueTo: LAST_DAY },
  });
  const isFiltered = Object.keys(any).length > 1;
  return <Await answer={answer}>{(found) => <Empty>{t(reasonOf(found, isFiltered))}</Empty>}</Await>;
}

function reasonOf({ any, dated, open, openDated }: PlanDatedQuery, isFiltered: boolean): MessageId {
  if (any.totalCount > 0 && dated.totalCount === 0) return isFiltered ? 'plan.none-due' : 'overview.none-due';
  if (open.totalCount > 0 && openDated.totalCount === 0) {
    return isFiltered ? 'plan.none-open-due' : 'overview.none-open-due';
  }
  return 'plan.no-match';
}
