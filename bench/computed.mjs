import { readFileSync } from 'node:fs';

/** Milliseconds that the main thread of a process has had a processor; what Linux tells, and NaN elsewhere. */
export function computedBy(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}
