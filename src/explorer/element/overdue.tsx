import { dayOf } from '../address/day.ts';
import { OPEN_STATUSES } from '../address/overdue.ts';
import { useScope } from '../address/scope.ts';
import type { TaskStatus } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';

/** Says of a task that it is open after its due date, as the API counts it: on the day that it is in the data set's time zone. */
export function OverdueMark({
  task: { dueDate, status },
}: {
  readonly task: { readonly dueDate?: string | null; readonly status: TaskStatus };
}) {
  const t = useText();
  const { timeZone } = useScope();
  const isOpen = OPEN_STATUSES.some((open) => open === status);
  if (!isOpen || !dueDate || dueDate >= dayOf(new Date(), timeZone)) return null;
  return <strong className="is-overdue">{t('overview.overdue')}</strong>;
}
