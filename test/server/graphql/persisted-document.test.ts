import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const LISTED = 'query Figure($code: String!) { metric(code: $code) { name latest { value } } }';
const HASH = hashOf(LISTED);
const OTHER = '{ metric(code: "grid-workers") { latest { value } } }';
const TOLD = '{ metric(code: "grid-workers") { code } }';
const VARIABLES = { code: 'criminal-cases-filed' };
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const GRAPHQL_JSON = 'application/graphql-response+json';
/** A form that Yoga alone reads: the same question on the other way. */
const NOT_PLAIN = `${GRAPHQL_JSON};x=1, ${GRAPHQL_JSON}`;

interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly argument?: string };
}

let database: TestDatabase;
let folder: string;
let manifest: string;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  folder = await mkdtemp(join(tmpdir(), 'govgraph-manifest-'));
  manifest = await write('documents.json', { [HASH]: LISTED, 'grid-workers.v1': OTHER });
});
afterAll(() => database.close());

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const open = (env: Record<string, string> = {}) => applicationOver(database, { PERSISTED_DOCUMENTS: manifest, ...env });

const get = (
  application: TestApplication,
  parameters: Record<string, unknown>,
  headers: Record<string, string> = {},
) => {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const url = `http://test/graphql?${new URLSearchParams(texts)}`;
  return application.fetch(new Request(url, { headers: { accept: GRAPHQL_JSON, ...headers } }));
};

/** The same in a form that is posted. */
const postForm = (application: TestApplication, parameters: Record<string, unknown>, type = FORM) => {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const headers = { 'content-type': type, accept: GRAPHQL_JSON, 'accept-language': 'en' };
  const init = { method: 'POST', headers, body: `${new URLSearchParams(texts)}` };
  return application.fetch(new Request('http://test/graphql', init));
};

const apollo = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

