import { randomBytes } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { dropReader, makeReader } from '../connectors/sql/role.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { quoted } from '../import/package/problem.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

const DEFAULT_CONNECTIONS = '20';

/** `bi-role NAME`: a role that reads the views of `bi` and nothing else. */
export async function biRoleCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { positionals, values } = parseCommand({
    args,
    allowPositionals: true,
    options: {
      language: text,
      connections: { ...text, default: DEFAULT_CONNECTIONS },
      timeout: text,
      'password-stdin': flag,
      'new-password': flag,
      drop: flag,
    },
  });
  const name = onlyArgument(positionals, message('cli.one-role'));
  const connections = whole(values.connections, '--connections', 1_000);
  const timeout = values.timeout === undefined ? config.readerTimeout : milliseconds(values.timeout);
  if (timeout > config.readerTimeout) {
    const text = message('cli.timeout-too-long', { seconds: seconds(timeout), max: seconds(config.readerTimeout) });
    throw badInput('timeout', text);
  }
  if (config.database.kind === 'embedded') {
    throw badInput('DATABASE_URL', message('cli.readers-need-server'));
  }
  const given = values['password-stdin'] ? (await textOf(process.stdin)).replace(/\r?\n$/, '') : null;
  const database = await openDatabase(config.database, { application: 'govgraph bi-role' });
  try {
    if (values.drop) {
      await dropReader(database, name);
      terminal.print(message('cli.role-dropped', { name }));
      return;
    }
    const isNew = given === null && (values['new-password'] || !(await roleExists(database, name)));
    const password = isNew ? randomBytes(24).toString('base64url') : given;
    const language = values.language ?? null;
    const made = await makeReader(database, { name, language, connections, timeout, password });
    const role = { name, database: made.database, connections, seconds: seconds(timeout) };
    terminal.print(made.created ? message('cli.role-created', role) : message('cli.role-updated', role));
    if (isNew) terminal.print(message('cli.role-password', { password: password ?? '' }));
    for (const note of made.notes) terminal.print(message('cli.note', { note }));
  } finally {
    await database.close();
  }
}

async function roleExists(database: Database, name: string): Promise<boolean> {
  const rows = await database.query('-- role.exists\nselect 1 from pg_roles where rolname = $1', [name]);
  return rows.length > 0;
}

const seconds = (time: number): string => String(time / 1_000);

function whole(text: string, option: string, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  throw new UsageError(message('cli.invalid-whole', { option, max, value: quoted(text) }));
}

function milliseconds(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6})(s|min)?$/.exec(text) ?? [];
  if (Number(number) < 1) throw new UsageError(message('cli.invalid-timeout', { value: quoted(text) }));
  return Number(number) * (unit === 'min' ? 60_000 : 1_000);
}
