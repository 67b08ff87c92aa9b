import { VERDICTS } from '../domain/check/check.ts';
import type { Locale } from '../domain/message/locale.ts';
import { message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { CheckReport } from '../import/check/check-report.ts';

const RULE_WIDTH = 18;

/** What came of a release's checks, as lines: a table by rule and verdict, and the first failures. */
export function checkTable({ counts, failures }: CheckReport, locale: Locale): string[] {
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
  const failed = counts.reduce((sum, { verdicts }) => sum + verdicts.FAIL, 0);
  const more = failed - failures.length;
  const query = 'checks(where: { verdicts: [FAIL] })';
  const texts = [
    ...failures.map(({ figure, sentence }) => message('cli.check-failed', { figure, sentence })),
    ...(more > 0 ? [message('cli.more-failed', { more, query })] : []),
  ];
  return [head, ...rows, ...texts.map((text) => translate(text, locale))];
}
