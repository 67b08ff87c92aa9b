import type { EChartsCoreOption } from 'echarts/core';
import type { MetricSearch } from '../address/pages.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import type { ChangePartsFragment, FigureFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { tellValue } from '../element/figure.tsx';
import { groupDigits } from '../language/figure.ts';
import { idOf, type Translate } from '../language/text.ts';
import { type BarComparison, changeUnit, comparisonOf, drawnChanges, tellChange } from './drawn-change.ts';
import type { Ink } from './ink.ts';
import { gapsIn, type Slot, slotsOf } from './slot.ts';

export type ChartPoint = FigureFragment & {
  readonly yoy?: ChangePartsFragment | null;
  readonly previous?: ChangePartsFragment | null;
  readonly target?: ChangePartsFragment | null;
  readonly estimate?: { readonly lowerBound?: string | null; readonly upperBound?: string | null } | null;
};

export interface ChartTarget {
  readonly kind: 'TARGET' | 'BASELINE';
  readonly period: string;
  readonly value: string;
}

interface Given {
  readonly points: readonly ChartPoint[];
  readonly targets: readonly ChartTarget[];
  readonly measure: MeasureFragment;
  readonly compare: MetricSearch['compare'];
  readonly ink: Ink;
  readonly language: InterfaceLanguage;
  readonly t: Translate;
}

interface Drawing extends Omit<Given, 'points'> {
  readonly slots: readonly Slot<ChartPoint>[];
}

/** A figure that may still change, or is not measured, is hollow. */
const HOLLOW = ['PROVISIONAL', 'ESTIMATED', 'FORECAST', 'IMPUTED', 'UNVALIDATED', 'LOW_RELIABILITY'];
const BASE = 100;

export function buildOption({ points, ...given }: Given): EChartsCoreOption {
  const drawing: Drawing = { ...given, slots: slotsOf(points) };
  const { slots, ink, measure, compare, language, t } = drawing;
  const comparison = comparisonOf(compare);
  const isChange = comparison !== null;
  const isRelative = isChange && drawnChanges(pointsIn(slots), measure, comparison).isRelative;
  const unit = compare === 'INDEX' ? t('compare.INDEX') : changeUnit(measure, isRelative, language, t);
  const label = { color: ink.muted, fontFamily: ink.font, fontSize: 13 };
  return {
    animation: false,
    textStyle: { fontFamily: ink.font },
    grid: { left: 8, right: 24, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: slots.map((_, index) => index),
      axisLabel: {
        ...label,
        hideOverlap: true,
        interval: slots.length > points.length ? (index: number) => slots[index]?.point !== null : 'auto',
        formatter: (index: string) => slots[Number(index)]?.label ?? '',
      },
      axisLine: { lineStyle: { color: ink.muted } },
      axisTick: { show: false },
      boundaryGap: isChange,
    },
    yAxis: {
      type: 'value',
      // A line shows a course and may begin anywhere; a bar shows a size and begins at zero.
      scale: !isChange,
      name: unit,
      nameTextStyle: { ...label, align: 'left' },
      axisLabel: { ...label, formatter: (number: number) => groupDigits(`${number}`) },
      splitLine: { lineStyle: { color: ink.line } },
      splitNumber: 4,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'html',
      appendTo: undefined,
      backgroundColor: ink.surface,
      borderColor: ink.line,
      textStyle: { color: ink.ink, fontFamily: ink.font },
      formatter: (parameters: unknown) => {
        const [first] = parameters as readonly { readonly dataIndex: number }[];
        const point = slots[first?.dataIndex ?? -1]?.point;
        return point ? describePoint(point, drawing) : '';
      },
    },
    series: isChange ? [changeBars(drawing, comparison)] : valueLines(drawing),
  };
}

