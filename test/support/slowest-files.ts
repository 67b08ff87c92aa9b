import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

/** Prints where the time of a run went: the files that took longest. */
export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map((module) => ({ name: module.relativeModuleId, seconds: secondsOf(module) }))
      .sort((a, b) => b.seconds - a.seconds);
    const shown = files.slice(0, SHOWN).map(({ name, seconds }) => `${seconds.toFixed(1).padStart(9)} s  ${name}`);
    if (files.length > SHOWN) console.log(`\n The ${SHOWN} slowest of ${files.length} files\n${shown.join('\n')}`);
  }
}

function secondsOf(module: TestModule): number {
  const { collectDuration, duration } = module.diagnostic();
  return (collectDuration + duration) / 1_000;
}
