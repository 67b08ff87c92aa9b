import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, ROOT, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
});
afterAll(() => database.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  tell(path, { method: 'POST', headers: { 'content-type': 'text/plain', ...headers }, body });

describe('POST …/$query', () => {
  test.each([
    ['Metrics', '$filter=kind eq %27COUNT%27&$select=code&$orderby=code desc'],
    ["Metrics('leaks')/observations", '$top=3&$select=period,value&$count=true'],
    ['Observations', "$apply=filter(metricCode eq 'leaks')/groupby((frequency),aggregate($count as n))"],
    ["Metrics('leaks')", '$select=code,name'],
    ['Metrics/$count', "$filter=kind eq 'COUNT'"],
    ['Metrics', ''],
  ])('%s answers what GET answers with these options: %s', async (path, options) => {
    const asked = await tell(`${path}?${options}`);
    for (const name of ['$query', '%24query', '$query/']) {
      const posted = await post(`${path}/${name}`, options);
      expect([posted.status, posted.text]).toEqual([200, asked.text]);
      expect(posted.headers.get('content-type')).toBe(asked.headers.get('content-type'));
      expect([posted.headers.get('etag'), posted.headers.get('cache-control')]).toEqual([null, 'no-store']);
    }
  });

  test('takes options of the address and of the body together, and goes on at an address that GET answers', async () => {
    const { status, json } = await post('Metrics/$query?$select=code', '$orderby=code', {
      prefer: 'odata.maxpagesize=2',
    });
    expect([status, json.value]).toEqual([200, (await tell('Metrics?$select=code&$orderby=code&$top=2')).json.value]);
    const next = json['@odata.nextLink'];
    expect(next).toContain(`${ROOT}Metrics?$select=code&$orderby=code`);
    expect((await valuesOf(tell(next))).map(({ code }: Json) => code)).toEqual(
      (await valuesOf(tell('Metrics?$select=code&$orderby=code&$skip=2&$top=2'))).map(({ code }: Json) => code),
    );
  });

  test('answers no 304: what is asked by POST is not compared', async () => {
    const { headers } = await tell('Metrics?$top=1');
    const { status } = await post('Metrics/$query', '$top=1', { 'if-none-match': headers.get('etag') ?? '' });
    expect(status).toBe(200);
  });

  test.each([
    ['an option twice', 'Metrics/$query?$top=1', '$top=2', 400, '$top'],
    ['what is wrong in an option', 'Metrics/$query', '$filter=nothing eq 1', 400, '$filter'],
    ['a set that is none', 'Nothing/$query', '', 404, 'Nothing'],
  ])('refuses %s as GET does', async (_, path, body, status, target) => {
    const { status: found, json } = await post(path, body);
    expect([found, json.error.target ?? null]).toEqual([status, target]);
  });

  test('refuses other types, a body that is too long, and other methods', async () => {
    const typed = await post('Metrics/$query', '{}', { 'content-type': 'application/json' });
    expect([typed.status, typed.json.error.code, typed.json.error.target]).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Content-Type',
    ]);
    const long = await post('Metrics/$query', `$filter=code eq '${'x'.repeat(9_000)}'`);
    expect([long.status, long.json.error.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    const gotten = await tell('Metrics/$query');
    expect([gotten.status, gotten.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect((await tell('Metrics/$query', { method: 'OPTIONS' })).headers.get('allow')).toBe('POST, OPTIONS');
    expect((await post('Metrics', '$top=1')).status).toBe(405);
  });

  test('is a part of a batch, in either form', async () => {
    const { text } = await tell('Metrics?$top=1&$select=code');
    const requests = [
      { id: '1', method: 'post', url: 'Metrics/$query?$top=1', headers: { 'content-type': 'text/plain' }, body: '$select=code' },
      { id: '2', method: 'post', url: 'Metrics/$query', headers: { 'content-type': 'application/json' }, body: '{}' },
      { id: '3', method: 'post', url: 'Metrics', body: {} },
    ]; // biome-ignore format: a table
    const json = await tell('$batch', {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'continue-on-error' },
      body: JSON.stringify({ requests }),
    });
    expect(json.json.responses.map(({ status }: Json) => status)).toEqual([200, 415, 405]);
    expect(json.json.responses[0].body).toEqual(JSON.parse(text));

    const part = 'POST Metrics/$query HTTP/1.1\r\nContent-Type: text/plain\r\n\r\n$top=1&$select=code\r\n';
    const multipart = await tell('$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary=b' },
      body: `--b\r\nContent-Type: application/http\r\n\r\n${part}\r\n--b--\r\n`,
    });
    expect(multipart.text).toContain('HTTP/1.1 200 ');
    expect(multipart.text).toContain(text);
  });
});

describe('$expand=*', () => {
  test('answers every way along, as if each was named', async () => {
    for (const [path, ways] of [
      ["Organizations('river-police')", 'parent,region,heads,workingGroups,tasks,leadTasks'],
      ["Tasks(datasetCode='river-city',code='dike')", 'workingGroup,programme,region,parent,children,leads,organizations,metrics'],
      ["Observations?$filter=metricCode eq 'leak-rate'&$orderby=id&$top=2", 'metric,region,release'],
    ] as const) {
      const mark = path.includes('?') ? '&' : '?';
      const every = await valuesOf(tell(`${path}${mark}$expand=*`));
      const [row] = Array.isArray(every) ? every : [every];
      for (const way of ways.split(',')) expect([way, row[way] !== undefined]).toEqual([way, true]);
      const named = await valuesOf(tell(`${path}${mark}$expand=${ways}`));
      const [other] = Array.isArray(named) ? named : [named];
      const { '@odata.context': _, ...shown } = other;
      expect(row).toMatchObject(shown);
    } // biome-ignore format: a table
  });

  test('leaves what is named beside it as it is named, and may stand within another', async () => {
    const rows = await valuesOf(
      tell("Organizations?$filter=code eq 'river-works'&$select=code&$expand=*,parent($select=code)"),
    );
    expect(rows[0].parent).toEqual({ code: 'river-committee' });
    expect(rows[0].heads).toEqual([]);
    const [group] = await valuesOf(
      tell("WorkingGroups?$filter=code eq 'floods'&$expand=tasks($select=code;$top=1;$expand=*)"),
    );
    expect(group.tasks[0].programme.code).toBe('watch');
  });

  test('is as deep as ways that are named', async () => {
    const { status, json } = await tell('Tasks?$expand=parent($expand=parent($expand=parent($expand=*)))');
    expect([status, json.error.target]).toEqual([400, '$expand']);
  });
});
