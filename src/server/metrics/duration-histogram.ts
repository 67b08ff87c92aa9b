/** The values of one combination of labels. */
interface Series<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  /** How many values lie in each bucket and in none below, the last one without a bound. */
  readonly counts: Float64Array;
  sum: number;
}

/**
 * A histogram for prom-client's registry that knows its series by a key. prom-client's own checks and joins all labels for each value, which
 * costs more than the rest that is done for a repeated request.
 */
export class DurationHistogram<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  readonly #buckets: readonly number[];
  readonly #series = new Map<string, Series<Label>>();

  /** `buckets`: the upper bounds in rising order. */
  constructor({ name, help, buckets }: { name: string; help: string; buckets: readonly number[] }) {
    this.name = name;
    this.help = help;
    this.#buckets = buckets;
  }

  /** Counts a value under a key; `labels` are asked for when the key is new. */
  observe(key: string, labels: () => Series<Label>['labels'], value: number): void {
    let series = this.#series.get(key);
    if (!series) {
      series = { labels: labels(), counts: new Float64Array(this.#buckets.length + 1), sum: 0 };
      this.#series.set(key, series);
    }
    let bucket = 0;
    while (bucket < this.#buckets.length && value > (this.#buckets[bucket] ?? 0)) bucket++;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sum += value;
  }

  /** As the registry reads prom-client's own. */
  async get() {
    const { name, help, type, aggregator } = this;
    return { name, help, type, aggregator, values: [...this.#series.values()].flatMap((one) => this.#valuesOf(one)) };
  }

  #valuesOf({ labels, counts, sum }: Series<Label>) {
    let count = 0;
    const buckets = [...this.#buckets, '+Inf'].map((le, index) => {
      count += counts[index] ?? 0;
      return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ];
  }
}