/** The figure under the pointer, with the change that is drawn; beside values, with that against the year before. */
function describePoint(
  point: ChartPoint,
  { slots, measure, compare, language, t }: Pick<Drawing, 'slots' | 'measure' | 'compare' | 'language' | 't'>,
): string {
  const comparison = comparisonOf(compare) ?? 'YOY';
  const points = pointsIn(slots);
  const { shown, isRelative } = drawnChanges(points, measure, comparison);
  const change = shown[points.indexOf(point)];
  const lines = [point.periodLabel, tellValue(point, measure, language, t)];
  const unit = changeUnit(measure, isRelative, language, t);
  if (change) lines.push(`${t(idOf('compare', comparison))} ${tellChange(change, unit)}`);
  return lines.map(escapeHtml).join('<br>');
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '');

const pointsIn = (slots: Drawing['slots']) => slots.map(({ point }) => point);

function changeBars(drawing: Drawing, compare: BarComparison) {
  const { ink, slots, measure } = drawing;
  const { changes, shown } = drawnChanges(pointsIn(slots), measure, compare);
  const data = shown.map((value, index) => {
    const improvement = changes[index]?.improvement;
    const colour = improvement === true ? ink.good : improvement === false ? ink.bad : ink.accent;
    return value === null ? null : { value: Number(value), itemStyle: { color: colour } };
  });
  return { type: 'bar', data, barMaxWidth: 28 };
}

function valueLines({ slots, targets, compare, ink, t }: Drawing) {
  const base =
    slots.find(({ point }) => typeof point?.number === 'number' && point.number !== 0)?.point?.number ?? null;
  const shown = (number: number | null | undefined) =>
    typeof number !== 'number' ? null : compare === 'INDEX' ? (base === null ? null : (number / base) * BASE) : number;
  const breaks = slots.flatMap(({ point }, index) =>
    point?.statusFlags.includes('BREAK')
      ? [{ xAxis: index, label: { formatter: t('flag-short.BREAK'), color: ink.bad, fontFamily: ink.font } }]
      : [],
  );
  const isHollow = (point: ChartPoint | null) => point?.statusFlags.some((flag) => HOLLOW.includes(flag)) ?? false;
  const isDense = slots.length > 60;
  const values = {
    type: 'line',
    data: slots.map(({ point }) => ({
      value: shown(point?.number),
      symbol: 'circle',
      symbolSize: isDense ? 4 : 7,
      itemStyle: isHollow(point)
        ? { color: ink.surface, borderColor: ink.accent, borderWidth: 2 }
        : { color: ink.accent },
    })),
    lineStyle: { color: ink.accent, width: 2.25 },
    showAllSymbol: !isDense,
    connectNulls: false,
    markLine: { silent: true, symbol: 'none', lineStyle: { color: ink.bad, type: 'dashed' }, data: breaks },
  };
  const aimAt = (kind: ChartTarget['kind']) => {
    const byPeriod = new Map(
      targets.filter((aim) => aim.kind === kind).map(({ period, value }) => [period, Number(value)]),
    );
    return {
      type: 'scatter',
      symbol: kind === 'TARGET' ? 'diamond' : 'rect',
      symbolSize: 11,
      itemStyle: { color: ink.surface, borderColor: ink.warn, borderWidth: 2 },
      data: slots.map(({ point }) => shown(point && byPeriod.get(point.period))),
    };
  };
  const bridges = gapsIn(slots).map((ends) => ({
    type: 'line',
    data: slots.map(({ point }, index) => (ends.includes(index) ? shown(point?.number) : null)),
    connectNulls: true,
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.accent, width: 1.25, type: [3, 4] },
  }));
  const lines = compare === 'INDEX' ? [...bridges, values] : [...bounds(slots, ink), ...bridges, values];
  return targets.length > 0 && compare !== 'INDEX' ? [...lines, aimAt('TARGET'), aimAt('BASELINE')] : lines;
}

/** The bounds of estimates, as thin lines below and above. */
function bounds(slots: readonly Slot<ChartPoint>[], ink: Ink) {
  if (!slots.some(({ point }) => point?.estimate?.lowerBound)) return [];
  return (['lowerBound', 'upperBound'] as const).map((bound) => ({
    type: 'line',
    data: slots.map(({ point }) => (point?.estimate?.[bound] ? Number(point.estimate[bound]) : null)),
    connectNulls: slots.some(({ point }) => point === null),
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.muted, width: 1, type: 'dotted' },
  }));
}
