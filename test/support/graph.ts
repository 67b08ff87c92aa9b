import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/database.ts';
import type { Columnar } from '../../src/read/columnar/columnar.ts';
import { createApplication } from '../../src/server/application.ts';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export type Ask = (
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Asks the graph as anybody would: over HTTP, through the whole application. */
export function graphOver(
  database: Database,
  env: Readonly<Record<string, string>> = {},
  columnar: Columnar | null = null,
): Ask {
  const log = pino({ level: 'silent' });
  const application = createApplication({ config: loadConfig(env), database, columnar, log });
  return async (query, variables, headers = {}) => {
    const response = await application.fetch(
      new Request('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    );
    return (await response.json()) as Answer;
  };
}

/** The answer's data; an error fails the test with what was said. */
export async function dataOf(answer: Promise<Answer>) {
  const { data, errors } = await answer;
  if (errors) throw new Error(`the graph answered with errors: ${JSON.stringify(errors, null, 2)}`);
  return data;
}

/** Every row of a list, page by page through its cursors. */
export async function readAllPages(
  ask: Ask,
  query: string,
  path: readonly string[],
  variables: Readonly<Record<string, unknown>> = {},
  betweenPages: () => Promise<void> = async () => {},
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < 200; page++) {
    const data: unknown = await dataOf(ask(query, { ...variables, after }));
    const connection = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data) as {
      nodes: unknown[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    rows.push(...connection.nodes);
    if (!connection.pageInfo.hasNextPage) return rows;
    after = connection.pageInfo.endCursor;
    await betweenPages();
  }
  throw new Error('the list has no end');
}
