import { alsoHidden, type Knowledge, leavesNoChoice, type Sum } from '../domain/suppression.ts';
import { type Span, telling } from '../domain/suppression-span.ts';
import type { Sql } from '../store/sql.ts';
import type { Meaning } from './installation.ts';
import { isHidden, type StagedFigure, StagedSums } from './suppress-group.ts';
import type { RegionChildren } from './suppress-region.ts';
import { StagedTimes } from './suppress-time.ts';

interface Of {
  readonly id: number;
  readonly meaning: Meaning;
  readonly children: RegionChildren;
  readonly categoriesOf: (dimension: string) => readonly string[];
  readonly minCount: number | null;
  /** Whether an earlier release gave the figure in a line. */
  readonly isTold: (line: number) => boolean;
}

/** The lines of what has to be kept back of one metric so that nothing that is kept back follows from what is given. */
export async function hiddenInSums(tx: Sql, of: Of): Promise<number[]> {
  const { id, meaning, children, categoriesOf } = of;
  if ([meaning.over_time, meaning.over_regions, meaning.over_breakdowns].every((rule) => rule === 'NONE')) return [];
  const figures = await tx.query<StagedFigure>(FIGURES, [id]);
  const sums = new StagedSums(figures, meaning, children, categoriesOf).all();
  const sizeOf = (place: number) => Math.abs(Number(figures[place]?.value ?? 0));
  const isTold = (place: number) => of.isTold(figures[place]?.line ?? 0);
  const hidden = new Set(figures.flatMap((figure, place) => (isHidden(figure) ? [place] : [])));
  const isTight = tightness(figures, of);
  const knowledge = { hidden, sizeOf, isTold, ...(isTight ? { isTight } : {}) };
  return everythingHidden(figures, meaning, sums, knowledge).flatMap((place) => figures[place]?.line ?? []);
}

/** What is hidden for a sum may be a difference of two spans, and the other way round: until neither adds anything. */
function everythingHidden(
  figures: readonly StagedFigure[],
  meaning: Meaning,
  sums: readonly Sum[],
  knowledge: Knowledge,
): number[] {
  const hidden = new Set(knowledge.hidden);
  const all: number[] = [];
  const spans = new StagedSpans(figures, meaning);
  let fresh: readonly number[] = [...hidden];
  for (;;) {
    const added = alsoHidden(sums, { ...knowledge, hidden });
    for (const place of added) hidden.add(place);
    const more = spans.telling([...fresh, ...added], { ...knowledge, hidden });
    for (const place of more) hidden.add(place);
    all.push(...added, ...more);
    if (more.length === 0) return all;
    fresh = more;
  }
}

/** The figures of each series that lie beside and across each other in time. */
class StagedSpans {
  readonly #figures: readonly StagedFigure[];
  readonly #series = new Map<string, number[]>();
  readonly #times: StagedTimes | null;
  readonly #weighed: boolean;

  constructor(figures: readonly StagedFigure[], meaning: Meaning) {
    this.#figures = figures;
    this.#weighed = meaning.over_time === 'WEIGHTED';
    const adds = meaning.basis === 'FLOW' && ['SUM', 'WEIGHTED'].includes(meaning.over_time);
    this.#times = adds ? new StagedTimes(figures.map(({ period }) => period), meaning) : null;
    for (const [place, figure] of adds ? figures.entries() : []) {
      const series = seriesOf(figure);
      const places = this.#series.get(series);
      if (places) places.push(place);
      else this.#series.set(series, [place]);
    }
  } // biome-ignore format: short

  /** What tells something hidden, in the series of these places. */
  telling(places: readonly number[], { hidden, sizeOf, isTold = () => false }: Knowledge): number[] {
    if (this.#times === null) return [];
    const touched = new Set(places.flatMap((place) => seriesOf(this.#figures[place]) ?? []));
    return [...touched].flatMap((series) => {
      const all = this.#series.get(series) ?? [];
      const known = (place: number) => !hidden.has(place) && (!this.#weighed || this.#figures[place]?.weighed === true);
      const [secret, before] = [all.filter((place) => hidden.has(place)), all.filter((place) => hidden.has(place) && isTold(place))];
      // What an earlier release gave is known, hidden or not: it comes first, and is no secret any more.
      const spansOf = (some: readonly number[]) =>
        this.#spans(some, sizeOf).map((span) => (isTold(span.place) ? { ...span, days: 0 } : span));
      const given = all.filter(known);
      const still = this.#spans(secret.filter((place) => !isTold(place)), sizeOf);
      const first = telling(spansOf([...before, ...given]), still).filter((place) => !hidden.has(place));
      if (before.length === 0) return first;
      const gone = new Set(first);
      const left = given.filter((place) => !gone.has(place));
      return [...first, ...telling(this.#spans(left, sizeOf), this.#spans(secret, sizeOf))];
    });
  } // biome-ignore format: short

  #spans(places: readonly number[], sizeOf: (place: number) => number): Span[] {
    return places.flatMap((place) => {
      const span = this.#times?.span(this.#figures[place]?.period ?? '');
      return span == null ? [] : [{ ...span, place, size: sizeOf(place) }];
    });
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
