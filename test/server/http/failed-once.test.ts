import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

/** How often each of the parts that are loaded late still fails. */
const faults = vi.hoisted(() => ({ protocol: 0, page: 0 }));

vi.mock('../../../src/server/http/yoga.ts', async (load) => {
  const real = await load<typeof import('../../../src/server/http/yoga.ts')>();
  const createYogaServer: typeof real.createYogaServer = (options) => {
    if (faults.protocol-- > 0) throw new Error('not now');
    return real.createYogaServer(options);
  };
  return { ...real, createYogaServer };
});
vi.mock('@graphql-yoga/render-graphiql', async (load) => {
  const real = await load<typeof import('@graphql-yoga/render-graphiql')>();
  const renderGraphiQL: typeof real.renderGraphiQL = (options) => {
    if (faults.page-- > 0) throw new Error('not now');
    return real.renderGraphiQL(options);
  };
  return { ...real, renderGraphiQL };
});

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

describe('what is loaded when it is first asked for', () => {
  it.each(['protocol', 'page'] as const)('is tried again where it failed: the %s', async (part) => {
    const { fetch } = applicationOver(database);
    const open = () => fetch(new Request('http://test/graphql', { headers: { accept: 'text/html' } }));
    faults[part] = 1;
    const status = await open().then(
      (response) => response.status,
      () => 500,
    );
    expect(status).toBe(500);
    const response = await open();
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('YogaGraphiQL.renderYogaGraphiQL');
  });
});
