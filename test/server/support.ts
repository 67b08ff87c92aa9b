import { pino } from 'pino';
import { type Config, loadConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/database.ts';
import type { Replicas } from '../../src/database/replica.ts';
import { createApplication } from '../../src/server/application.ts';
import type { Application } from '../../src/server/core/application.ts';
import { withQuery } from '../support/database.ts';

/** The same database, before each of whose statements something happens: a failure, or a wait. A failure is an outage. */
export function troubled(database: Database, trouble: () => Promise<void>): Database {
  const query: Database['query'] = async (text, values) => {
    await trouble();
    return database.query(text, values);
  };
  const isAlive = () =>
    trouble().then(
      () => database.isAlive(),
      () => false,
    );
  return Object.assign(withQuery(database, query), { isAlive });
}

export interface TestApplication extends Application {
  /** What was logged, a parsed line each. */
  readonly logged: Record<string, unknown>[];
  ask(body: object, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** The application as configured by `env`; `compileAfter`: after how many executions a document is compiled, for tests of that. */
export function applicationOver(
  database: Database,
  env: Record<string, string> = {},
  compileAfter?: number,
  replicas: Replicas | null = null,
): TestApplication {
  const config: Config = loadConfig(env);
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const application = createApplication({
    config,
    database,
    replicas,
    log,
    ...(compileAfter === undefined ? {} : { compileAfter }),
  });
  return {
    ...application,
    logged,
    ask: async (body, headers = {}) => {
      const response = await application.fetch(
        new Request('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
          body: JSON.stringify(body),
        }),
      );
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
}
