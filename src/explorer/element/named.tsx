import type { ResponsibilityRole } from '../api/generated/graphql.ts';
import { beginLine } from '../language/line-start.ts';
import { type Translate, useText } from '../language/text.ts';

/** The name of a working group. One that the source only counts says so: no name is invented. */
export function GroupName({
  group,
}: {
  readonly group: { readonly name?: string | null; readonly ordinal: number; readonly namedInSource: boolean };
}) {
  const t = useText();
  if (group.name) return <>{beginLine(group.name)}</>;
  return <span className="unnamed">{t('group.unnamed', { ordinal: group.ordinal })}</span>;
}

interface TitledTask {
  readonly title?: string | null;
  readonly ordinal?: number | null;
  readonly code: string;
}

/** What a task is called; one that the source only counts says so. */
export function nameTask({ title, ordinal, code }: TitledTask, t: Translate): string {
  if (title) return beginLine(title);
  return typeof ordinal === 'number' ? t('task.untitled', { ordinal }) : code;
}

export function TaskTitle({ task }: { readonly task: TitledTask }) {
  const name = nameTask(task, useText());
  return task.title ? name : <span className="unnamed">{name}</span>;
}

/** The organisations that lead a task. */
export function LeadNames({
  of,
}: {
  readonly of: readonly { readonly role: ResponsibilityRole; readonly organization: { readonly name: string } }[];
}) {
  const t = useText();
  const leads = of.filter(({ role }) => role === 'LEAD').map(({ organization }) => organization.name);
  return <>{leads.join(t('text.comma'))}</>;
}

/** Inferred, where the source does not state it. */
export function AttributionMark({ of }: { readonly of: 'STATED' | 'INFERRED' | null | undefined }) {
  const t = useText();
  return of === 'INFERRED' ? (
    <abbr className="flag" title={t('attribution.inferred-hint')}>
      {t('attribution.inferred')}
    </abbr>
  ) : null;
}
