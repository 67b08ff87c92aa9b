import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import { type Database, databaseOver } from '../../src/database/database.ts';
import type { DatabaseOptions, Engine } from '../../src/database/engine.ts';
import { pgliteEngine } from '../../src/database/pglite.ts';
import { openPostgres } from '../../src/database/postgres.ts';
import { openSmallPglite } from './pglite.ts';
import { administer, type Content, databaseUrl } from './template.ts';

export interface TestDatabase extends Database {
  /** Every statement since the last `forget`. */
  readonly statements: readonly string[];
  forget(): void;
  /** Where another process can reach it; null for the embedded one, which lives in this process. */
  readonly url: string | null;
}

/** A database of the test file's own, on the engine that the suite runs on. */
export async function openTestDatabase(content: Content, options: DatabaseOptions = {}): Promise<TestDatabase> {
  const { engine, url, remove } = await copyTemplate(content);
  const statements: string[] = [];
  const database = databaseOver(engine, { ...options, onStatement: (text) => statements.push(text) });
  return Object.assign(like(database), {
    statements,
    url,
    forget: () => {
      statements.length = 0;
    },
    close: async () => {
      await database.close();
      await remove();
    },
  });
}

/** The same database, for another to change. To spread it would be to ask for its Prisma client, and so to open one. */
const like = <Base extends Database>(database: Base): Base => Object.create(database);

/** The same database, whose statements are sent by `query`. */
export const withQuery = <Base extends Database>(database: Base, query: Database['query']): Base =>
  Object.assign(like(database), { query });

async function copyTemplate(
  content: Content,
): Promise<{ engine: Engine; url: string | null; remove(): Promise<void> }> {
  const { files, server } = inject('templates');
  if (server === null) {
    const pglite = await openSmallPglite(await readFile(files[content]));
    return { engine: pgliteEngine(pglite), url: null, remove: async () => {} };
  }
  const name = `${server.names[content]}_${randomBytes(4).toString('hex')}`;
  await administer(server.url, `create database ${name} template ${server.names[content]}`);
  const url = databaseUrl(server.url, name);
  return {
    engine: await openPostgres({ kind: 'postgres', url, poolSize: 5 }, {}),
    url,
    remove: () => administer(server.url, `drop database if exists ${name} with (force)`),
  };
}
