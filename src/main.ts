import { failureOf } from './cli/failure.ts';
import { USAGE, UsageError } from './cli/usage.ts';
import { type Config, loadConfig } from './config.ts';

type Command = (args: string[], config: Config) => Promise<void>;

/** Each is loaded when it is wanted: all together take a second, and what is wrong with the configuration should be told at once. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', async () => (await import('./cli/serve.ts')).serveCommand],
  ['import', async () => (await import('./cli/import.ts')).importCommand],
  ['bi-role', async () => (await import('./cli/bi-role.ts')).biRoleCommand],
  ['report', async () => (await import('./cli/report.ts')).reportCommand],
]);

/** Runs one command. What may be expected to fail is told in words; a bug shows its stack. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help' || args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  try {
    const load = COMMANDS.get(name ?? '');
    if (!load) throw new UsageError(name === undefined ? 'Name a command.' : `There is no command "${name}".`);
    const config = loadConfig(process.env);
    const command = await load();
    await command(args, config);
    return 0;
  } catch (error) {
    const failure = failureOf(error);
    console.error(failure ? failure.message : error);
    return failure?.exitCode ?? 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
