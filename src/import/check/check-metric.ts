import type { Sql } from '../../database/sql.ts';
import type { Measure } from '../../domain/comparison/comparison.ts';
import { isCounted } from '../../domain/number/rounding.ts';

/** What a check has to know of a metric. */
export interface CheckedMetric extends Measure {
  readonly id: number;
  readonly code: string;
  /** Its code. */
  readonly unit: string;
  readonly unitMultiplier: number;
  readonly numeratorId: number | null;
  readonly denominatorId: number | null;
  readonly factor: string | null;
  /** Of a metric that has no numerator and denominator of its own. */
  readonly expression: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
}

/** The metrics as they stand in the release that is made. */
export class CheckedMetrics {
  readonly #byId: ReadonlyMap<number, CheckedMetric>;
  readonly #byCode: ReadonlyMap<string, CheckedMetric>;

  private constructor(metrics: readonly CheckedMetric[]) {
    this.#byId = new Map(metrics.map((metric) => [metric.id, metric]));
    this.#byCode = new Map(metrics.map((metric) => [metric.code, metric]));
  }

  static async read(tx: Sql): Promise<CheckedMetrics> {
    return new CheckedMetrics(
      await tx.query<CheckedMetric>(`-- check.metrics
select m.id, m.code, kind, direction, decimals, u.code as unit, unit_multiplier as "unitMultiplier", numerator_id as "numeratorId",
  denominator_id as "denominatorId", trim_scale(factor)::text as factor, expression, trim_scale(minimum)::text as minimum,
  trim_scale(maximum)::text as maximum
from metric m join unit u on u.id = m.unit_id`),
    );
  }

  get all(): readonly CheckedMetric[] {
    return [...this.#byId.values()];
  }

  get(id: number): CheckedMetric {
    const metric = this.#byId.get(id);
    if (metric === undefined) throw new Error(`metric ${id} vanished`);
    return metric;
  }

  find(id: number | null): CheckedMetric | null {
    return id === null ? null : this.get(id);
  }

  named(code: string): CheckedMetric {
    const metric = this.#byCode.get(code);
    if (metric === undefined) throw new Error(`no metric ${code}, which a formula names`);
    return metric;
  }

  /** Whether a value of a metric stands for itself alone. Without a metric, whole numbers are taken for counts. */
  isExact(id: number | null, value: string): boolean {
    return isCounted(this.find(id) ?? { kind: 'COUNT', unitMultiplier: 0 }, value);
  }
}
