/** Puts what depends on others behind them, and finds the cycles that make it impossible. */
export interface Ordered<T> {
  /** Every node after what it depends on; those of cycles included, at some place. */
  readonly order: readonly T[];
  /** Each cycle as its path, the first node again at its end. */
  readonly cycles: readonly (readonly T[])[];
}

/** Walks without recursion: a chain may be as long as a list of tasks. Dependencies that are no nodes are ignored. */
export function inOrder<T>(nodes: Iterable<T>, dependsOn: (node: T) => readonly T[]): Ordered<T> {
  const all = new Set(nodes);
  const done = new Set<T>();
  const order: T[] = [];
  const cycles: T[][] = [];
  for (const start of all) {
    const path: T[] = [];
    const onPath = new Set<T>();
    const open: { node: T; rest: T[] }[] = [];
    const enter = (node: T) => {
      if (done.has(node) || !all.has(node)) return;
      if (onPath.has(node)) {
        cycles.push([...path.slice(path.indexOf(node)), node]);
        return;
      }
      path.push(node);
      onPath.add(node);
      open.push({ node, rest: [...dependsOn(node)] });
    };
    enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.shift();
      if (next !== undefined) {
        enter(next);
        continue;
      }
      open.pop();
      path.pop();
      onPath.delete(top.node);
      done.add(top.node);
      order.push(top.node);
    }
  }
  return { order, cycles };
}
