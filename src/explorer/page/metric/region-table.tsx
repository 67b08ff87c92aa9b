import { type ReactNode, useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { ValueText } from '../../element/figure.tsx';
import { unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import type { MetricCard } from './card.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionFigure } from './region-view.ts';

/** The twin of a chart of regions. What is in it is drawn once it is opened: it may be much. */
function Twin({ metric, children }: { readonly metric: MetricCard; readonly children: () => ReactNode }) {
  const t = useText();
  const { language } = useScope();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="twin" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('table.twin')}</summary>
      {isOpen && (
        <div
          className="table-scroll"
          role="region"
          aria-label={t('text.named', { name: t('table.twin'), value: t('metric.regions') })}
          tabIndex={0}
        >
          <table>
            <caption>
              {beginLine(metric.name)} ({unitWords(metric.unit, metric.unitMultiplier, language)})
            </caption>
            {children()}
          </table>
        </div>
      )}
    </details>
  );
}

interface RegionTableProps {
  readonly figures: readonly RegionFigure[];
  readonly metric: MetricCard;
  /** The region that is looked at. */
  readonly region: string;
}

/** The latest figure of each region. */
export function RegionTable({ figures, metric, region }: RegionTableProps) {
  const t = useText();
  return (
    <Twin metric={metric}>
      {() => (
        <>
          <thead>
            <tr>
              <th scope="col">{t('plan.by.region')}</th>
              <th scope="col" className="is-number">
                {t('table.value')}
              </th>
              <th scope="col">{t('table.period')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.regionCode} className={figure.regionCode === region ? 'is-marked' : undefined}>
                <th scope="row">
                  <RegionLink metric={metric.code} region={figure.regionCode}>
                    {beginLine(figure.name)}
                  </RegionLink>
                </th>
                <td className="is-number">
                  <ValueText of={figure} measure={metric} bare exact />
                </td>
                <td>{figure.periodLabel}</td>
              </tr>
            ))}
          </tbody>
        </>
      )}
    </Twin>
  );
}

type Figure = Parameters<typeof ValueText>[0]['of'];

interface CourseTableProps extends RegionTableProps {
  readonly times: readonly { readonly period: string; readonly periodLabel: string }[];
  /** By region and period. */
  readonly courses: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
}

/** The figures of each region over time. Where nothing is published, nothing stands. */
export function CourseTable({ figures, metric, region, times, courses }: CourseTableProps) {
  const t = useText();
  return (
    <Twin metric={metric}>
      {() => (
        <>
          <thead>
            <tr>
              <th scope="col">{t('plan.by.region')}</th>
              {times.map(({ period, periodLabel }) => (
                <th key={period} scope="col" className="is-number">
                  {periodLabel}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ regionCode, name }) => (
              <tr key={regionCode} className={regionCode === region ? 'is-marked' : undefined}>
                <th scope="row">
                  <RegionLink metric={metric.code} region={regionCode}>
                    {beginLine(name)}
                  </RegionLink>
                </th>
                {times.map(({ period }) => {
                  const figure = courses.get(regionCode)?.get(period);
                  return (
                    <td key={period} className="is-number">
                      {figure && <ValueText of={figure} measure={metric} bare exact />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </>
      )}
    </Twin>
  );
}
