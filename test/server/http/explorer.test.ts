import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

let database: Database;
let application: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database);
});
afterAll(() => database.close());

const open = (headers: Record<string, string>) =>
  application.fetch(new Request('http://test/graphql', { headers: { accept: 'text/html', ...headers } }));
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the explorer', () => {
  it('is one page that needs nothing from elsewhere, its tabs the example operations', async () => {
    const response = await open({});
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('YogaGraphiQL.renderYogaGraphiQL');
    expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="http/);
    const examples = readdirSync('schema/operations').filter((name) => name.endsWith('.graphql'));
    const tabs = page.slice(page.lastIndexOf('"defaultTabs"')).match(/"query":/g) ?? [];
    expect(tabs).toHaveLength(Math.max(1, examples.length));
    // The question of the README comes first.
    expect(page.slice(page.lastIndexOf('"defaultTabs"'))).toMatch(
      /^"defaultTabs":\[\{"query":"[^"]*\\nquery WgiQuestion /,
    );
  });

  it('may run its own scripts alone, ask its own server alone, and be shown in no frame', async () => {
    const response = await open({});
    const policy = new Map(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources] as const;
      }),
    );
    const scripts = [...(await response.text()).matchAll(/<script>([\s\S]*?)<\/script>/g)];
    const hashes = scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(hashes.length).toBeGreaterThan(0);
    expect(policy.get('script-src')).toEqual(hashes);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  it('is sent compressed to whoever takes it so', async () => {
    const page = await bytes(await open({}));
    const zipped = await open({ 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await bytes(zipped)).equals(page)).toBe(true);
    const smallest = await open({ 'accept-encoding': 'gzip, deflate, br;q=0.9' });
    expect(smallest.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await bytes(smallest)).equals(page)).toBe(true);
    expect((await open({ 'accept-encoding': 'br;q=0' })).headers.get('content-encoding')).toBeNull();
  });

  it('is sent once to whoever keeps it', async () => {
    const etag = (await open({ 'accept-encoding': 'gzip' })).headers.get('etag') ?? '';
    const again = await open({ 'accept-encoding': 'gzip', 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await open({ 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(200);
  });
});
