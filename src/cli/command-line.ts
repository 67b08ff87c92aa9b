import { environmentLocale, isRunByNpm, loadConfig } from '../config.ts';
import { lines, message, sentences } from '../domain/message/message.ts';
import { COMMANDS } from './commands.ts';
import { describeFailure } from './failure.ts';
import { openTerminal } from './terminal.ts';
import { commandFault, takeLocale, USAGE, UsageError } from './usage.ts';
import { VERSION_LINE } from './version.ts';

const PARENT_INTERVAL = 200;

/**
 * npm and npx pass a signal to the shell in between, and many a shell dies of it without passing it on: to this process that it dies is the
 * signal. A shell that starts a command in the background is gone before this looks for the first time.
 */
function followShell(): void {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_INTERVAL).unref();
}

/**
 * Runs one command, and answers what its process ends with. What may be expected to fail is told in words; a bug shows its stack. Relative paths
 * that variables name are those of `folder`, and arguments those of the process.
 */
export async function runCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<number> {
  const { args, locale, wrong } = takeLocale(argv);
  const terminal = openTerminal(locale ?? environmentLocale(env));
  const isHelp = args[0] === 'help' || args.includes('--help');
  const [name, ...rest] = args[0] === 'help' ? args.slice(1) : args;
  const entry = COMMANDS.get(name ?? '');
  const help = entry ? lines([entry.help, '', message('cli.help-locale')]) : USAGE;
  try {
    if (wrong) throw wrong;
    if (isHelp) {
      terminal.print(help);
      return 0;
    }
    if (name === '--version') {
      terminal.print(VERSION_LINE);
      return 0;
    }
    if (!entry) throw commandFault(name, COMMANDS.keys());
    if (isRunByNpm(env)) followShell();
    const config = loadConfig(env, folder);
    const command = await entry.load();
    await command(rest, config, terminal);
    return 0;
  } catch (error) {
    const failure = describeFailure(error);
    const isNamed = name !== undefined || wrong !== null;
    const more =
      isNamed && error instanceof UsageError
        ? [message(entry ? 'cli.help-tells-options' : 'cli.help-tells-commands')]
        : [];
    if (failure) terminal.error(sentences([failure.text, ...more]));
    else terminal.bug(error);
    return failure?.exitCode ?? 1;
  }
}
