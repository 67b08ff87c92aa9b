import type { Scope } from '../../address/scope.ts';
import { unitWords } from '../../language/figure.ts';
import type { Translate } from '../../language/text.ts';
import type { MetricCard } from './card.ts';

/** What stands below the image of a chart of a metric: unit, what it is of, and where its figures are from. */
export function captionOf(
  metric: MetricCard,
  of: readonly string[],
  { language, asOfDay }: Pick<Scope, 'language' | 'asOfDay'>,
  t: Translate,
): readonly string[] {
  const { publisher, title, latestRelease, licence } = metric.dataset;
  const unit = unitWords(metric.unit, metric.unitMultiplier, language);
  const credit = [
    publisher?.name,
    t('files.credit', { title }),
    // The latest release is not the one whose figures are drawn.
    asOfDay
      ? t('files.credit-day', { day: asOfDay })
      : latestRelease && t('files.credit-release', { version: latestRelease.version }),
    licence && t('overview.licence', { licence }),
  ];
  return [[t('cube.unit', { unit }), ...of].join(' · '), credit.filter((part) => part).join(' · ')];
}
