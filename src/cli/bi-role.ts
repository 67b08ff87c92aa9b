import { randomBytes } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { dropReader, makeReader } from '../connectors/sql/role.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { DEFAULT_LOCALE } from '../domain/message/locale.ts';
import { translate } from '../domain/message/translate.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

const DEFAULT_CONNECTIONS = '20';

/** `bi-role NAME`: a role that reads the views of `bi` and nothing else. */
export async function biRoleCommand(args: string[], config: Config): Promise<void> {
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
  const name = onlyArgument(positionals, 'name of a role');
  const connections = whole(values.connections, 'connections', 1_000);
  const timeout = values.timeout === undefined ? config.readerTimeout : milliseconds(values.timeout);
  if (timeout > config.readerTimeout) {
    throw badInput(
      'timeout',
      `The server ends a reader's statement after ${seconds(config.readerTimeout)}: give no more with --timeout, or raise READER_TIMEOUT_MS where it runs.`,
    );
  }
  if (config.database.kind === 'embedded') {
    throw badInput(
      'DATABASE_URL',
      'Readers need a PostgreSQL server that others can reach, and the embedded database is none: set DATABASE_URL.',
    );
  }
  const given = values['password-stdin'] ? (await textOf(process.stdin)).replace(/\r?\n$/, '') : null;
  const database = await openDatabase(config.database);
  try {
    if (values.drop) {
      await dropReader(database, name);
      console.log(`Dropped the role ${name}. What everybody lost when it was made, such as TEMP, is not given back.`);
      return;
    }
    const isNew = given === null && (values['new-password'] || !(await roleExists(database, name)));
    const password = isNew ? randomBytes(24).toString('base64url') : given;
    const wish = { name, language: values.language ?? null, connections, timeout, password };
    const made = await makeReader(database, wish);
    const limits = `${connections} connections, ${seconds(timeout)} a statement`;
    console.log(
      `${made.created ? 'Created' : 'Updated'} the role ${name}: it reads the views of the schema bi in the database ${made.database}; ${limits}.`,
    );
    if (isNew) console.log(`Its password, which is shown this once: ${password}`);
    for (const note of made.notes) console.log(`- ${translate(note, DEFAULT_LOCALE)}`);
  } finally {
    await database.close();
  }
}

async function roleExists(database: Database, name: string): Promise<boolean> {
  const rows = await database.query('-- role.exists\nselect 1 from pg_roles where rolname = $1', [name]);
  return rows.length > 0;
}

const seconds = (time: number): string => `${time / 1_000} s`;

function whole(text: string, option: string, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new UsageError(`Give --${option} a whole number from 1 to ${most}.`);
  return number;
}

function milliseconds(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6})(s|min)?$/.exec(text) ?? [];
  if (Number(number) < 1) throw new UsageError('Give --timeout a time such as 60s or 5min.');
  return Number(number) * (unit === 'min' ? 60_000 : 1_000);
}
