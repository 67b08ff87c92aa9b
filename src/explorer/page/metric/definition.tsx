import { Link } from '@tanstack/react-router';
import { useScope } from '../../address/scope.ts';
import { tellSpan } from '../../element/coverage.tsx';
import { AttributionMark, GroupName } from '../../element/named.tsx';
import { Passage } from '../../element/passage.tsx';
import { unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { idOf, useText } from '../../language/text.ts';
import type { MetricCard } from './card.ts';

/** What the figures mean: unit, basis, direction, formula, and how they may be added up. */
export function Definition({ metric, region }: { readonly metric: MetricCard; readonly region: string | null }) {
  const t = useText();
  const { language } = useScope();
  const { aggregation, formula, availability } = metric;
  return (
    <section aria-labelledby="definition">
      <h2 id="definition">{t('metric.definition')}</h2>
      <dl className="fact-list is-first">
        <Fact name={t('metric.unit')}>{unitWords(metric.unit, metric.unitMultiplier, language)}</Fact>
        <Fact name={t('metric.kind')}>{t(idOf('kind', metric.kind))}</Fact>
        <Fact name={t('metric.basis')}>{t(idOf('basis-of', metric.basis))}</Fact>
        <Fact name={t('metric.direction')}>{t(idOf('direction', metric.direction))}</Fact>
        {metric.decimals !== null && metric.decimals !== undefined && (
          <Fact name={t('metric.decimals')}>{t('metric.decimals-count', { count: metric.decimals })}</Fact>
        )}
        <Fact name={t('metric.availability')}>
          {t('metric.figures-count', { count: availability.observationCount })}
          {availability.fromLabel && ` · ${tellSpan(availability)}`}
        </Fact>
        <Fact name={t('metric.adding')}>
          {t('metric.adding-rules', {
            time: t(idOf('rule', aggregation.overTime)),
            regions: t(idOf('rule', aggregation.overRegions)),
            parts: t(idOf('rule', aggregation.overBreakdowns)),
          })}
          {aggregation.weight && ` · ${t('metric.weight', { name: aggregation.weight.name })}`}
        </Fact>
        {metric.workingGroup && (
          <Fact name={t('plan.by.group')}>
            <GroupName group={metric.workingGroup} /> <AttributionMark of={metric.attribution} />
          </Fact>
        )}
        {metric.programmes.length > 0 && (
          <Fact name={t('plan.by.programme')}>{beginLine(metric.programmes.map(({ name }) => name).join(' · '))}</Fact>
        )}
        <Fact name={t('metric.code')}>
          <code>{metric.code}</code>
        </Fact>
      </dl>
      {formula && (
        <div className="formula">
          <h3>{t('metric.formula')}</h3>
          <p>
            <code>{formula.expression}</code>
          </p>
          <ul>
            {formula.operands.map((operand) => (
              <li key={operand.code}>
                <code>{operand.code}</code>{' '}
                <Link
                  to="/metric/$code"
                  params={{ code: operand.code }}
                  search={(now) => ({ ...now, region: region ?? undefined })}
                >
                  {operand.name}
                </Link>{' '}
                <small className="muted">{unitWords(operand.unit, operand.unitMultiplier, language)}</small>
              </li>
            ))}
          </ul>
        </div>
      )}
      {metric.citations.map((citation) => (
        <Passage key={[citation.source.code, citation.locator, citation.quote].join(' ')} citation={citation} />
      ))}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
