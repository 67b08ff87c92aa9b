import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, ROOT, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database, { ODATA_PAGE_SIZE: '7', ODATA_MAX_PAGE_SIZE: '20' });
});
afterAll(() => database.close());

/** Every row, page after page, as a client follows the links. */
async function follow(over: Tell, path: string, init: RequestInit = {}, between: () => Promise<void> = async () => {}) {
  const rows: Json[] = [];
  const sizes: number[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { json, status, text } = await over(next, init);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    rows.push(...json.value);
    sizes.push(json.value.length);
    next = json['@odata.nextLink'];
    if (next) await between();
  }
  return { rows, sizes };
}

const whole = () => odataOver(database);

describe('a list that is longer than a page', () => {
  test.each([
    'Observations?$select=id',
    'Observations?$select=id&$orderby=value',
    'Observations?$select=id&$orderby=value desc,period',
    'Observations?$select=id&$orderby=periodStart desc',
    'Observations?$select=id&$orderby=periodStart,isTotal desc',
    'Observations?$select=id&$orderby=publishedAt desc,numerator',
    'Observations?$select=id&$orderby=metric/workingGroup/name,length(period) desc',
    'Observations?$select=id&$skip=5',
    'Observations?$select=id&$filter=value gt 5&$orderby=regionCode desc',
    "Metrics('leaks')/observations?$select=id&$orderby=value",
    'Tasks?$select=id&$orderby=dueDate',
    'Periods?$select=period&$orderby=periodEnd desc',
    'Observations?$apply=groupby((metricCode,periodStart),aggregate($count as n,value with max as most))',
    'Observations?$apply=groupby((metric/name,frequency),aggregate(value with average as mean))&$orderby=mean desc,frequency',
  ])('%s has every row once, in its order', async (path) => {
    const { rows, sizes } = await follow(tell, path);
    expect(sizes.slice(0, -1).every((size) => size === 7)).toBe(true);
    expect(sizes.length).toBeGreaterThan(2);
    expect(rows).toEqual(await valuesOf(whole()(path)));
  });

  test('begins after what is passed over, and is empty where that is all', async () => {
    const all = await valuesOf(whole()('Observations?$select=id&$orderby=value desc,isTotal'));
    for (const skip of [1, 30, all.length - 1, all.length, 2_147_483_647]) {
      const found = await valuesOf(whole()(`Observations?$select=id&$orderby=value desc,isTotal&$skip=${skip}`));
      expect(found).toEqual(all.slice(skip));
    }
  });

  test('ends where $top does', async () => {
    const { rows, sizes } = await follow(tell, 'Observations?$top=17&$skip=2&$select=id');
    expect(sizes).toEqual([7, 7, 3]);
    expect(rows).toEqual((await valuesOf(whole()('Observations?$select=id'))).slice(2, 19));
    expect((await follow(tell, 'Observations?$top=7')).sizes).toEqual([7]);
    expect((await follow(tell, 'Observations?$top=0')).sizes).toEqual([0]);
  });

  test('has the length on every page', async () => {
    const first = (await tell('Observations?$count=true&$top=3')).json;
    const { json } = await tell((await tell('Observations?$count=true&$skip=20')).json['@odata.nextLink']);
    expect(first['@odata.count']).toBe(Number((await tell('Observations/$count')).text));
    expect(json['@odata.count']).toBe(first['@odata.count']);
  });

  test.each([
    ['odata.maxpagesize=5', 5],
    ['respond-async, maxpagesize=5', 5],
    ['maxpagesize=1000', 20],
  ])('has pages as long as is preferred: %s', async (prefer, size) => {
    const { json, headers } = await tell('Observations?$select=id', { headers: { prefer } });
    expect(json.value).toHaveLength(size);
    expect(headers.get('preference-applied')).toBe(`odata.maxpagesize=${size}`);
    expect((await tell(json['@odata.nextLink'])).json.value).toHaveLength(size);
  });

  test('keeps in its links what is not OData’s', async () => {
    const { json } = await tell('Observations?apikey=s%2Bt&%24skip=1&$select=id&lang=zh');
    expect(json['@odata.nextLink']).toMatch(/\?apikey=s%2Bt&\$select=id&lang=zh&\$skiptoken=[\w-]+$/);
  });

  test('has no rows twice and lacks none while something is published', async () => {
    const own = await openWithRiverCity();
    try {
      const over = odataOver(own, { ODATA_PAGE_SIZE: '10' });
      const path = 'Observations?$orderby=value desc&$select=id,value,period,releaseVersion';
      const before = await valuesOf(odataOver(own)(path));
      let version = 1;
      const publish = async () => {
        if (++version > 4) return;
        const { files } = riverCity();
        const changed = (files.observations ?? '').replaceAll(
          /^checks,990000,,2020-(\d\d),\d+/gm,
          `checks,990000,,2020-$1,${version}9`,
        );
        await importText(
          own,
          riverCity(String(version), { observations: `${changed}leaks,990000,,2018-0${version},7,,,,,,,\n` }),
        );
      };
      expect((await follow(over, path, {}, publish)).rows).toEqual(before);
      expect(version).toBeGreaterThan(3);
      expect(await valuesOf(odataOver(own)(path))).not.toEqual(before);
    } finally {
      await own.close();
    }
  });

  test('reads what it began with where something is published just before its rows are read', async () => {
    const own = await openWithRiverCity();
    try {
      const path = 'Metrics?$select=code,name&$orderby=code&lang=en';
      const before = await valuesOf(odataOver(own)(path));
      let version = 1;
      const over = odataOver(
        withQuery<TestDatabase>(own, async (text, values) => {
          if (version === 1 && text.startsWith('-- odata.Metrics')) {
            version = 2;
            const metrics = (riverCity().files.metrics ?? '').replaceAll('Leaks', 'Seepages');
            await importText(own, riverCity('2', { metrics }));
          }
          return own.query(text, values);
        }),
      );
      expect(await valuesOf(over(path))).toEqual(before);
      expect(version).toBe(2);
      expect(await valuesOf(over(path))).not.toEqual(before);
    } finally {
      await own.close();
    }
  });

  test('holds to the value of an @name, in the links of a list and of a collection in it', async () => {
    for (const path of [
      'Observations?$select=id&$filter=value gt @least&@least=1',
      "Metrics?$filter=code eq 'leaks'&$select=code&$expand=observations($select=id;$filter=value gt @least)&@least=1",
    ]) {
      const { json } = await tell(path);
      const link: string = json['@odata.nextLink'] ?? json.value[0]['observations@odata.nextLink'];
      expect((await tell(link)).status).toBe(200);
      expect((await tell(link.replace('@least=1', '@least=2'))).json.error.target).toBe('$skiptoken');
    }
  });

  test('has no rows twice and lacks none while what it is ordered by gets another name', async () => {
    const own = await openWithRiverCity();
    try {
      const over = odataOver(own, { ODATA_PAGE_SIZE: '2' });
      for (const property of ['themeName', 'unitName']) {
        const path = `Metrics?$orderby=${property},code&$select=code,${property}&lang=en`;
        const before = await valuesOf(odataOver(own)(path));
        let isPublished = false;
        const publish = async () => {
          if (isPublished) return;
          isPublished = true;
          const { files } = riverCity();
          await importText(
            own,
            riverCity(property, {
              themes: (files.themes ?? '').replace(/^water,Water/m, `water,AAA ${property}`),
              units: (files.units ?? '').replace(/^piece,[^,]+/m, `piece,zzz ${property}`),
            }),
          );
        };
        expect((await follow(over, path, {}, publish)).rows).toEqual(before);
        expect(await valuesOf(odataOver(own)(path))).not.toEqual(before);
      }
    } finally {
      await own.close();
    }
  });

  test('leads on with links that are answered, however quotes are written and rows are ordered', async () => {
    const codes = Array.from({ length: 300 }, (_, at) => `'code-number-${at}'`);
    const path = `Metrics?$select=code&$filter=code in (${['leaks', 'checks', 'gauges'].map((code) => `'${code}'`)},${codes})`;
    const { rows } = await follow(
      odataOver(database, {
        ODATA_PAGE_SIZE: '1',
        ODATA_MAX_URL: `${ROOT.length + path.replaceAll(' ', '%20').length}`,
      }),
      path,
    );
    expect(rows).toHaveLength(3);
    const far = 'Observations?$select=id&$orderby=value mul 1e300 mul 1e300&$top=9';
    expect((await follow(tell, far)).rows).toHaveLength(9);
  });

  test('refuses a token that is not its own', async () => {
    const { json } = await tell('Observations?$select=id&$orderby=value');
    const [, token = ''] = /skiptoken=([\w-]+)/.exec(json['@odata.nextLink']) ?? [];
    const content = JSON.parse(Buffer.from(token, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify([...content.slice(0, -1), '99999'])).toString('base64url');
    for (const path of [
      `Observations?$select=id&$orderby=value&$skiptoken=${forged}`,
      `Observations?$select=id&$orderby=value desc&$skiptoken=${token}`,
      `Observations?$select=id&$orderby=value&$filter=isTotal&$skiptoken=${token}`,
      `Tasks?$orderby=value&$skiptoken=${token}`,
      'Observations?$skiptoken=1',
      'Observations?$skiptoken=%22',
    ]) {
      const { status, json } = await tell(path);
      expect([path, status, json.error.target]).toEqual([
        path,
        400,
        path.startsWith('Tasks') ? '$skiptoken' : '$skiptoken',
      ]);
    }
  });
});

describe('what is answered along', () => {
  test('comes with its own order, choice and length, in one statement', async () => {
    database.forget();
    const [leaks] = await valuesOf(
      tell(
        "Metrics?$filter=code eq 'leaks'&$select=code&$expand=workingGroup($select=code;$expand=leadingGroup($select=code)),observations($filter=value gt 20;$orderby=value desc;$top=2;$skip=1;$count=true;$select=value;$expand=region($select=code)),tasks/$count",
      ),
    );
    expect(database.statements.filter((text) => text.startsWith('-- odata'))).toHaveLength(1);
    const all = await valuesOf(
      whole()("Metrics('leaks')/observations?$filter=value gt 20&$orderby=value desc&$select=value,regionCode"),
    );
    expect(leaks).toEqual({
      code: 'leaks',
      workingGroup: { code: 'banks', leadingGroup: { code: 'river-leaders' } },
      'observations@odata.count': all.length,
      observations: all.slice(1, 3).map(({ value, regionCode }: Json) => ({ value, region: { code: regionCode } })),
      'tasks@odata.count': 1,
    });
  });

  test('goes on where it was cut', async () => {
    const path =
      "Metrics('leaks')?$select=code&$expand=observations($select=id;$orderby=value desc,period;$filter=contains(period,'20'))";
    const { json } = await tell(path);
    expect(Object.keys(json)).toEqual(['@odata.context', 'code', 'observations', 'observations@odata.nextLink']);
    expect(json.observations).toHaveLength(7);
    const { rows } = await follow(tell, json['observations@odata.nextLink']);
    const all = await valuesOf(
      whole()("Metrics('leaks')/observations?$select=id&$orderby=value desc,period&$filter=contains(period,'20')"),
    );
    expect([...json.observations, ...rows]).toEqual(all);
  });

  test('goes on below what is answered along, and with keys of several parts', async () => {
    const own = odataOver(database, { ODATA_PAGE_SIZE: '2' });
    const { json } = await own(
      "WorkingGroups?$filter=code eq 'banks'&$select=ordinal&$expand=tasks($select=code;$top=3)",
    );
    expect(json.value[0].tasks.map(({ code }: Json) => code)).toEqual(['dike', 'dike-a']);
    const { rows } = await follow(own, json.value[0]['tasks@odata.nextLink']);
    expect(rows.map(({ code }) => code)).toEqual(['dike-b']);
  });

  test('goes no deeper than is admitted', async () => {
    const deep = (levels: number): string => (levels === 0 ? '' : `($expand=parent${deep(levels - 1)})`);
    expect((await tell(`Regions?$expand=parent${deep(2)}`)).status).toBe(200);
    const { status, json } = await tell(`Regions?$expand=parent${deep(3)}`);
    expect([status, json.error.target]).toEqual([400, '$expand']);
    expect(json.error.message).toMatch(/^\$expand must nest at most 3 levels deep\./);
  });

  test.each([
    ['Observations?$expand=metric($filter=true)', '$filter applies to collections only'],
    ['Observations?$expand=metric/$count', '$count applies to collections only'],
    ['Observations?$expand=metric($select=nothing)', 'the set Metrics has no property nothing'],
  ])('%s is refused', async (path, words) => {
    const { status, json } = await tell(path);
    expect([status, json.error.target]).toEqual(
      [400, '$expand'].map((one, place) => (place === 1 && words.includes('nothing') ? '$select' : one)),
    );
    expect(json.error.message).toContain(words);
  });
});

test('reads one statement for a page, whatever its length and its joins', async () => {
  database.forget();
  await tell("Observations?$expand=metric,region,release&$filter=metric/kind eq 'COUNT'&$orderby=region/name");
  expect(database.statements.filter((text) => text.startsWith('-- odata'))).toHaveLength(1);
});
