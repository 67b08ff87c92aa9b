import type { EChartsCoreOption } from 'echarts/core';
import type { MetricSearch } from '../address/pages.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import type { ChangePartsFragment, FigureFragment, MeasureFragment } from '../api/generated/graphql.ts';
import { tellValue } from '../element/figure.tsx';
import { groupDigits } from '../language/figure.ts';
import { idOf, type Translate } from '../language/text.ts';
import { type BarComparison, changeUnit, comparisonOf, drawnChanges, tellChange } from './drawn-change.ts';
import { GAPS, type Gap, gapOf } from './gap.ts';
import type { Ink } from './ink.ts';
import { isRevised, type RevisedPoint } from './revision.ts';
import { gapsIn, isEven, type Slot, slotsOf } from './slot.ts';

export type ChartPoint = FigureFragment & {
  readonly periodEnd: string;
  readonly yoy?: ChangePartsFragment | null;
  readonly previous?: ChangePartsFragment | null;
  readonly target?: ChangePartsFragment | null;
  readonly revisions?: RevisedPoint['revisions'];
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
  const axis = isEven(slots) ? evenAxis(slots, points.length, isChange) : timeAxis(slots, isChange);
  return {
    animation: false,
    textStyle: { fontFamily: ink.font },
    grid: { left: 8, right: 24, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      ...axis,
      axisLabel: { ...label, ...axis.axisLabel },
      axisLine: { lineStyle: { color: ink.muted } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        // A line shows a course and may begin anywhere; a bar shows a size and begins at zero.
        scale: !isChange,
        // What is counted in whole numbers has no half.
        minInterval: isWhole(drawing, comparison) ? 1 : undefined,
        name: unit,
        nameTextStyle: { ...label, align: 'left' },
        axisLabel: { ...label, formatter: (number: number) => groupDigits(`${number}`) },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: ink.line } },
        splitNumber: 4,
      },
      // What has no value stands on the axis of time, wherever the other begins.
      { type: 'value', show: false, min: 0, max: 1 },
    ],
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
    series: isChange ? [changeBars(drawing, comparison)] : [...valueLines(drawing), ...gapMarks(drawing)],
  };
}

type Slots = Drawing['slots'];

/** An axis on which all periods have as much room. Those for which nothing is published have no word. */
const evenAxis = (slots: Slots, points: number, isChange: boolean) => ({
  type: 'category',
  data: slots.map((_, index) => index),
  axisLabel: {
    hideOverlap: true,
    interval: slots.length > points ? (index: number) => slots[index]?.point !== null : 'auto',
    formatter: (index: string) => slots[Number(index)]?.label ?? '',
  },
  boundaryGap: isChange,
});

/** Half a bar has this part of the axis before the first period and behind the last. */
const BAR_ROOM = 0.06;

/** An axis of days, for periods that end at unequal distances. */
function timeAxis(slots: Slots, isChange: boolean) {
  const last = slots.at(-1)?.at ?? 0;
  const room = isChange ? last * BAR_ROOM : 0;
  const labels = new Map(slots.map(({ at, label }) => [at, label]));
  return {
    type: 'value',
    min: -room,
    max: last + room,
    axisLabel: {
      hideOverlap: true,
      customValues: [...labels.keys()],
      // Where there is not room for all, the first and the last are told.
      showMinLabel: true,
      showMaxLabel: true,
      formatter: (at: number) => labels.get(at) ?? '',
      alignMinLabel: isChange ? undefined : 'left',
      alignMaxLabel: isChange ? undefined : 'right',
    },
  };
}

/** What is drawn of a slot, at its place. */
const drawAt = (slots: Slots, index: number, drawn: number | null) =>
  isEven(slots) ? drawn : [slots[index]?.at ?? 0, drawn];

/** Whether only whole numbers are drawn, in the unit of the metric. */
function isWhole({ slots, measure, compare }: Drawing, comparison: BarComparison | null): boolean {
  if (compare === 'INDEX') return false;
  if (comparison === null) return pointsIn(slots).every((point) => Number.isInteger(point?.number ?? 0));
  const { shown, isRelative } = drawnChanges(pointsIn(slots), measure, comparison);
  return !isRelative && shown.every((change) => Number.isInteger(Number(change ?? 0)));
}

