import { message } from '../../domain/message/message.ts';
import { figureText } from '../package/problem.ts';
import type { StagedFile } from './duplicate.ts';

/** What a fact is of. */
export interface FactKey {
  readonly metric: number;
  readonly region: number;
  readonly breakdown: string;
  readonly period: string;
}

interface BrokenFact extends FactKey {
  readonly line: number;
  /** Of a change or a target; empty for an observation. */
  readonly kind: string;
}

/** Beyond these nobody reads on. */
const MAX_BROKEN = 10_000;

/** Rows that cannot be staged, because something is wrong with them, and of which it is known what they are of. */
export class BrokenFacts {
  readonly #facts: BrokenFact[] = [];

  /** A row whose `kind` cannot be told is of nothing that is known. */
  add({ kind, ...fact }: FactKey & { readonly line: number; readonly kind: string | null }): void {
    if (kind !== null && this.#facts.length < MAX_BROKEN) this.#facts.push({ ...fact, kind });
  }

  /**
   * Tells which of them give what another row gives, so that it is told at once and not when they were mended. A publisher's sheet may give a figure
   * twice alike, so that nothing is certain there; and rows that are kept apart are compared when they come in.
   */
  async refuseRepeated({ tx, stage, resource, names, problems }: StagedFile): Promise<void> {
    const [first] = this.#facts;
    if (first === undefined || problems.keepsRows || problems.placeOf(resource, first.line) !== null) return;
    const hasKind = 'kind' in stage.columns;
    const staged = await tx.query<{ line: number; other: number }>(
      `-- import.broken-${stage.table}
select b.line, min(g.line) as other
from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[]) as b(line, metric_id, region_id, breakdown_key, period, kind)
join ${stage.table} g on g.metric_id = b.metric_id and g.region_id = b.region_id and g.breakdown_key = b.breakdown_key
  and g.period = b.period${hasKind ? ' and g.kind::text = b.kind' : ''}
group by b.line`,
      (['line', 'metric', 'region', 'breakdown', 'period', 'kind'] as const).map((name) =>
        this.#facts.map((fact) => fact[name]),
      ),
    );
    const others = new Map(staged.map(({ line, other }) => [line, other]));
    const known = new Map<string, number>();
    for (const { line, ...fact } of this.#facts) {
      const key = JSON.stringify(fact);
      const other = others.get(line) ?? known.get(key);
      known.set(key, known.get(key) ?? line);
      if (other === undefined) continue;
      const place = [names.codeOf('metric', fact.metric), names.codeOf('region', fact.region)];
      problems.addOfRow({
        resource,
        row: Math.max(line, other),
        column: `metric, region, breakdown, period${hasKind ? ', kind' : ''}`,
        value: figureText(...place, fact.breakdown, fact.period, fact.kind),
        message: message('import.fact-repeated', { line: String(Math.min(line, other)) }),
        expected: message('import.fact-once'),
      });
    }
  }
}
