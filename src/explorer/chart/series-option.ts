import type { EChartsCoreOption } from 'echarts/core';
import type { MetricSearch } from '../address/pages.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import type { ChangePartsFragment, FigureFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { tellValue } from '../element/figure.tsx';
import { groupDigits, signed, unitWords } from '../language/figure.ts';
import type { Translate } from '../language/text.ts';
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
  const isChange = compare !== undefined && compare !== 'INDEX';
  const plainUnit = unitWords(measure.unit, measure.unitMultiplier, language);
  const changeUnit = measure.kind === 'RATE' ? t('change.points') : '%';
  const isRelative = isChange && changesOf(drawing, compare).isRelative;
  const unit = compare === 'INDEX' ? t('compare.INDEX') : isRelative ? changeUnit : plainUnit;
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
    series: isChange ? [changeBars(drawing, compare)] : valueLines(drawing),
  };
}

function describePoint(point: ChartPoint, { measure, language, t }: Drawing): string {
  const change = point.yoy?.published ?? point.yoy?.points ?? point.yoy?.percent;
  const unit = measure.kind === 'RATE' ? ` ${t('change.points')}` : '%';
  const lines = [point.periodLabel, tellValue(point, measure, language, t)];
  if (change) lines.push(`${t('compare.YOY')} ${signed(change)}${unit}`);
  return lines.map(escapeHtml).join('<br>');
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '');

const CHANGES = { YOY: 'yoy', PREVIOUS_PERIOD: 'previous', VS_TARGET: 'target' } as const;
type Comparison = keyof typeof CHANGES;

/** The change that is drawn of each point: relative where there is any, else in the unit of the metric. */
function changesOf({ slots, measure }: Drawing, compare: Comparison) {
  const changes = slots.map(({ point }) => point?.[CHANGES[compare]] ?? null);
  const relative = changes.map(
    (change) => change?.published ?? (measure.kind === 'RATE' ? change?.points : change?.percent) ?? null,
  );
  const isRelative = relative.some((shown) => shown !== null);
  return { changes, shown: isRelative ? relative : changes.map((change) => change?.absolute ?? null), isRelative };
}

function changeBars(drawing: Drawing, compare: Comparison) {
  const { ink } = drawing;
  const { changes, shown } = changesOf(drawing, compare);
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
