import type { Database } from '../../database/database.ts';
import type { Sql } from '../../database/sql.ts';
import { badInput, DomainError } from '../../domain/core/errors.ts';
import { isLanguage } from '../../domain/core/language.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { type Administrator, readAdministrator, readRole } from './administrator.ts';
import { revokePublicRights } from './public-right.ts';
import { READERS } from './reader.ts';
import { remainingRights } from './right.ts';
import { scramVerifier } from './scram.ts';

export interface ReaderOptions {
  readonly name: string;
  /** In which names are told; null leaves it as it is. */
  readonly language: string | null;
  /** How many connections it may hold at once. */
  readonly connections: number;
  /** Milliseconds after which the server gives up a statement, unless the reader says otherwise. */
  readonly timeout: number;
  /** Null leaves it as it is. */
  readonly password: string | null;
}

export interface ReaderMade {
  readonly database: string;
  readonly created: boolean;
  /** What else was done, and what is left to do, in sentences. */
  readonly notes: readonly Text[];
}

/** Creates a role that reads the views of `bi` and nothing else, or changes one that was created so. */
export async function makeReader(database: Database, options: ReaderOptions): Promise<ReaderMade> {
  checkOptions(options);
  return database.transaction(async (tx) => {
    const administrator = await readAdministrator(tx, options.name);
    const existing = await readRole(tx, options.name);
    if (existing && !existing.isReader) throw notOurs(options.name);
    if (options.language !== null && !administrator.superuser) throw noLanguage(administrator.name, options);
    if (!existing && options.password === null) throw new Error('a new role needs a password');
    const run = runner(tx);

    if (!administrator.groupExists) await run('role.group', `create role ${READERS} nologin`);
    const role = quoted(options.name);
    const password = options.password === null ? '' : ` password ${literal(scramVerifier(options.password))}`;
    const may = `login noinherit nocreatedb nocreaterole connection limit ${options.connections}${password}`;
    await run('role.make', `${existing ? 'alter' : 'create'} role ${role} with ${may}`);
    if (!existing) await run('role.mark', `grant ${READERS} to ${role}`);
    // Whoever is of the role may see what it does, and end it: a superuser may anyway, and servers mostly run as an owner.
    const watchers = administrator.superuser ? administrator.owners : existing ? [] : [administrator.name];
    for (const watcher of watchers) await run('role.watched', `grant ${role} to ${quoted(watcher)}`);

    const owner = quoted(administrator.viewOwner);
    const here = quoted(administrator.database);
    await run('role.connect', `grant connect on database ${here} to ${role}`);
    await run('role.schema', `grant usage on schema bi to ${role}`);
    await run('role.views', `grant select on all tables in schema bi to ${role}`);
    const later = `alter default privileges for role ${owner} in schema bi grant select on tables to ${role}`;
    await run('role.later-views', later);
    await run('role.no-temp', `revoke temporary on database ${here} from public`);
    const notes: Text[] = [message('bi-role.note-temporary-revoked')];
    if (administrator.superuser) notes.push(...(await revokePublicRights(tx, run, quoted)));
    for (const [name, value] of settingsOf(options, administrator)) {
      await run('role.setting', `alter role ${role} set ${name} = ${literal(value)}`);
    }
    notes.push(...(await remainingRights(tx, options.name)));
    return { database: administrator.database, created: !existing, notes };
  });
}

/** Removes a reader: its connections, its rights in this database, and the role. */
export async function dropReader(database: Database, name: string): Promise<void> {
  checkName(name);
  await database.transaction(async (tx) => {
    await readAdministrator(tx, name);
    const existing = await readRole(tx, name);
    if (!existing) throw new DomainError('NOT_FOUND', message('bi-role.unknown', { name }));
    if (!existing.isReader) throw notOurs(name);
    const run = runner(tx);
    // Nobody may come back in between.
    await run('role.closed', `alter role ${quoted(name)} with nologin`);
    await run('role.end', `select pg_terminate_backend(pid) from pg_stat_activity where usename = ${literal(name)}`);
    await run('role.rights', `drop owned by ${quoted(name)}`);
    await run('role.drop', `drop role ${quoted(name)}`);
  });
}

/** What the temporary files of one process may hold: those of sorts and joins that outgrow work_mem. */
const TEMPORARY_FILES = '4GB';

/** What a session begins with. A reader may set all but the last two otherwise: rights and the watch hold, these are for those who mean well. */
function settingsOf({ timeout, language }: ReaderOptions, { boundsFiles }: Administrator): readonly [string, string][] {
  return [
    ['default_transaction_read_only', 'on'],
    ['statement_timeout', `${timeout}ms`],
    ['idle_in_transaction_session_timeout', `${timeout}ms`],
    // The views of a star join more tables than the planner orders by itself.
    ['join_collapse_limit', '16'],
    ['from_collapse_limit', '16'],
    ...(language === null ? [] : [['govgraph.language', language] as [string, string]]),
    ...(boundsFiles ? [['temp_file_limit', TEMPORARY_FILES] as [string, string]] : []),
  ];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Statements that PostgreSQL takes no parameters in. */
function runner(tx: Sql) {
  return async (name: string, text: string): Promise<void> => {
    try {
      await tx.query(`-- ${name}\n${text}`);
    } catch (error) {
      const { code, message: reason } = error as { code?: string; message: string };
      if (code === '42501') {
        const statement = text.slice(0, 60);
        throw new DomainError('FORBIDDEN', message('bi-role.statement-refused', { statement, reason }));
      }
      if (code === '2BP01') throw new DomainError('CONFLICT', message('bi-role.rights-elsewhere', { reason }));
      throw error;
    }
  };
}

/** PostgreSQL cuts longer names. */
const MAX_NAME_LENGTH = 63;
const RESERVED: readonly string[] = ['public', 'none', READERS];

function checkName(name: string): void {
  const isName = /^[a-z_][a-z0-9_]*$/.test(name) && name.length <= MAX_NAME_LENGTH && !name.startsWith('pg_');
  if (isName && !RESERVED.includes(name)) return;
  throw badInput('name', message('bi-role.invalid-name', { max: MAX_NAME_LENGTH, reserved: list(RESERVED), name }));
}

function checkOptions({ name, language, password }: ReaderOptions): void {
  checkName(name);
  if (language !== null && !isLanguage(language)) {
    throw badInput('language', message('bi-role.invalid-language', { value: language }));
  }
  // Servers prepare other characters in a way of their own before they compare.
  if (password !== null && !/^[\x20-\x7e]{12,200}$/.test(password)) {
    throw badInput('password', message('bi-role.invalid-password', { min: 12, max: 200 }));
  }
}

const notOurs = (name: string): DomainError => new DomainError('CONFLICT', message('bi-role.not-a-reader', { name }));

const noLanguage = (user: string, { name, language }: ReaderOptions): DomainError =>
  new DomainError(
    'FORBIDDEN',
    message('bi-role.language-needs-superuser', {
      user,
      option: `options=-c govgraph.language=${language}`,
      statement: `alter role ${name} set govgraph.language = '${language}'`,
    }),
  );
