import { type CheckRule, VERDICTS, type Verdict } from '../domain/check/check.ts';
import type { Locale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { CheckedFigures, CheckReport } from '../import/check/check-report.ts';

const RULE_WIDTH = 18;

/** What came of a release's checks, as lines: a table by rule and verdict, and the first failures. */
export function checkTable({ counts, failures, warnings }: CheckReport, locale: Locale): string[] {
  if (counts.length === 0) return [];
  const title = translate(message('cli.checks'), locale);
  // A Chinese character takes two columns of a terminal.
  const wide = title.match(/\p{Script=Han}/gu)?.length ?? 0;
  const head = [title.padEnd(RULE_WIDTH - wide), ...VERDICTS].join('  ');
  const rows = counts.map(({ rule, verdicts }) =>
    [
      rule.padEnd(RULE_WIDTH),
      ...VERDICTS.map((verdict) => verdicts[verdict].toLocaleString(locale).padStart(verdict.length)),
    ].join('  '),
  );
  const query = (verdict: Verdict) => `checks(where: { verdicts: [${verdict}] })`;
  const moreThan = (verdict: Verdict, shown: readonly CheckedFigures[]) =>
    counts.reduce((sum, { verdicts }) => sum + verdicts[verdict], 0) - shown.reduce((sum, { count }) => sum + count, 0);
  const [failed, warned] = [moreThan('FAIL', failures), moreThan('WARN', warnings)];
  const texts = [
    ...failures.map(failureText),
    ...(failed > 0 ? [message('cli.more-failed', { more: failed, query: query('FAIL') })] : []),
    ...warnings.map(({ count, metric, figure, sentence }) =>
      count === 1
        ? message('cli.check-warned', { figure, sentence })
        : message('cli.checks-warned', { count, metric, figure, sentence }),
    ),
    ...(warned > 0 ? [message('cli.more-warned', { more: warned, query: query('WARN') })] : []),
  ];
  return [head, ...rows, ...texts.map((text) => translate(text, locale))];
}

function failureText({ count, metric, figure, sentence, rule, subject }: CheckedFigures): Text {
  if (count === 1) return message('cli.check-failed', { figure, sentence });
  return message('cli.checks-failed', { count, metric, figure, sentence, mend: mendOf(rule, subject, metric) });
}

/** What a publisher can do about many findings of one kind. */
function mendOf(rule: CheckRule, subject: string, metric: string): Text {
  if (rule === 'BOUNDS') return message(subject === 'MINIMUM' ? 'cli.mend-minimum' : 'cli.mend-maximum');
  if (rule === 'RATIO') return message('cli.mend-ratio');
  return message('cli.mend-query', { query: `checks(where: { metrics: ["${metric}"], rules: [${rule}] })` });
}
