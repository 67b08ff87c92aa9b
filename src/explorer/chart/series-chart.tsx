import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useLayoutEffect, useRef, useState } from 'react';
import type { MetricSearch } from '../address/pages.ts';
import { useScope } from '../address/scope.ts';
import type { MeasureFragment } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';
import { describeChanges, describeSeries } from './describe.ts';
import { comparisonOf, tellMissingBars } from './drawn-change.ts';
import { tellGaps } from './gap.ts';
import { useInk } from './ink.ts';
import { buildOption, type ChartPoint, type ChartTarget } from './series-option.ts';

use([LineChart, BarChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** Pixels within which zero is at the end of an axis. */
const EDGE = 0.5;

/** Whether zero lies on the axis of values. It may be its very end, which is a matter of rounding. */
function showsZero(chart: EChartsType): boolean {
  const zero = chart.convertToPixel({ yAxisIndex: 0 }, 0);
  return [zero - EDGE, zero + EDGE].some((y) => chart.containPixel({ gridIndex: 0 }, [chart.getWidth() / 2, y]));
}

interface Props {
  readonly points: readonly ChartPoint[];
  readonly targets: readonly ChartTarget[];
  readonly measure: MeasureFragment;
  readonly compare: MetricSearch['compare'];
}

/** A series over time. Breaks, targets and figures that may change are drawn; the table beside it says the same. */
export function SeriesChart({ points, targets, measure, compare }: Props) {
  const t = useText();
  const { language } = useScope();
  const ink = useInk();
  const element = useRef<HTMLDivElement>(null);
  const [hasZero, setHasZero] = useState(true);
  // What stands below the chart is known before it is painted, so that nothing moves.
  useLayoutEffect(() => {
    if (!element.current) return;
    const chart = init(element.current, null, { renderer: 'svg' });
    chart.setOption(buildOption({ points, targets, measure, compare, ink, language, t }));
    setHasZero(showsZero(chart));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [points, targets, measure, compare, ink, language, t]);
  const comparison = comparisonOf(compare);
  const gaps = comparison ? tellMissingBars(points, measure, comparison, t) : [];
  return (
    <figure className="chart-figure">
      <div
        ref={element}
        className="chart"
        role="img"
        aria-label={
          comparison
            ? describeChanges(points, measure, comparison, language, t)
            : describeSeries(points, measure.name, measure, language, t)
        }
      />
      {compare === 'INDEX' && <figcaption>{t('chart.index')}</figcaption>}
      {!hasZero && <figcaption>{t('chart.no-zero')}</figcaption>}
      {gaps.length > 0 && <figcaption>{gaps.join(' ')}</figcaption>}
      {comparison === null &&
        tellGaps(points, t).map(({ gap, words }) => (
          <figcaption key={gap}>
            <i className={`gap-mark is-${gap.toLowerCase()}`} aria-hidden="true" /> {words}
          </figcaption>
        ))}
    </figure>
  );
}
