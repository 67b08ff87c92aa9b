import { setTimeout as after } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import type { Sql } from '../store/sql.ts';
import { problem } from './problem.ts';

const READY_WITHIN = 2_000;

export interface Routes {
  readonly database: Sql;
  isDraining(): boolean;
}

/** What is not GraphQL: /health, /ready, the way to the explorer, and a 404 for all else. */
export function useRoutes({ database, isDraining }: Routes): Plugin {
  const routes: Readonly<Record<string, () => Response | Promise<Response>>> = {
    '/': () => new Response(null, { status: 302, headers: { location: '/graphql' } }),
    '/health': () => json({ status: 'alive' }),
    '/ready': async () => {
      if (isDraining()) return problem('UNAVAILABLE', 'The server is about to stop.');
      return (await answers(database))
        ? json({ status: 'ready' })
        : problem('UNAVAILABLE', 'The database does not answer.');
    },
  };
  return {
    onRequest: async ({ url, endResponse }) => {
      const { pathname } = url;
      if (pathname === '/graphql') return;
      const route = routes[pathname];
      endResponse(
        route ? await route() : problem('NOT_FOUND', `There is nothing at ${pathname}. The API is at /graphql.`),
      );
    },
  };
}

async function answers(database: Sql): Promise<boolean> {
  const patience = new AbortController();
  try {
    const read = database.query('-- server.ready\nselect 1').then(() => true);
    return await Promise.race([read, after(READY_WITHIN, false, { signal: patience.signal })]);
  } catch {
    return false;
  } finally {
    patience.abort();
  }
}

function json(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}
