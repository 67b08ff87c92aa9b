import { readFileSync } from 'node:fs';

/** Milliseconds that the main thread of a process has had a processor, and has waited for one; what Linux tells, and NaN elsewhere. */
export function scheduleOf(pid) {
  try {
    const [computed, waited] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(' ', 2);
    return { computed: Number(computed) / 1e6, waited: Number(waited) / 1e6 };
  } catch {
    return { computed: Number.NaN, waited: Number.NaN };
  }
}

export const computedBy = (pid) => scheduleOf(pid).computed;
