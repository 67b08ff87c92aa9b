import type { Sql } from '../../database/sql.ts';
import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { collectMetrics } from '../../domain/formula/formula.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { Categories } from '../catalogue/category.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation, Meaning } from '../catalogue/installation.ts';
import type { Computed } from '../compute/computed.ts';
import type { Package } from '../package/package.ts';
import { meanings } from '../stage/metric-fact.ts';
import { owns } from '../write/shared-list.ts';
import { dropTellingChanges } from './suppress-change.ts';
import { besideSmallParts, Formulas, operandsOfHidden, resultsOfHidden } from './suppress-formula.ts';
import { hide, indexCitations } from './suppress-hide.ts';
import { RegionChildren } from './suppress-region.ts';
import { hiddenInSums } from './suppress-sum.ts';

export interface Suppressing {
  readonly tx: Sql;
  readonly source: Package;
  readonly catalogue: PackageCatalogue;
  readonly installation: Installation;
  readonly names: CodeIds;
  readonly categoriesOf: Categories;
}

interface StagedMetric {
  readonly code: string;
  readonly id: number;
  readonly meaning: Meaning;
  readonly formula: Computed | null;
  /** The metrics that its formula goes back to. */
  readonly sources: ReadonlySet<number>;
}

/**
 * Applies secondary suppression: suppresses the figures from which a suppressed figure could be computed. Runs on the stage, once before formulas are computed, so that nothing
 * is computed from it either, and once with what came of them.
 */
export class Suppression {
  readonly #given: Suppressing;
  readonly #computed: readonly Computed[];
  readonly #formulas: Formulas;
  readonly #meanings: ReadonlyMap<string, Meaning>;
  #children: RegionChildren | null = null;
  /** Of each metric of which something is hidden, the lines that an earlier release gave. Read before anything is taken away. */
  readonly #hidden = new Map<number, ReadonlySet<number>>();
  #isIndexed = false;
  /** How many figures went with others. */
  count = 0;

  constructor(given: Suppressing, computed: readonly Computed[]) {
    const { source, catalogue, installation, names, categoriesOf } = given;
    this.#given = given;
    this.#computed = computed;
    this.#formulas = new Formulas(computed, names, categoriesOf);
    this.#meanings = meanings(catalogue, installation, (code) => owns({ source, installation }, 'metric', code));
  }

