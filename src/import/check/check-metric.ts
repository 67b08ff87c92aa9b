import type { Sql } from '../../database/sql.ts';
import type { Measure } from '../../domain/comparison/comparison.ts';
import { type Input, type Precision, preciseInput } from '../../domain/number/rounding.ts';

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
  readonly exact: boolean;
  readonly tolerance: string | null;
}

/** What is taken of a figure without a metric: whole numbers are taken for counts. */
const UNKNOWN: Precision = { kind: 'COUNT', unitMultiplier: 0, decimals: null, exact: false };

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
  trim_scale(maximum)::text as maximum, exact, trim_scale(tolerance)::text as tolerance
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

  /** A figure of a metric with its precision. `shown`: the greatest number of decimals that is shown beside it. */
  inputOf(id: number | null, value: string, shown: number | null): Required<Input> {
    return preciseInput(value, this.find(id) ?? UNKNOWN, shown);
  }
}
