import { describeFailure } from './cli/failure.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { commandFault, takeLocale, USAGE } from './cli/usage.ts';
import { type Config, environmentLocale, loadConfig } from './config.ts';

type Command = (args: string[], config: Config, terminal: Terminal) => Promise<void>;

/** Each is loaded when it is wanted: all together take a second, and what is wrong with the configuration should be told at once. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', async () => (await import('./cli/serve.ts')).serveCommand],
  ['import', async () => (await import('./cli/import.ts')).importCommand],
  ['bi-role', async () => (await import('./cli/bi-role.ts')).biRoleCommand],
  ['report', async () => (await import('./cli/report.ts')).reportCommand],
]);

/** Runs one command. What may be expected to fail is told in words; a bug shows its stack. */
async function main(argv: readonly string[]): Promise<number> {
  const { args, locale, wrong } = takeLocale(argv);
  const terminal = openTerminal(locale ?? environmentLocale(process.env));
  const [name, ...rest] = args;
  try {
    if (wrong) throw wrong;
    if (name === 'help' || args.includes('--help')) {
      terminal.print(USAGE);
      return 0;
    }
    const load = COMMANDS.get(name ?? '');
    if (!load) throw commandFault(name);
    const config = loadConfig(process.env);
    const command = await load();
    await command(rest, config, terminal);
    return 0;
  } catch (error) {
    const failure = describeFailure(error);
    if (failure) terminal.error(failure.text);
    else terminal.bug(error);
    return failure?.exitCode ?? 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
