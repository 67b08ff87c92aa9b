#!/usr/bin/env node
import { COMMANDS } from './cli/commands.ts';
import { describeFailure } from './cli/failure.ts';
import { openTerminal } from './cli/terminal.ts';
import { commandFault, takeLocale, USAGE } from './cli/usage.ts';
import { VERSION_LINE } from './cli/version.ts';
import { environmentLocale, loadConfig } from './config.ts';

/** Runs one command. What may be expected to fail is told in words; a bug shows its stack. */
async function main(argv: readonly string[]): Promise<number> {
  const { args, locale, wrong } = takeLocale(argv);
  const terminal = openTerminal(locale ?? environmentLocale(process.env));
  const isHelp = args[0] === 'help' || args.includes('--help');
  const [name, ...rest] = args[0] === 'help' ? args.slice(1) : args;
  const entry = COMMANDS.get(name ?? '');
  const help = entry?.help ?? USAGE;
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
    if (!entry) throw commandFault(name);
    const config = loadConfig(process.env);
    const command = await entry.load();
    await command(rest, config, terminal);
    return 0;
  } catch (error) {
    const failure = describeFailure(error, help);
    if (failure) terminal.error(failure.text);
    else terminal.bug(error);
    return failure?.exitCode ?? 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
