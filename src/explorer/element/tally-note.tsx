import { dayOf } from '../address/day.ts';
import { useScope } from '../address/scope.ts';
import type { TallyReportsFragment } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';

/** Of when it is known how tasks stand: the day of the latest report, and how many of them it reaches. */
export function ReportNote({
  tally: { total, lastReportedOn, reportedThen },
}: {
  readonly tally: TallyReportsFragment;
}) {
  const t = useText();
  return (
    <p className="muted tally-note">
      {lastReportedOn
        ? t('tally.reported', { day: lastReportedOn, reported: reportedThen, older: total - reportedThen })
        : t('tally.never-reported')}
    </p>
  );
}

/** What tasks that are overdue are measured against: today, as the API counts them, and what is not known since the latest report. */
export function OverdueNote({ tally: { overdue, lastReportedOn } }: { readonly tally: TallyReportsFragment }) {
  const t = useText();
  const { timeZone } = useScope();
  const today = dayOf(new Date(), timeZone);
  return (
    <p className="muted tally-note">
      {t('tally.overdue', { today })}
      {overdue > 0 &&
        lastReportedOn &&
        lastReportedOn < today &&
        ` ${t('tally.unknown-since', { day: lastReportedOn })}`}
    </p>
  );
}
