import { groupBy } from '../../domain/core/group-by.ts';
import { addDays, countDays } from '../../domain/period/day.ts';
import type { FiscalYearStart } from '../../domain/period/fiscal-year.ts';
import { buildPeriod, isFiscalYear, type Period, parsePeriod } from '../../domain/period/period.ts';
import { getFineness, partsOfPeriod, unitsOfSpan } from '../../domain/period/period-part.ts';
import type { Meaning } from '../catalogue/installation.ts';

interface Known {
  readonly end: string;
  /** The day after it, and how long it lasts; null where nobody says when it began. */
  readonly span: { readonly from: string; readonly to: string; readonly days: number } | null;
  /** What it falls into, in every way, as texts. */
  readonly ways: readonly (readonly string[])[];
}

/** The periods of the staged figures of one metric, which are many figures and few periods, and what makes them up by its rule over time. */
export class StagedTimes {
  readonly #finest: number;
  readonly #onlyLast: boolean;
  readonly #adds: boolean;
  readonly #yearStart: FiscalYearStart;
  /** Years to date, fiscal years and the like, by their first day, the shortest first; with the day after each. */
  readonly #spans: ReadonlyMap<string | null, readonly { readonly span: Period; readonly after: string }[]>;
  /** Of the periods that end on a day, when the last begins. */
  readonly #lastStarts = new Map<string, string>();
  readonly #given: ReadonlySet<string>;
  readonly #known = new Map<string, Known>();

  constructor(texts: readonly string[], { over_time, basis, fiscal_year_start }: Meaning) {
    this.#yearStart = fiscal_year_start;
    this.#onlyLast = over_time === 'LAST';
    // What there is at the end of a period never adds up over time.
    this.#adds = over_time !== 'NONE' && (over_time !== 'SUM' || basis === 'FLOW');
    const periods = [...new Set(texts)].map(parsePeriod);
    this.#finest = Math.min(...periods.map(({ frequency }) => getFineness(frequency)));
    const spans = periods.filter(({ frequency }) => frequency === 'SPAN');
    const ended = [...spans, ...periods.filter(isFiscalYear)].flatMap((span) => {
      const after = addDays(span.end, 1);
      return after === null ? [] : [{ span, after }];
    });
    const sorted = ended.sort((a, b) => (a.after < b.after ? -1 : 1));
    this.#spans = groupBy(sorted, ({ span }) => span.start);
    for (const { start, end } of periods) {
      if (start !== null && start > (this.#lastStarts.get(end) ?? '')) this.#lastStarts.set(end, start);
    }
    this.#given = new Set(spans.map(({ text }) => text));
    for (const period of periods) this.#add(period);
  }

  endOf(text: string): string {
    return this.#of(text).end;
  }

  span(text: string): Known['span'] {
    return this.#of(text).span;
  }

  /** Every way in which the period falls into parts. */
  ways(text: string): readonly (readonly string[])[] {
    return this.#adds ? this.#of(text).ways : [];
  }

  /** What stands for a period: what is there for it or, where it may be replaced, what stands for its parts. */
  fill(text: string, at: (text: string) => readonly number[] | null, replaced: boolean): readonly number[] | null {
    const own = at(text);
    // Of spans there may be many that begin alike: each is taken where it stands, and what else fills the days is tried anyhow.
    if (own !== null || !replaced || this.#given.has(text)) return own;
    for (const way of this.#of(text).ways) {
      const found = this.#fillAll(way, at);
      if (found !== null) return found;
    }
    return null;
  }

  #fillAll(way: readonly string[], at: (text: string) => readonly number[] | null): readonly number[] | null {
    const all: number[] = [];
    for (const part of way) {
      const found = this.fill(part, at, true);
      if (found === null) return null;
      all.push(...found);
    }
    return all;
  }

  #of(text: string): Known {
    return this.#known.get(text) ?? this.#add(parsePeriod(text));
  }

  #add(period: Period): Known {
    const { text, start, end } = period;
    const after = addDays(end, 1);
    const known = {
      end,
      span: start === null || after === null ? null : { from: start, to: after, days: countDays(start, end) },
      ways: this.#waysOf(period).map((parts) => (this.#onlyLast ? parts.slice(-1) : parts).map((part) => part.text)),
    };
    this.#known.set(text, known);
    return known;
  }

  /** Equal calendar units; the longest that fit; a span that begins with it, and what is left. */
  #waysOf(period: Period): Period[][] {
    const units = unitsOfSpan(period, this.#finest);
    const begun: Period[][] = [];
    // What is left can be there only where something that is given ends with it and begins no earlier. Of spans that begin alike there may
    // be thousands.
    const last = this.#lastStarts.get(period.end) ?? '';
    for (const { span, after } of period.start === null ? [] : (this.#spans.get(period.start) ?? [])) {
      if (after > last || after > period.end) break;
      const isYear = this.#yearStart !== null && after.endsWith(this.#yearStart);
      begun.push([span, buildPeriod(after, period.end, isYear ? 'ANNUAL' : undefined)]);
    }
    return [...partsOfPeriod(period, this.#finest), ...(units.length > 0 ? [units] : []), ...begun];
  }
}
