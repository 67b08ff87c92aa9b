import { LAST_DAY, openWhere } from '../../address/overdue.ts';
import type { PlanSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { PlanDatedDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Await, Empty } from '../../element/failure.tsx';
import { useText } from '../../language/text.ts';
import { whereOf } from './filter.ts';
import { OrganWithout } from './organ.tsx';

/** In the place of tasks, where none are as the address wants them: why, as far as that can be told. */
export function NoMatch({ search }: { readonly search: PlanSearch }) {
  const t = useText();
  const { dataset, timeZone } = useScope();
  const isFiltered = Object.keys(whereOf(search, dataset, timeZone)).length > 1;
  const empty =
    search.due === undefined ? (
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
  const others = whereOf({ ...search, due: undefined }, dataset, timeZone);
  const open = { ...others, ...openWhere(search.status) };
  const answer = useAnswer(PlanDatedDocument, { open, dated: { ...open, dueTo: LAST_DAY } });
  return (
    <Await answer={answer}>
      {(found) => {
        const isUndated = found.open.totalCount > 0 && found.dated.totalCount === 0;
        const undated = Object.keys(others).length > 1 ? 'plan.none-dated' : 'overview.none-open-due';
        return <Empty>{t(isUndated ? undated : 'plan.no-match')}</Empty>;
      }}
    </Await>
  );
}
