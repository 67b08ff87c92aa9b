import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { applicationOver } from '../../server/support.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

const ask = async (query: string, variables: object = {}) =>
  (await applicationOver(database).ask({ query, variables })).body;

describe.each(['tasks', 'metrics'])('Query.%s, where.text', (field) => {
  const query = `query ($text: String) { ${field}(where: { text: $text }) { totalCount } }`;

  it('has a thousand characters at most', async () => {
    expect((await ask(query, { text: 'a'.repeat(1_000) })).data[field].totalCount).toBe(0);
    const { errors } = await ask(query, { text: `a${'\u0301\u0316'.repeat(10_000)}` });
    expect(errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED', limit: 'text', admitted: 1_000, asked: 20_001 });
  });
});

describe('Query.region(code:)', () => {
  const query = 'query ($code: String!) { observations(where: { metrics: [], regions: [$code] }) { totalCount } }';

  it('may be named with its scheme', async () => {
    expect((await ask(query, { code: 'GB/T 2260:620500' })).errors).toBeUndefined();
  });

  it('of thousands of colons is unknown', async () => {
    const { errors } = await ask(query, { code: ':'.repeat(20_000) });
    expect(errors[0].extensions).toEqual({ code: 'BAD_INPUT', argument: 'regions' });
  });
});

describe('Language', () => {
  it.each(['toString', 'valueOf'])(
    'called as something that every object has, %s, has no names of its own',
    async (lang) => {
      const query = 'query ($lang: Language) { metric(code: "criminal-cases-filed") { name(lang: $lang) } }';
      expect((await ask(query, { lang })).data).toEqual((await ask(query, { lang: 'xx' })).data);
    },
  );

  it('has a hundred characters at most', async () => {
    const query = 'query ($lang: Language) { search(text: "a", lang: $lang) { totalCount } }';
    expect((await ask(query, { lang: `en-x-${'abcdefgh-'.repeat(10)}a` })).errors).toBeUndefined();
    const { errors } = await ask(query, { lang: `en-x-${'abcdefgh-'.repeat(20)}a` });
    expect(errors[0].extensions).toEqual({ code: 'BAD_INPUT', argument: 'lang' });
  });
});
