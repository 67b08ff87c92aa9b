import { VERDICTS } from '../domain/check/check.ts';
import type { Locale } from '../domain/message/locale.ts';
import { message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { CheckReport } from '../import/check/check-report.ts';

const RULE_WIDTH = 18;

/** What came of a release's checks, as lines: a table by rule and verdict, and the first failures. */
export function checkTable({ counts, failures }: CheckReport, locale: Locale): string[] {
  if (counts.length === 0) return [];
  const head = [padEnd(translate(message('cli.checks'), locale), RULE_WIDTH), ...VERDICTS].join('  ');
  const rows = counts.map(({ rule, verdicts }) =>
    [
      rule.padEnd(RULE_WIDTH),
      ...VERDICTS.map((verdict) => verdicts[verdict].toLocaleString(locale).padStart(verdict.length)),
    ].join('  '),
  );
  const failed = counts.reduce((sum, { verdicts }) => sum + verdicts.FAIL, 0);
  const more = failed - failures.length;
  const failureLines = [
    ...failures.map(({ figure, sentence }) => message('cli.check-failed', { figure, sentence })),
    ...(more > 0 ? [message('cli.more-checks-failed', { more })] : []),
  ];
  return [head, ...rows, ...failureLines.map((line) => translate(line, locale))];
}

/** Chinese characters are two columns wide. */
const padEnd = (text: string, columns: number): string =>
  text.padEnd(columns - [...text].filter((character) => /\p{Script=Han}/u.test(character)).length);
