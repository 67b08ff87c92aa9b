import { VERDICTS } from '../domain/check/check.ts';
import { translate } from '../domain/message/translate.ts';
import type { CheckReport } from '../import/check/check-report.ts';

const RULE_WIDTH = 18;

/** What came of a release's checks, as lines: a table by rule and verdict, and the first failures. */
export function checkTable({ counts, failures }: CheckReport): string[] {
  if (counts.length === 0) return [];
  const head = ['checks'.padEnd(RULE_WIDTH), ...VERDICTS].join('  ');
  const rows = counts.map(({ rule, verdicts }) =>
    [
      rule.padEnd(RULE_WIDTH),
      ...VERDICTS.map((verdict) => verdicts[verdict].toLocaleString('en').padStart(verdict.length)),
    ].join('  '),
  );
  const failed = counts.reduce((sum, { verdicts }) => sum + verdicts.FAIL, 0);
  const more = failed - failures.length;
  return [
    head,
    ...rows,
    ...failures.map(({ figure, sentence }) => `failed: ${figure}: ${translate(sentence, 'en')}`),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more: ask for checks(where: { verdicts: [FAIL] }).`] : []),
  ];
}
