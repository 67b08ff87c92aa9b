import { pino } from 'pino';
import { loadConfig } from '../../../src/config.ts';
import type { Database } from '../../../src/database/database.ts';
import { createApplication } from '../../../src/server/application.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type Json = any;

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

export const ROOT = 'http://test/odata/v4/';

export type Tell = (path: string, init?: RequestInit) => Promise<Told>;

/** Asks as anybody would: over HTTP, through the whole application. A path is relative to the service, or whole. */
export function odataOver(database: Database, env: Readonly<Record<string, string>> = {}): Tell {
  const log = pino({ level: 'silent' });
  const application = createApplication({ config: loadConfig(env), database, log });
  return async (path, init) => {
    const response = await application.fetch(new Request(new URL(path, ROOT), init));
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
  };
}

/** What a request that must succeed answers. */
export async function valuesOf(told: Promise<Told>): Promise<Json> {
  const { status, text, json } = await told;
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return json.value ?? json;
}
