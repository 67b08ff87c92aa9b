import type { Sql } from '../../database/sql.ts';
import { companion, Guard, type Knowledge, leavesNoChoice, type Sum } from '../../domain/disclosure/suppression.ts';
import { type Span, telling } from '../../domain/disclosure/suppression-span.ts';
import { determined } from '../../domain/disclosure/suppression-system.ts';
import type { Categories } from '../catalogue/category.ts';
import type { Meaning } from '../catalogue/installation.ts';
import { isHidden, type StagedFigure, StagedSums } from './suppress-group.ts';
import type { RegionChildren } from './suppress-region.ts';
import { StagedTimes } from './suppress-time.ts';

interface Of {
  readonly id: number;
  readonly meaning: Meaning;
  readonly children: RegionChildren;
  readonly categoriesOf: Categories;
  readonly minCount: number | null;
  /** Whether an earlier release gave the figure in a line. */
  readonly isTold: (line: number) => boolean;
}

/** The lines of one metric to suppress, so that no suppressed figure follows from the published ones. */
export async function hiddenInSums(tx: Sql, of: Of): Promise<number[]> {
  const { id, meaning, children, categoriesOf } = of;
  if ([meaning.over_time, meaning.over_regions, meaning.over_breakdowns].every((rule) => rule === 'NONE')) return [];
  const figures = await tx.query<StagedFigure>(FIGURES, [id]);
  const times = new StagedTimes(
    figures.map(({ period }) => period),
    meaning,
  );
  const sums = new StagedSums(figures, meaning, times, children, categoriesOf).all();
  const sizeOf = (place: number) => Math.abs(Number(figures[place]?.value ?? 0));
  const isTold = (place: number) => of.isTold(figures[place]?.line ?? 0);
  const hidden = new Set(figures.flatMap((figure, place) => (isHidden(figure) ? [place] : [])));
  const isTight = tightness(figures, of);
  const knowledge = { hidden, sizeOf, isTold, ...(isTight ? { isTight } : {}) };
  return everythingHidden(figures, meaning, sums, times, knowledge).flatMap((place) => figures[place]?.line ?? []);
}

/** What is hidden for a sum may be a difference of two spans, or follow from several sums, and the other way round: until nothing adds anything. */
function everythingHidden(
  figures: readonly StagedFigure[],
  meaning: Meaning,
  sums: readonly Sum[],
  times: StagedTimes,
  knowledge: Knowledge,
): number[] {
  const guard = new Guard(sums, knowledge);
  const now = { ...knowledge, hidden: guard.hidden };
  const spans = new StagedSpans(figures, meaning, times);
  const all: number[] = [];
  let fresh: readonly number[] = [...knowledge.hidden];
  while (fresh.length > 0) {
    const added = guard.settle();
    const more = spans.telling([...fresh, ...added], now);
    fresh = more.length > 0 ? more : together(sums, meaning, now);
    for (const place of added) all.push(place);
    for (const place of fresh) {
      guard.add(place);
      all.push(place);
    }
  }
  return all;
}

/** What has to go because something follows from several sums together. Means have other weights than sums. */
function together(
  sums: readonly Sum[],
  { over_time, over_regions, over_breakdowns }: Meaning,
  knowledge: Knowledge,
): number[] {
  if ([over_time, over_regions, over_breakdowns].includes('AVERAGE')) return [];
  const unknown = new Set([...knowledge.hidden].filter((place) => knowledge.isTold?.(place) !== true));
  const found = determined(sums, unknown).flatMap(({ sums: own }) => {
    for (const sum of own) {
      const place = companion(sum, knowledge, false);
      if (place !== undefined) return [place];
    }
    return [];
  });
  return [...new Set(found)];
}

/** The figures of each series that lie beside and across each other in time. */
class StagedSpans {
  readonly #figures: readonly StagedFigure[];
  readonly #series = new Map<string, number[]>();
  readonly #times: StagedTimes | null;
  readonly #weighed: boolean;

  constructor(figures: readonly StagedFigure[], meaning: Meaning, times: StagedTimes) {
    this.#figures = figures;
    this.#weighed = meaning.over_time === 'WEIGHTED';
    const adds = meaning.basis === 'FLOW' && ['SUM', 'WEIGHTED'].includes(meaning.over_time);
    this.#times = adds ? times : null;
    for (const [place, figure] of adds ? figures.entries() : []) {
      const series = seriesOf(figure);
      const places = this.#series.get(series);
      if (places) places.push(place);
      else this.#series.set(series, [place]);
    }
  } // biome-ignore format: short

  /** What tells something hidden, in the series of these places. */
  telling(places: readonly number[], knowledge: Knowledge): number[] {
    if (this.#times === null) return [];
    const touched = new Set(places.map((place) => seriesOf(this.#figures[place])));
    return [...touched].flatMap((series) => this.#tellingIn(this.#series.get(series) ?? [], knowledge));
  }

  #tellingIn(places: readonly number[], { hidden, sizeOf, isTold = () => false }: Knowledge): number[] {
    const [given, still, reported]: [Span[], Span[], Span[]] = [[], [], []];
    for (const place of places) {
      const figure = this.#figures[place];
      const span = this.#times?.span(figure?.period ?? '');
      if (figure === undefined || span == null) continue;
      const { from, to, days } = span;
      const one = { place, from, to, days, size: sizeOf(place) };
      if (hidden.has(place)) (isTold(place) ? reported : still).push(one);
      else if (figure.value !== null && (!this.#weighed || figure.weighed)) given.push(one);
    }
    // What an earlier release gave is known, hidden or not: it comes first, and is no secret any more.
    const first = (span: Span) => (isTold(span.place) ? { ...span, days: 0 } : span);
    const gone = telling([...reported, ...given].map(first), still).filter((place) => !hidden.has(place));
    if (reported.length === 0) return gone;
    const isGone = new Set(gone);
    const left = given.filter(({ place }) => !isGone.has(place));
    return [...gone, ...telling(left, [...still, ...reported])];
  }
}

const seriesOf = (figure: StagedFigure | undefined): string =>
  figure === undefined ? '' : `${figure.region_id}|${figure.breakdown_key}`;

/** Of counts that add up, whether a given total leaves its hidden parts no choice, where each is below what may be published. */
function tightness(figures: readonly StagedFigure[], { meaning, minCount }: Of): Knowledge['isTight'] {
  const { kind, unit_multiplier, over_time, over_regions, over_breakdowns } = meaning;
  const plain = [over_time, over_regions, over_breakdowns].every((rule) => rule === 'SUM' || rule === 'NONE');
  if (minCount === null || kind !== 'COUNT' || !plain) return undefined;
  return ({ total, parts }, hidden) => {
    const whole = figures[total]?.value;
    if (whole == null || hidden.has(total)) return false;
    let rest = Number(whole);
    let open = 0;
    for (const part of parts) {
      if (hidden.has(part)) open++;
      else rest -= Number(figures[part]?.value ?? 0);
    }
    return leavesNoChoice(rest, open, minCount, unit_multiplier);
  };
}

const FIGURES = `-- suppress.figures
select line, region_id, breakdown_key, period, value::text, numerator is not null and denominator is not null as weighed,
  coalesce('SUPPRESSED' = any(flags), false) as suppressed
from stage_observation where metric_id = $1::int order by line`;
