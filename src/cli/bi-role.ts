import { randomBytes } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { dropReader, makeReader } from '../connectors/sql/role.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { type Message, message } from '../domain/message/message.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

const DEFAULT_CONNECTIONS = '20';
const MAX_CONNECTIONS = 1_000;

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
  const name = onlyArgument(positionals, (count) => message('cli.bi-role-takes-one', { count }));
  const connections = connectionCount(values.connections);
  const timeout = values.timeout === undefined ? config.readerTimeout : milliseconds(values.timeout);
  if (timeout > config.readerTimeout) {
    throw badInput(
      'timeout',
      message('cli.timeout-too-long', { max: seconds(config.readerTimeout), value: seconds(timeout) }),
    );
  }
  if (config.database.kind === 'embedded') {
    throw badInput('DATABASE_URL', message('cli.bi-role-needs-server'));
  }
  const typed = values['password-stdin'] ? (await textOf(process.stdin)).replace(/\r?\n$/, '') : null;
  const database = await openDatabase(config.database);
  try {
    if (values.drop) {
      await dropReader(database, name);
      terminal.print(message('cli.role-dropped', { name }));
      return;
    }
    const isNew = typed === null && (values['new-password'] || !(await roleExists(database, name)));
    const password = isNew ? randomBytes(24).toString('base64url') : typed;
    const options = { name, language: values.language ?? null, connections, timeout, password };
    const made = await makeReader(database, options);
    const role = { name, database: made.database, connections, timeout: seconds(timeout) };
    terminal.print(made.created ? message('cli.role-created', role) : message('cli.role-updated', role));
    if (isNew && password !== null) terminal.print(message('cli.role-password', { password }));
    for (const note of made.notes) terminal.print(message('cli.role-note', { note }));
  } finally {
    await database.close();
  }
}

async function roleExists(database: Database, name: string): Promise<boolean> {
  const rows = await database.query('-- role.exists\nselect 1 from pg_roles where rolname = $1', [name]);
  return rows.length > 0;
}

const seconds = (time: number): Message => message('cli.seconds', { seconds: String(time / 1_000) });

function connectionCount(text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MAX_CONNECTIONS) {
    throw new UsageError(message('cli.connections-out-of-range', { max: MAX_CONNECTIONS, value: text }));
  }
  return number;
}

function milliseconds(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6})(s|min)?$/.exec(text) ?? [];
  if (Number(number) < 1) throw new UsageError(message('cli.invalid-timeout', { value: text }));
  return Number(number) * (unit === 'min' ? 60_000 : 1_000);
}