  /** What is staged as the package gives it. */
  async published(staged: ReadonlySet<number>): Promise<void> {
    const { minCount } = this.#given.source;
    const hidden = await this.#hiddenMetrics();
    const metrics = this.#stagedMetrics(staged);
    for (const metric of minCount === null ? [] : metrics) {
      if (metric.formula === null && !['RATE', 'RATIO'].includes(metric.meaning.kind)) continue;
      const kindOf = (code: string) => this.#meanings.get(code)?.kind;
      const lines = await besideSmallParts(this.#given.tx, metric.id, metric.formula, kindOf, minCount ?? 0);
      await this.#hide(metric.id, lines, hidden);
    }
    await this.#settle(metrics, hidden);
  }

  /** What is computed as well. A result that is too small is found only now, and what it follows from was staged before. */
  async computed(): Promise<void> {
    const { tx, source } = this.#given;
    if (source.minCount === null) return;
    const [small] = await tx.query(SMALL_RESULT);
    if (small === undefined) return;
    await tx.query(NUMBER);
    const rows = await tx.query<{ id: number }>(STAGED);
    await this.#settle(this.#stagedMetrics(new Set(rows.map(({ id }) => id))), await this.#hiddenMetrics());
    await tx.query("-- suppress.unnumber\nupdate stage_observation set line = null where basis = 'COMPUTED'");
  }

  /** Leaves out the published changes that tell something. Answers how many there were. */
  async dropChanges(): Promise<number> {
    const { tx, source, names } = this.#given;
    if (source.minCount === null && (await this.#hiddenMetrics()).size === 0) return 0;
    const byId = new Map([...this.#meanings].map(([code, meaning]) => [names.find('metric', code), meaning]));
    const findOperands = (metric: number) => byId.get(metric);
    return dropTellingChanges(tx, { formulas: this.#formulas, findOperands, minCount: source.minCount });
  }

  /** Goes through the metrics until nothing follows any more: what is hidden of one may hide something of another. */
  async #settle(metrics: readonly StagedMetric[], hidden: Set<number>): Promise<void> {
    if (hidden.size === 0) return;
    const { tx } = this.#given;
    const waiting = new Set(metrics.map(({ id }) => id));
    const wake = (id: number) => {
      for (const other of metrics) if (other.id === id || other.sources.has(id)) waiting.add(other.id);
    };
    while (waiting.size > 0) {
      for (const metric of metrics) {
        const { id, formula, sources } = metric;
        if (!waiting.delete(id)) continue;
        let count = 0;
        const isFed = [...sources].some((from) => hidden.has(from));
        if (formula !== null && isFed) {
          count += await this.#hide(id, await resultsOfHidden(tx, this.#formulas, formula, id), hidden);
        }
        if (!hidden.has(id)) continue;
        count += await this.#hide(id, await this.#inSums(metric), hidden);
        if (count > 0) for (const other of metrics) if (other.sources.has(id)) waiting.add(other.id);
        if (formula === null) continue;
        for (const [from, lines] of await operandsOfHidden(tx, this.#formulas, formula, id)) {
          if ((await this.#hide(from, lines, hidden)) > 0) wake(from);
        }
      }
    }
  }

  async #inSums({ id, meaning }: StagedMetric): Promise<number[]> {
    const { tx, source, catalogue, installation, names, categoriesOf } = this.#given;
    this.#children ??= await RegionChildren.read(tx, source, catalogue, installation, names);
    const reported = await this.#hiddenOf(id);
    const isTold = (line: number) => reported.has(line);
    return hiddenInSums(tx, { id, meaning, children: this.#children, categoriesOf, minCount: source.minCount, isTold });
  }

  async #hiddenOf(id: number): Promise<ReadonlySet<number>> {
    const known = this.#hidden.get(id);
    if (known) return known;
    const { tx, installation } = this.#given;
    const rows = installation.dataset && (await tx.query<{ line: number }>(TOLD, [id, installation.dataset.id]));
    const hiddenLines = new Set((rows ?? []).map(({ line }) => line));
    this.#hidden.set(id, hiddenLines);
    return hiddenLines;
  }

  async #hide(id: number, lines: readonly number[], hidden: Set<number>): Promise<number> {
    if (lines.length === 0) return 0;
    await this.#hiddenOf(id);
    if (!this.#isIndexed) await indexCitations(this.#given.tx);
    this.#isIndexed = true;
    const count = await hide(this.#given.tx, id, lines);
    if (count > 0) hidden.add(id);
    this.count += count;
    return count;
  }

  async #hiddenMetrics(): Promise<Set<number>> {
    const rows = await this.#given.tx.query<{ id: number }>(HIDDEN);
    return new Set(rows.map(({ id }) => id));
  }

  /** What is staged, the operands of formulas before their results: what is hidden of the one may hide the other. */
  #stagedMetrics(staged: ReadonlySet<number>): readonly StagedMetric[] {
    const formulas = new Map(this.#computed.map((metric) => [metric.code, metric]));
    const metrics = [...this.#meanings].flatMap(([code, meaning]) => {
      const id = this.#given.names.find('metric', code);
      if (id === null || !staged.has(id)) return [];
      const formula = formulas.get(code) ?? null;
      return [{ code, id, meaning, formula, sources: formula === null ? NONE : this.#formulas.sources(formula) }];
    });
    const byCode = new Map(metrics.map((metric) => [metric.code, metric]));
    return topologicalSort(metrics, ({ formula }) =>
      formula === null ? [] : collectMetrics(formula.expression).flatMap((code) => byCode.get(code) ?? []),
    ).order;
  }
}

const NONE: ReadonlySet<number> = new Set();

const HIDDEN = `-- suppress.hidden-metrics
select distinct metric_id as id from stage_observation where value is null and 'SUPPRESSED' = any(flags)`;

const STAGED = '-- suppress.staged-metrics\nselect distinct metric_id as id from stage_observation';

const SMALL_RESULT = `-- suppress.small-result
select 1 from stage_observation where basis = 'COMPUTED' and value is null and 'SUPPRESSED' = any(flags) limit 1`;

/** Figures are named by their lines, and results have none. */
const NUMBER = `-- suppress.number
update stage_observation o set line = -n.number
from (select ctid, row_number() over () as number from stage_observation where basis = 'COMPUTED') n where n.ctid = o.ctid`;

/** What an earlier release gave as it is given now, or gave of what is hidden: its revisions are there to read. */
const TOLD = `-- suppress.told
select distinct g.line from stage_observation g
join series s on s.dataset_id = $2::int and s.metric_id = g.metric_id and s.region_id = g.region_id and s.breakdown_key = g.breakdown_key
join observation o on o.series_id = s.id and o.period_end = g.period_end and o.period = g.period
where g.metric_id = $1::int and o.value is not null and (g.value is null or o.value = g.value)`;
