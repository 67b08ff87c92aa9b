import { inspect } from 'node:util';
import { describeFailure } from './cli/failure.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { takeLocale, USAGE, UsageError } from './cli/usage.ts';
import { type Config, environmentLocale, loadConfig } from './config.ts';
import { message } from './domain/message/message.ts';

type Command = (args: string[], config: Config, terminal: Terminal) => Promise<void>;

/** Each is loaded when it is wanted: all together take a second, and what is wrong with the configuration should be told at once. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', async () => (await import('./cli/serve.ts')).serveCommand],
  ['import', async () => (await import('./cli/import.ts')).importCommand],
  ['bi-role', async () => (await import('./cli/bi-role.ts')).biRoleCommand],
  ['report', async () => (await import('./cli/report.ts')).reportCommand],
]);

/** Runs one command. What may be expected to fail is told in words; a bug shows its stack. */
async function main(args: readonly string[]): Promise<number> {
  let terminal = openTerminal(environmentLocale(process.env));
  try {
    const { locale, rest } = takeLocale(args);
    if (locale !== null) terminal = openTerminal(locale);
    await runCommand(rest, terminal);
    return 0;
  } catch (error) {
    const failure = describeFailure(error);
    terminal.error(failure ? failure.text : inspect(error));
    return failure?.exitCode ?? 1;
  }
}

async function runCommand([name, ...args]: readonly string[], terminal: Terminal): Promise<void> {
  if (name === 'help' || name === '--help' || args.includes('--help')) return terminal.print(USAGE);
  const load = COMMANDS.get(name ?? '');
  if (!load) {
    throw new UsageError(name === undefined ? message('cli.no-command') : message('cli.unknown-command', { name }));
  }
  const config = loadConfig(process.env);
  const command = await load();
  await command(args, config, terminal);
}

process.exitCode = await main(process.argv.slice(2));