describe('a document of PERSISTED_DOCUMENTS', () => {
  it.each([GRAPHQL_JSON, NOT_PLAIN])('is named by documentId, with GET and POST (accept: %s)', async (accept) => {
    const application = open();
    const headers = { accept, 'accept-language': 'en' };
    const expected = { metric: { name: 'criminal cases filed', latest: { value: '6782' } } };
    for (const documentId of [`sha256:${HASH}`, HASH]) {
      const answer = await get(application, { documentId, variables: VARIABLES }, headers);
      expect([answer.status, (await answer.json()).data]).toEqual([200, expected]);
      expect((await application.ask({ documentId, variables: VARIABLES }, headers)).body.data).toEqual(expected);
    }
    for (const documentId of ['grid-workers.v1', hashOf(OTHER)]) {
      const custom = await application.ask({ documentId }, headers);
      expect(custom.body.data.metric.latest.value).toMatch(/^\d+$/);
    }
  });

  it.each([FORM, `${FORM}; charset=utf-8`, 'Application/X-WWW-Form-URLencoded'])(
    'is named in a posted form, which is answered as JSON is (%s)',
    async (type) => {
      const application = open();
      const bodies = [
        { documentId: `sha256:${HASH}`, variables: VARIABLES },
        { documentId: 'grid-workers.v1' },
        { extensions: apollo(HASH), variables: VARIABLES, documentId: '' },
        { documentId: `sha256:${HASH}` },
        { documentId: hashOf('{ nothing }') },
        { documentId: 'x'.repeat(1_000) },
        { variables: VARIABLES },
      ];
      for (const body of bodies) {
        const answer = await postForm(application, body, type);
        const { status, body: expected } = await application.ask(body, {
          accept: GRAPHQL_JSON,
          'accept-language': 'en',
        });
        const { errors = [], data } = await answer.json();
        const refusals = [errors, expected.errors ?? []].map((list) =>
          list.map(({ message, extensions: { code, argument } }: Refusal) => ({ message, code, argument })),
        );
        expect([answer.status, data, refusals[0]]).toEqual([status, expected.data, refusals[1]]);
      }
      const notJson = await postForm(application, { documentId: `sha256:${HASH}`, variables: '{' }, type);
      expect([notJson.status, (await notJson.json()).errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
    },
  );

  it('is named by its hash as Apollo does, from the first request on', async () => {
    const answer = await get(open(), { extensions: apollo(HASH), variables: VARIABLES });
    expect((await answer.json()).data.metric.latest).toEqual({ value: '6782' });
  });

  it('has an ETag, which holds until something is published and is of one language', async () => {
    const question = { documentId: `sha256:${HASH}`, variables: VARIABLES };
    const first = await get(open(), question, { 'accept-language': 'en' });
    const etag = first.headers.get('etag') ?? '';
    expect([first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([
      'no-cache',
      'accept, accept-language',
    ]);
    // Another server, which has never seen the answer.
    const again = (language: string) => get(open(), question, { 'accept-language': language, 'if-none-match': etag });
    expect((await again('en')).status).toBe(304);
    const chinese = await again('zh-Hans');
    expect([chinese.status, chinese.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('may be of a manifest of Apollo', async () => {
    const path = await write('apollo.json', {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: HASH, name: 'Figure', type: 'query', body: LISTED }],
    });
    const answer = await get(open({ PERSISTED_DOCUMENTS: path }), { documentId: HASH, variables: VARIABLES });
    expect(answer.status).toBe(200);
  });

  it('does not count where the request has a text as well', async () => {
    const { body } = await open().ask({ query: '{ __typename }', documentId: 'whatever a client sends along' });
    expect(body.data).toEqual({ __typename: 'Query' });
  });
});

describe('a document that is not known', () => {
  it('by documentId is refused in words, and no cache keeps that', async () => {
    const documentId = `sha256:${hashOf('another')}`;
    const answer = await get(open(), { documentId });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    const { errors } = await answer.json();
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
    expect(errors[0].message).toContain(documentId);
  });

  it('as Apollo has it is sent once with its text, and then known', async () => {
    const application = open();
    const extensions = apollo(hashOf(TOLD));
    const unknown = {
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    };
    expect((await application.ask({ extensions })).body).toMatchObject(unknown);
    expect((await application.ask({ extensions }, { accept: JSON_TYPE })).status).toBe(200);
    expect((await application.ask({ extensions }, { 'accept-language': 'zh' })).body).toMatchObject(unknown);
    const told = await application.ask({ query: TOLD, extensions });
    expect(told.body.errors).toBeUndefined();
    expect((await application.ask({ extensions })).body.data).toEqual(told.body.data);
    const answer = await get(application, { extensions });
    expect([answer.status, answer.headers.has('etag')]).toEqual([200, true]);
    expect((await get(application, { documentId: `sha256:${hashOf(TOLD)}` })).status).toBe(200);
  });

  it('is forgotten at last, where clients tell many', async () => {
    const application = open({ MAX_BODY_BYTES: '1000000', CACHE_MB: '0' });
    const tell = (text: string) => application.ask({ query: text, extensions: apollo(hashOf(text)) });
    const isKnown = async (text: string) =>
      (await application.ask({ extensions: apollo(hashOf(text)) })).status === 200;
    await tell(TOLD);
    expect(await isKnown(TOLD)).toBe(true);
    for (let at = 0; at < 30; at++) await tell(`{ __typename } # ${at}${' '.repeat(400_000)}`);
    expect(await isKnown(TOLD)).toBe(false);
  });
});

describe('what names a document wrongly is refused', () => {
  it.each([
    [{ documentId: 7 }, 'documentId'],
    [{ documentId: 'x'.repeat(201) }, 'documentId'],
    [{ extensions: apollo(HASH.toUpperCase()) }, 'extensions'],
    [{ extensions: { persistedQuery: { version: 2, sha256Hash: HASH } } }, 'extensions'],
    [{ extensions: { persistedQuery: 'x' } }, 'extensions'],
    [{ query: OTHER, extensions: apollo(HASH) }, 'extensions'],
  ])('%o', async (body, argument) => {
    const { status, body: answer } = await open().ask(body);
    expect([status, answer.errors[0].extensions]).toEqual([400, { code: 'BAD_INPUT', argument }]);
  });
});

describe('DOCUMENTS=persisted', () => {
  const closed = () => open({ DOCUMENTS: 'persisted' });

  it('answers what is listed, by its id, its hash or its text', async () => {
    for (const body of [
      { documentId: HASH },
      { extensions: apollo(HASH) },
      { query: LISTED },
      { query: LISTED, extensions: apollo(HASH) },
    ]) {
      expect((await closed().ask({ ...body, variables: VARIABLES })).body.data.metric.latest).toEqual({
        value: '6782',
      });
    }
  });

  it.each([GRAPHQL_JSON, NOT_PLAIN])(
    'refuses every other text, told with its hash or not (accept: %s)',
    async (accept) => {
      const application = closed();
      const other = '{ datasets { code } }';
      for (const body of [
        { query: other },
        { query: other, extensions: apollo(hashOf(other)) },
        { query: `${LISTED} ` },
      ]) {
        const { status, body: answer } = await application.ask(body, { accept });
        expect([status, answer.data, answer.errors[0].extensions.code]).toEqual([403, undefined, 'FORBIDDEN']);
      }
      const { body } = await application.ask({ extensions: apollo(hashOf(other)) }, { accept });
      expect(body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
      expect((await get(application, { query: other }, { accept })).status).toBe(403);
      const form = { 'content-type': 'application/x-www-form-urlencoded', accept };
      const posted = await application.fetch(
        new Request('http://test/graphql', {
          method: 'POST',
          headers: form,
          body: new URLSearchParams({ query: other }),
        }),
      );
      expect(posted.status).toBe(403);
    },
  );
});

describe('a file of PERSISTED_DOCUMENTS', () => {
  it.each([
    ['none.json', null, /none\.json of PERSISTED_DOCUMENTS cannot be read: ENOENT/],
    ['cut.json', '{', /cut\.json of PERSISTED_DOCUMENTS cannot be read: .*JSON/],
    ['list.json', [], /list\.json of PERSISTED_DOCUMENTS must be a JSON object/],
    ['number.json', { a: 1 }, /number\.json of PERSISTED_DOCUMENTS must be/],
    ['hash.json', { [HASH]: OTHER }, new RegExp(`hash\\.json .* under ${HASH} whose hash is another`)],
  ])('%s is refused at the start, in words', async (name, content, words) => {
    const path = content === null ? join(folder, name) : await write(name, content);
    expect(() => open({ PERSISTED_DOCUMENTS: path })).toThrow(words);
  });

  it('that has another text for an id than one before it is refused', async () => {
    const path = await write('again.json', { 'grid-workers.v1': LISTED });
    expect(() => open({ PERSISTED_DOCUMENTS: `${manifest},${path}` })).toThrow(/again\.json .* grid-workers\.v1 /);
    expect(() => open({ PERSISTED_DOCUMENTS: `${manifest},${manifest}` })).not.toThrow();
  });
});

describe('ANSWER_MAX_AGE_S', () => {
  it('lets caches give the answer to a GET for so long, and no answer with an error or to a POST', async () => {
    const application = open({ ANSWER_MAX_AGE_S: '60' });
    const freshness = async (parameters: Record<string, unknown>, headers: Record<string, string> = {}) =>
      (await get(application, parameters, headers)).headers.get('cache-control');
    expect(await freshness({ query: OTHER })).toBe('public, max-age=60');
    expect(await freshness({ query: '{ tasks(first: -1) { totalCount } }' })).toBe('no-store');
    expect(await freshness({ query: '{ nothing }' })).toBe('no-store');
    expect(await freshness({ query: OTHER }, { accept: NOT_PLAIN })).toBe('no-store');
    expect((await application.ask({ query: OTHER })).headers.get('cache-control')).toBeNull();
  });
});