/** What has no value has a box on the axis: dashed where it is missing, hatched where it is suppressed. */
const BOXES: Readonly<Record<Gap, string>> = {
  MISSING: 'path://M0 0H12V12H0Z',
  SUPPRESSED: 'path://M0 0H12V12H0Z M0 4L4 0 M0 8L8 0 M0 12L12 0 M4 12L12 4 M8 12L12 8',
};

function gapMarks({ slots, ink }: Drawing) {
  return GAPS.filter((gap) => slots.some(({ point }) => isGap(point, gap))).map((gap) => ({
    type: 'scatter',
    yAxisIndex: 1,
    silent: true,
    symbol: BOXES[gap],
    symbolSize: 12,
    symbolOffset: [0, -8],
    itemStyle: {
      color: 'transparent',
      borderColor: ink.muted,
      borderWidth: 1.25,
      borderType: gap === 'MISSING' ? [3, 2] : 'solid',
    },
    data: slots.map(({ point }, index) => drawAt(slots, index, isGap(point, gap) ? 0 : null)),
  }));
}

const isGap = (point: ChartPoint | null, gap: Gap): boolean =>
  point !== null && typeof point.number !== 'number' && gapOf(point) === gap;

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
    return { value: drawAt(slots, index, value === null ? null : Number(value)), itemStyle: { color: colour } };
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
      ? [
          {
            xAxis: slots[index]?.at ?? index,
            label: { formatter: t('flag-short.BREAK'), color: ink.bad, fontFamily: ink.font },
          },
        ]
      : [],
  );
  const isHollow = (point: ChartPoint | null) => point?.statusFlags.some((flag) => HOLLOW.includes(flag)) ?? false;
  const isDense = slots.length > 60;
  const values = {
    type: 'line',
    data: slots.map(({ point }, index) => ({
      value: drawAt(slots, index, shown(point?.number)),
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
  const revised = {
    type: 'scatter',
    symbol: 'triangle',
    symbolSize: 9,
    // Below its point, where no label and no target stands.
    symbolOffset: [0, 13],
    silent: true,
    itemStyle: { color: ink.ink },
    data: slots.map(({ point }, index) => drawAt(slots, index, point && isRevised(point) ? shown(point.number) : null)),
  };
  const marks = slots.some(({ point }) => point && isRevised(point)) ? [revised] : [];
  const aimAt = (kind: ChartTarget['kind']) => {
    const byPeriod = new Map(
      targets.filter((aim) => aim.kind === kind).map(({ period, value }) => [period, Number(value)]),
    );
    return {
      type: 'scatter',
      symbol: kind === 'TARGET' ? 'diamond' : 'rect',
      symbolSize: 11,
      itemStyle: { color: ink.surface, borderColor: ink.warn, borderWidth: 2 },
      data: slots.map(({ point }, index) => drawAt(slots, index, shown(point && byPeriod.get(point.period)))),
    };
  };
  const bridges = gapsIn(slots).map((ends) => ({
    type: 'line',
    data: slots.map(({ point }, index) => drawAt(slots, index, ends.includes(index) ? shown(point?.number) : null)),
    connectNulls: true,
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.accent, width: 1.25, type: [3, 4] },
  }));
  const lines =
    compare === 'INDEX' ? [...bridges, values, ...marks] : [...bounds(slots, ink), ...bridges, values, ...marks];
  return targets.length > 0 && compare !== 'INDEX' ? [...lines, aimAt('TARGET'), aimAt('BASELINE')] : lines;
}

/** The bounds of estimates, as thin lines below and above. */
function bounds(slots: readonly Slot<ChartPoint>[], ink: Ink) {
  if (!slots.some(({ point }) => point?.estimate?.lowerBound)) return [];
  return (['lowerBound', 'upperBound'] as const).map((bound) => ({
    type: 'line',
    data: slots.map(({ point }, index) =>
      drawAt(slots, index, point?.estimate?.[bound] ? Number(point.estimate[bound]) : null),
    ),
    connectNulls: slots.some(({ point }) => point === null),
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.muted, width: 1, type: 'dotted' },
  }));
}
