import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { type Json, odataOver, ROOT, type Tell } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  tell = odataOver(database);
});
afterAll(() => database.close());

const post = (type: string, body: string, prefer = 'odata.continue-on-error') =>
  tell('$batch', { method: 'POST', headers: { 'content-type': type, prefer }, body });
const MULTIPART = 'multipart/mixed; boundary=b_1';

/** As OpenUI5 writes it. */
const multipart = (...requests: readonly string[]) =>
  `${requests
    .map(
      (request) =>
        `--b_1\r\nContent-Type:application/http\r\nContent-Transfer-Encoding:binary\r\n\r\n${request}\r\nAccept:application/json;odata.metadata=minimal;IEEE754Compatible=true\r\nContent-Type:application/json;charset=UTF-8\r\n\r\n\r\n`,
    )
    .join('')}--b_1--\r\n`;

describe('a batch', () => {
  test('of several parts is answered part by part, each as it would be alone', async () => {
    const urls = ['Metrics?$top=1&$select=code', 'Metrics/$count', 'Nothing', "Metrics('nothing')/name", '$metadata'];
    const { status, headers, text } = await post(MULTIPART, multipart(...urls.map((url) => `GET ${url} HTTP/1.1`)));
    expect([status, headers.get('odata-version')]).toEqual([200, '4.0']);
    const [, boundary = ''] = /^multipart\/mixed;boundary=(\S+)$/.exec(headers.get('content-type') ?? '') ?? [];
    const parts = text.split(`--${boundary}`).slice(1, -1);
    expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
    expect(parts).toHaveLength(urls.length);
    for (const [place, part] of parts.entries()) {
      const [outer = '', head = '', ...body] = part.split('\r\n\r\n');
      expect(outer).toContain('Content-Type: application/http');
      const accept = 'application/json;odata.metadata=minimal;IEEE754Compatible=true';
      const alone = await tell(urls[place] as string, { headers: { accept } });
      expect(head).toContain(`HTTP/1.1 ${alone.status} `);
      expect(head.match(/odata-version: 4\.0/g)).toHaveLength(1);
      expect(body.join('\r\n\r\n').trimEnd()).toBe(alone.text);
    }
  });

  test('takes blanks around the value of a header for none of it', async () => {
    const part = multipart('GET Metrics/$count HTTP/1.1\r\nodata-version: \t 4.0 \t ');
    expect((await post(MULTIPART, part)).text).toContain('HTTP/1.1 200 ');
  });

  test.each([
    [[{ id: '1', method: 'get', url: 'Metrics' }, { id: '2', method: 'get', url: 5 }], '`url` of request 2 of the batch must be a string'],
    [[{ id: 1, method: 'get', url: 'Metrics' }], '`id` of request 1 of the batch must be a string'],
    [[{ id: '1', url: 'Metrics' }], '`method` of request 1 of the batch must be a string'],
    [[null], '`id` of request 1 of the batch must be a string'],
  ])('says which request has no text where one is needed: %j', async (requests, words) => {
    const { status, json } = await post('application/json', JSON.stringify({ requests }));
    expect([status, json.error.code]).toEqual([400, 'BAD_INPUT']);
    expect(json.error.message).toContain(words);
  }); // biome-ignore format: a table

  test('is refused where a header is no text', async () => {
    const headers = { accept: [['application/json']] };
    const body = JSON.stringify({ requests: [{ id: '1', method: 'get', url: 'Metrics', headers }] });
    const { status, json } = await post('application/json', body);
    expect([status, json.error.message]).toEqual([
      400,
      'The header "accept" of the request "1" of the batch must be a string.',
    ]);
  });

  test('in JSON likewise', async () => {
    const requests = [
      { id: 'a', method: 'get', url: '/odata/v4/Metrics?$top=1&$select=code' },
      { id: 'b', method: 'GET', url: `${ROOT}Metrics/$count`, headers: { 'Accept-Language': 'en' } },
      { id: 'c', method: 'DELETE', url: "Metrics('x')" },
      { id: 'd', method: 'GET', url: 'http://elsewhere/Metrics' },
      { id: 'e', method: 'GET', url: 'Metrics?$filter=x' },
      { id: 'f', method: 'GET', url: '$metadata' },
    ];
    const { status, json } = await post('application/json', JSON.stringify({ requests }));
    expect(status).toBe(200);
    expect(json.responses.map(({ id, status }: Json) => [id, status])).toEqual([
      ['a', 200],
      ['b', 200],
      ['c', 405],
      ['d', 404],
      ['e', 400],
      ['f', 200],
    ]);
    expect(json.responses[0].body).toEqual((await tell('Metrics?$top=1&$select=code')).json);
    expect(json.responses[1].body).toBe((await tell('Metrics/$count')).text);
    const model = Buffer.from(json.responses[5].body, 'base64url').toString();
    expect(model).toBe((await tell('$metadata')).text);
    expect(json.responses[4].body.error.target).toBe('$filter');
  });

  test.each([
    ['', 2],
    ['continue-on-error=false', 2],
    ['odata.continue-on-error', 4],
    ['respond-async, continue-on-error=true', 4],
  ])('that prefers %s has %i answers where the second fails', async (prefer, count) => {
    const urls = ['Metrics/$count', 'Nothing', 'Metrics/$count', 'Metrics/$count'];
    const { text } = await post(MULTIPART, multipart(...urls.map((url) => `GET ${url} HTTP/1.1`)), prefer);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toHaveLength(count);
    const requests = urls.map((url, place) => ({
      id: `${place}`,
      method: 'GET',
      url,
      ...(place === 2 ? { dependsOn: ['1'] } : {}),
    }));
    const { json } = await post('application/json', JSON.stringify({ requests }), prefer);
    expect(json.responses.map(({ status }: Json) => status)).toEqual([200, 404, 424, 200].slice(0, count));
  });

  test.each([
    [[{ id: '1' }, { id: '1' }], 'have the id'],
    [[{ id: '1', dependsOn: ['2'] }, { id: '2' }], 'must be a list of ids of earlier requests'],
    [[{ id: '1', dependsOn: '1' }], 'must be a list of ids of earlier requests'],
  ])('whose ids are wrong is refused: %j', async (given, words) => {
    const requests = given.map((one) => ({ method: 'GET', url: 'Metrics/$count', ...one }));
    const { status, json } = await post('application/json', JSON.stringify({ requests }));
    expect([status, json.error.message]).toEqual([400, expect.stringContaining(words)]);
  });

  test.each([
    ['text/plain', 'x', 415],
    ['application/json', 'x', 400],
    ['application/json', '{"requests":[1]}', 400],
    [
      'application/json',
      JSON.stringify({
        requests: Array.from({ length: 51 }, (_, id) => ({ id: `${id}`, method: 'GET', url: 'Metrics' })),
      }),
      413,
    ],
    ['application/json', `"${'x'.repeat(300_000)}"`, 413],
    [MULTIPART, '--b_1\r\nContent-Type:application/http\r\n\r\nGET Metrics HTTP/1.1\r\n', 400],
    [MULTIPART, multipart('WHAT'), 400],
    [MULTIPART, '--b_1\r\nContent-Type: multipart/mixed; boundary=c_1\r\n\r\n--c_1--\r\n--b_1--\r\n', 405],
  ])('of %s that is none is refused', async (type, body, status) => {
    const answer = await post(type, body);
    expect(answer.status).toBe(status);
    expect(answer.json.error.message).toMatch(/\.$/);
  });
});
