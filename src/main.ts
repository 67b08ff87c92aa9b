import { failureOf } from './command/failure.ts';
import { importCommand } from './command/import.ts';
import { reportCommand } from './command/report.ts';
import { serveCommand } from './command/serve.ts';
import { USAGE, UsageError } from './command/usage.ts';
import { type Config, loadConfig } from './config.ts';

const COMMANDS: ReadonlyMap<string, (args: string[], config: Config) => Promise<void>> = new Map([
  ['serve', serveCommand],
  ['import', importCommand],
  ['report', reportCommand],
]);

/** Runs one command. What may be expected to fail is told in words; a bug shows its stack. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help' || args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  try {
    const command = COMMANDS.get(name ?? '');
    if (!command) throw new UsageError(name === undefined ? 'Name a command.' : `There is no command "${name}".`);
    await command(args, loadConfig(process.env));
    return 0;
  } catch (error) {
    const failure = failureOf(error);
    console.error(failure ? failure.message : error);
    return failure?.exitCode ?? 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
