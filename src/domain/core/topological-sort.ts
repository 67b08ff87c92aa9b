/** Cycles that are told with their path, which may be as long as the file. */
const MAX_CYCLES = 50;

/** Puts what depends on others behind them, and finds the cycles that make it impossible. */
export interface Ordered<T> {
  /** Every node after what it depends on; those of cycles included, at some place. */
  readonly order: readonly T[];
  /** The first cycles, each as its path, the first node again at its end. */
  readonly cycles: readonly (readonly T[])[];
}

/** Walks without recursion: a chain may be as long as a list of tasks. Dependencies that are no nodes are ignored. */
export function topologicalSort<T>(nodes: Iterable<T>, dependsOn: (node: T) => Iterable<T>): Ordered<T> {
  const all = new Set(nodes);
  const done = new Set<T>();
  const order: T[] = [];
  const cycles: T[][] = [];
  for (const start of all) {
    const path: { readonly node: T; readonly rest: Iterator<T> }[] = [];
    const placeOf = new Map<T, number>();
    const enter = (node: T) => {
      if (done.has(node) || !all.has(node)) return;
      const place = placeOf.get(node);
      if (place === undefined) {
        placeOf.set(node, path.length);
        path.push({ node, rest: dependsOn(node)[Symbol.iterator]() });
      } else if (cycles.length < MAX_CYCLES) {
        cycles.push([...path.slice(place).map((step) => step.node), node]);
      }
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done !== true) {
        enter(next.value);
        continue;
      }
      path.pop();
      placeOf.delete(top.node);
      done.add(top.node);
      order.push(top.node);
    }
  }
  return { order, cycles };
}
