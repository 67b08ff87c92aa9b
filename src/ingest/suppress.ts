import { metricsOf } from '../domain/formula.ts';
import { alsoHidden } from '../domain/suppression.ts';
import type { Sql } from '../store/sql.ts';
import type { Catalogue } from './catalogue.ts';
import type { Computed } from './computed.ts';
import type { Installation, Meaning } from './installation.ts';
import { meanings } from './metric-fact.ts';
import type { Names } from './names.ts';
import { inOrder } from './order.ts';
import type { Package } from './package.ts';
import { owns } from './shared-list.ts';
import { dropTellingChanges } from './suppress-change.ts';
import { besideSmallParts, resultsOfHidden } from './suppress-formula.ts';
import { isHidden, type StagedFigure, StagedSums } from './suppress-group.ts';
import { RegionChildren } from './suppress-region.ts';

interface Given {
  readonly tx: Sql;
  readonly source: Package;
  readonly catalogue: Catalogue;
  readonly installation: Installation;
  readonly names: Names;
  readonly categoriesOf: (dimension: string) => readonly string[];
  /** The metrics of which figures are staged. */
  readonly staged: ReadonlySet<number>;
}

/**
 * Keeps back what a figure that is kept back could be worked out from. Runs on the stage, before formulas are computed, so that nothing is
 * computed from it either. Answers what there is to tell of it.
 */
export async function suppressDerivable(given: Given, computed: readonly Computed[]): Promise<string[]> {
  const { tx, source, catalogue, installation, names, categoriesOf } = given;
  if (source.minCount === null && !(await anythingHidden(tx))) return [];
  const all = meanings(catalogue, installation, (code) => owns({ source, installation }, 'metric', code));
  const children = await RegionChildren.read(tx, source, catalogue, installation, names);
  let count = 0;
  for (const { code, meaning, id, formula } of stagedMetrics(given, all, computed)) {
    if (source.minCount !== null && (formula !== null || ['RATE', 'RATIO'].includes(meaning.kind))) {
      const kindOf = (input: string) => all.get(input)?.kind;
      count += await hide(tx, id, await besideSmallParts(tx, id, formula, kindOf, source.minCount));
    }
    if (formula !== null) count += await hide(tx, id, await resultsOfHidden(tx, names, formula, id, categoriesOf));
    count += await hide(tx, id, await hiddenInSums(tx, id, all.get(code) ?? meaning, children, categoriesOf));
  }
  const dropped = await dropTellingChanges(tx);
  return [
    ...(count === 0 ? [] : [`${one(count, 'figure is', 'figures are')} kept back because what is kept back could be worked out from ${count === 1 ? 'it' : 'them'}.`]),
    ...(dropped === 0 ? [] : [`${one(dropped, 'published change is', 'published changes are')} left out: with the other figure it would give away one that is kept back.`]),
  ]; // biome-ignore format: a line a note
}

const one = (count: number, singular: string, plural: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;

async function anythingHidden(tx: Sql): Promise<boolean> {
  const found = await tx.query(
    "-- suppress.any\nselect 1 from stage_observation where value is null and 'SUPPRESSED' = any(flags) limit 1",
  );
  return found.length > 0;
}

interface StagedMetric {
  readonly code: string;
  readonly id: number;
  readonly meaning: Meaning;
  readonly formula: Computed | null;
}

/** What is staged, the operands of formulas before their results: what is hidden of the one may hide the other. */
function stagedMetrics(
  { names, staged }: Given,
  all: ReadonlyMap<string, Meaning>,
  computed: readonly Computed[],
): readonly StagedMetric[] {
  const formulas = new Map(computed.map((metric) => [metric.code, metric]));
  const metrics = [...all].flatMap(([code, meaning]) => {
    const id = names.find('metric', code);
    return id === null || !staged.has(id) ? [] : [{ code, id, meaning, formula: formulas.get(code) ?? null }];
  });
  const byCode = new Map(metrics.map((metric) => [metric.code, metric]));
  return inOrder(metrics, ({ formula }) =>
    formula === null ? [] : metricsOf(formula.expression).flatMap((code) => byCode.get(code) ?? []),
  ).order;
}

/** The lines of what has to be kept back of one metric so that no sum gives away a member that is. */
async function hiddenInSums(
  tx: Sql,
  id: number,
  meaning: Meaning,
  children: RegionChildren,
  categoriesOf: (dimension: string) => readonly string[],
): Promise<number[]> {
  const adds = [meaning.over_time, meaning.over_regions, meaning.over_breakdowns].includes('SUM');
  const [known] = adds ? await tx.query<{ any: boolean }>(ANY_OF, [id]) : [];
  if (!known?.any) return [];
  const figures = await tx.query<StagedFigure>(FIGURES, [id]);
  const sums = new StagedSums(figures).all(meaning, children, categoriesOf);
  const hidden = new Set(figures.flatMap((figure, place) => (isHidden(figure) ? [place] : [])));
  const sizeOf = (place: number) => Math.abs(Number(figures[place]?.value ?? 0));
  return alsoHidden(sums, hidden, sizeOf).flatMap((place) => figures[place]?.line ?? []);
}

const BATCH = 5_000;

/** Takes the values of these lines of a metric away. Answers how many there were. */
async function hide(tx: Sql, id: number, lines: readonly number[]): Promise<number> {
  let count = 0;
  for (let begin = 0; begin < lines.length; begin += BATCH) {
    const changed = await tx.query(HIDE, [id, lines.slice(begin, begin + BATCH)]);
    count += changed.length;
  }
  return count;
}

const ANY_OF = `-- suppress.any-of
select exists (
  select from stage_observation where metric_id = $1::int and value is null and 'SUPPRESSED' = any(flags)
) as any`;

const FIGURES = `-- suppress.figures
select line, region_id, breakdown_key, period, value::text, coalesce('SUPPRESSED' = any(flags), false) as suppressed
from stage_observation where metric_id = $1::int order by line`;

const HIDE = `-- suppress.hide
update stage_observation
set value = null, numerator = null, denominator = null,
  flags = array_append(array_remove(coalesce(flags, '{}'), 'SUPPRESSED'), 'SUPPRESSED')
where metric_id = $1::int and line = any($2::int[]) and (value is not null or numerator is not null or denominator is not null)
returning line`;
