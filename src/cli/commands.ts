import { type Config, SETTINGS_FILE } from '../config.ts';
import { message, type Text } from '../domain/message/message.ts';
import type { Terminal } from './terminal.ts';

type Command = (args: string[], config: Config, terminal: Terminal) => Promise<void>;

interface CommandEntry {
  readonly help: Text;
  load(): Promise<Command>;
}

/** Each is loaded when it is wanted: all together take a second, and what is wrong with the configuration should be told at once. */
export const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'serve',
    {
      help: message('cli.help-serve', { settings: SETTINGS_FILE }),
      load: async () => (await import('./serve.ts')).serveCommand,
    },
  ],
  ['import', { help: message('cli.help-import'), load: async () => (await import('./import.ts')).importCommand }],
  ['report', { help: message('cli.help-report'), load: async () => (await import('./report.ts')).reportCommand }],
  ['bi-role', { help: message('cli.help-bi-role'), load: async () => (await import('./bi-role.ts')).biRoleCommand }],
  ['doctor', { help: message('cli.help-doctor'), load: async () => (await import('./doctor.ts')).doctorCommand }],
  ['backup', { help: message('cli.help-backup'), load: async () => (await import('./backup.ts')).backupCommand }],
  ['restore', { help: message('cli.help-restore'), load: async () => (await import('./backup.ts')).restoreCommand }],
]);
