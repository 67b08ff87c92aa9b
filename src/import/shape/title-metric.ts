import type { KnownCodes, KnownMetric } from '../mapping/known-code.ts';
import { nameKey } from '../text/plain-text.ts';
import { isUnitLine, isUnitText } from './header-form.ts';
import { MAX_TITLE_LENGTH, periodsWithin } from './period-within.ts';
import { isFormText } from './table-head.ts';
import { isTableLabel, withoutTableNumber } from './table-name.ts';
import { cellTexts, type TableShape } from './table-shape.ts';

/**
 * The metric whose name is all that the titles say of what a table is of: 各县区常住人口（2018—2021年）, Complaints by district, 2021. Null where a title says
 * more, because the figures may then be of a part of it, or of something else.
 */
export function findTitleMetric(
  { titles }: Pick<TableShape, 'titles'>,
  metrics: readonly KnownMetric[],
  known: KnownCodes,
): KnownMetric | null {
  const found = new Set<KnownMetric>();
  for (const text of cellTexts(titles)) {
    if (text === '' || isUnitLine(text) || isFormText(text) || isTableLabel(text)) continue;
    const rest = plainTitle(text, known);
    if (rest === '') continue;
    const named = metrics.filter(({ names }) => names.some((name) => isNamedAlone(rest, nameKey(name))));
    if (named.length === 0) return null;
    for (const metric of named) found.add(metric);
  }
  const [only, another] = found;
  return only === undefined || another !== undefined ? null : only;
}

const BETWEEN = ' ';

/** A title without its number, periods, units, bases of indices and places. */
function plainTitle(text: string, known: KnownCodes): string {
  if (text.length > MAX_TITLE_LENGTH) return text;
  const without = withoutTableNumber(text)
    .replace(/\(([^()]{1,20})\)/g, (all: string, unit: string) => (isUnitText(unit, known) ? BETWEEN : all))
    .replace(/\([^()=]{0,12}=\s?100\)/, BETWEEN)
    .replace(/(?<!\d)\d{4}年?\s?[-–—~至]\s?\d{4}(?!\d)年?/, BETWEEN);
  const undated = periodsWithin(without).reduce((left, { period }) => left.replace(period, BETWEEN), without);
  const places = known.regions.flatMap(({ names }) =>
    names.filter((name) => name.length > 1 && undated.includes(name)),
  );
  const placeless = places
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, BETWEEN), undated);
  return nameKey(placeless.replaceAll(/\([\s–—~至-]{0,3}\)/g, BETWEEN));
}

/** What stands before and behind the name of a metric and says no more than that there is a table of it, of which places, or how often. */
const BEFORE =
  /^(?:[各分按全]{1,2}(?:[省市县区州盟旗镇乡村]{1,3}|地区|街道|乡镇|月|年|季度?)|历年|年度|月度|季度|(?:total|annual|yearly|monthly|quarterly|the|of|in|for|number|table)(?![\p{L}])|[\s,;:–—-])+/u;
const BEHIND =
  /(?:(?:情况)?(?:一览|统计|汇总|明细)?表|情况|统计|数据|(?<![\p{L}])(?:by|per|of|in|for|and|each|all|the|districts?|regions?|count(?:y|ies)|cit(?:y|ies)|provinces?|states?|countr(?:y|ies)|municipalit(?:y|ies)|townships?|areas?|years?|months?|quarters?)|[\s,;:–—-])+$/u;

const isNamedAlone = (title: string, name: string): boolean =>
  title === name || title.replace(BEHIND, '') === name || title.replace(BEFORE, '').replace(BEHIND, '') === name;
