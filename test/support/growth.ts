/** Times below this say more about the machine than about the work. */
const FLOOR_MS = 40;
const TRIES = 3;

/** Work on an input of a size. What `prepare` does, such as writing files, is not measured. */
export interface SizedWork<Input> {
  readonly prepare: (size: number) => Input | Promise<Input>;
  readonly run: (input: Input) => unknown;
  /** The larger size; the smaller one is a fifth of it. */
  readonly full: number;
}

export interface CpuGrowth {
  /** Processor time in milliseconds, the least of all tries. */
  readonly fifth: number;
  readonly full: number;
  /** How many times as much the larger size takes. Linear work gives about 5, quadratic work about 25. */
  readonly factor: number;
}

/**
 * Measures by how much processor time grows from a fifth of a size to the full size. Processor time, because other processes on the machine do
 * not count in it. Measures again where the growth exceeds `limit`: a garbage collection may fall into one try, and hardly into each.
 */
export async function cpuGrowth<Input>({ prepare, run, full }: SizedWork<Input>, limit: number): Promise<CpuGrowth> {
  const [small, large] = [await prepare(Math.ceil(full / 5)), await prepare(full)];
  let best: CpuGrowth = { fifth: Infinity, full: Infinity, factor: Infinity };
  for (let attempt = 0; attempt < TRIES && best.factor > limit; attempt++) {
    const fifth = Math.min(best.fifth, await cpuTime(() => run(small)));
    const whole = Math.min(best.full, await cpuTime(() => run(large)));
    best = { fifth, full: whole, factor: Math.max(whole, FLOOR_MS) / Math.max(fifth, FLOOR_MS) };
  }
  return best;
}

/** Milliseconds of the processor that the work takes. */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
