import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { csv } from '../../support/package.ts';
import { checkProperty } from '../../support/property.ts';
import { importText } from '../../support/river.ts';
import { inEnglish, openMemory, openObservations } from '../fixture.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const REGIONS = csv(
  'scheme,code,level,parent,name:en,valid_from,valid_to',
  'X,p,PROVINCE,,P,,',
  'X,a,PREFECTURE,p,A,,',
  'X,a1,COUNTY,a,A1,,',
  'X,a2,COUNTY,a,A2,,',
  'X,b,PREFECTURE,p,B,,',
  'X,b1,COUNTY,b,B1,,2019-12-31',
  'X,b2,COUNTY,b,B2,,',
);

/** Imports figures of cases, and answers what was suppressed in the end, and what was said of it. */
async function keptBack(
  observations: readonly string[],
  {
    changes = [],
    minCount = 5,
    regions = REGIONS,
  }: { changes?: readonly string[]; minCount?: number | null; regions?: string } = {},
) {
  const result = await importText(database, {
    name: 'small',
    version: '1',
    govgraph: { region: 'p', minCount },
    files: {
      themes: csv('code,name:en', 'safety,Safety'),
      units: csv('code,name:en', 'case,Case', 'percent,Per cent'),
      dimensions: csv('dimension,category,name:en', 'sex,,Sex', 'sex,f,Female', 'sex,m,Male', 'age,,Age', 'age,old,Old', 'age,young,Young'),
      regions,
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,over_time,over_regions,over_breakdowns,dimensions,numerator,denominator,factor',
        'cases,Cases,safety,COUNT,FLOW,case,SUM,SUM,SUM,sex;age,,,',
        'solved,Solved,safety,COUNT,FLOW,case,SUM,SUM,SUM,sex,,,',
        'stock,Stock,safety,COUNT,LEVEL,case,LAST,NONE,NONE,sex,,,',
        'rate,Rate,safety,RATE,FLOW,percent,WEIGHTED,WEIGHTED,WEIGHTED,sex,solved,cases,100',
        'share,Share,safety,RATE,FLOW,percent,WEIGHTED,WEIGHTED,WEIGHTED,,,,',
      ),
      observations: csv('metric,region,breakdown,period,value,status,numerator,denominator', ...observations),
      published_changes: csv('metric,region,breakdown,period,change,value', ...changes),
    },
  }); // biome-ignore format: a file a line
  const open = await openObservations(database);
  return {
    hidden: open
      .filter((text) => text.includes('SUPPRESSED'))
      .map((text) => text.replace(/ null \{SUPPRESSED\}.*/, '')),
    given: open.filter((text) => !text.includes('SUPPRESSED')).map((text) => text.replace(/ \d+$/, '')),
    notes: inEnglish(result.notes).filter((note) => /suppressed/.test(note)),
  };
}
const casesRow = (region: string, period: string, value: string, breakdown = '') =>
  `cases,${region},${breakdown},${period},${value},,,`;

describe('over regions', () => {
  const rows = (a1: string) => [
    casesRow('p', '2020', '100'),
    casesRow('a', '2020', '40'),
    casesRow('a1', '2020', a1),
    casesRow('a2', '2020', '37'),
    casesRow('b', '2020', '60'),
  ];
  test('from county to prefecture to province', async () => {
    expect(await keptBack(rows('3'))).toEqual({
      hidden: ['cases a 2020', 'cases a1 2020', 'cases p 2020'],
      given: ['cases a2 2020 37', 'cases b 2020 60'],
      notes: ['2 more figures were suppressed, so that no suppressed figure can be worked out.'],
    });
  });

  test('nothing is suppressed where every count is large enough', async () => {
    const { hidden, notes } = await keptBack(rows('30'));
    expect([hidden, notes]).toEqual([[], []]);
  });

  test('two that are suppressed protect each other', async () => {
    const { hidden } = await keptBack([
      ...rows('3').slice(0, 3),
      casesRow('a2', '2020', '4'),
      casesRow('b', '2020', '60'),
    ]);
    expect(hidden).toEqual(['cases a1 2020', 'cases a2 2020']);
  });

  test('without the prefecture its counties stand for it', async () => {
    const found = await keptBack(rows('3').filter((row) => !row.startsWith('cases,a,')));
    expect(found.hidden).toEqual(['cases a1 2020', 'cases p 2020']);
    expect(found.given).toEqual(['cases a2 2020 37', 'cases b 2020 60']);
  });

  test('a total stays where another part is not known either', async () => {
    expect((await keptBack([...rows('3').slice(0, 3), casesRow('b', '2020', '60')])).hidden).toEqual(['cases a1 2020']);
  });

  test('the parts are those of the last day of the period', async () => {
    const b = (period: string) => [
      casesRow('b', period, '50'),
      casesRow('b1', period, '2'),
      casesRow('b2', period, '48'),
    ];
    // In 2020 the county is no part of the prefecture any more: it is known through nothing.
    expect((await keptBack([...b('2019'), ...b('2020')])).hidden).toEqual([
      'cases b 2019',
      'cases b1 2019',
      'cases b1 2020',
    ]);
  });

  test('a region that was dropped is not waited for', async () => {
    await keptBack(rows('30'));
    const regions = REGIONS.replace('X,b1,COUNTY,b,B1,,2019-12-31\n', '').replace('X,b,PREFECTURE,p,B,,\nX,b2,COUNTY,b,B2,,\n', '');
    const found = await keptBack([casesRow('p', '2020', '40'), ...rows('3').slice(1, 4)], { regions });
    expect(found.hidden).toEqual(['cases a 2020', 'cases a1 2020', 'cases p 2020']);
  }); // biome-ignore format: short
});

describe('over breakdowns and time', () => {
  test('a total over the categories of one dimension', async () => {
    const found = await keptBack([
      casesRow('a', '2020', '40'),
      casesRow('a', '2020', '2', 'sex=f'),
      casesRow('a', '2020', '38', 'sex=m'),
      casesRow('a', '2020', '25', 'age=old'),
      casesRow('a', '2020', '15', 'age=young'),
    ]);
    // The total follows from the ages too: the smaller of them goes with it.
    expect(found.hidden).toEqual(['cases a 2020', 'cases a age=young 2020', 'cases a sex=f 2020']);
    expect(found.given).toEqual(['cases a age=old 2020 25', 'cases a sex=m 2020 38']);
  });

  test('a part of a part', async () => {
    const found = await keptBack([
      casesRow('a', '2020', '38', 'sex=m'),
      casesRow('a', '2020', '36', 'age=old;sex=m'),
      casesRow('a', '2020', '2', 'age=young;sex=m'),
    ]);
    expect(found.hidden).toEqual(['cases a age=young;sex=m 2020', 'cases a sex=m 2020']);
  });

  test('a quarter of months, and the year of quarters, of which one is there by its months', async () => {
    const found = await keptBack([
      casesRow('a', '2020', '100'),
      casesRow('a', '2020-Q1', '30'),
      casesRow('a', '2020-01', '10'),
      casesRow('a', '2020-02', '17'),
      casesRow('a', '2020-03', '3'),
      ...['04', '05', '06'].map((month) => casesRow('a', `2020-${month}`, '10')),
      casesRow('a', '2020-S2', '40'),
    ]);
    expect(found.hidden).toEqual(['cases a 2020', 'cases a 2020-03', 'cases a 2020-Q1']);
  });

  test('levels do not add up over time, nor does a metric over what its rule forbids', async () => {
    const stock = (region: string, period: string, value: string, breakdown = '') =>
      `stock,${region},${breakdown},${period},${value},,,`;
    const found = await keptBack([
      stock('a', '2020-Q1', '30'),
      stock('a', '2020-01', '10'),
      stock('a', '2020-02', '17'),
      stock('a', '2020-03', '3'),
      stock('b', '2020', '10'),
      stock('b', '2020', '2', 'sex=f'),
      stock('b', '2020', '8', 'sex=m'),
    ]);
    // The last of its months is what a quarter says of a level.
    expect(found.hidden).toEqual(['stock a 2020-03', 'stock a 2020-Q1', 'stock b sex=f 2020']);
  });
});

describe('rates and changes', () => {
  const inputs = (solved: string) => [casesRow('a', '2020', '50'), `solved,a,,2020,${solved},,,`];
  test('a rate whose numerator or denominator is suppressed goes with it', async () => {
    const found = await keptBack([...inputs('2'), 'rate,a,,2020,4.0,,2,50']);
    expect(found.hidden).toEqual(['rate a 2020', 'solved a 2020']);
    expect(await database.query('-- test.cells\nselect 1 from observation where numerator is not null')).toEqual([]);
  });

  test('so does one that brings a small part itself, whole or unnamed', async () => {
    expect((await keptBack(['rate,a,,2020,4.0,,2,50', 'share,b,,2020,3.0,,3,100', 'share,a,,2020,30,,30,100'])).hidden).toEqual([
      'rate a 2020',
      'share b 2020',
    ]); // biome-ignore format: short
  });

  test('large ones stay, and what a formula would give of what is suppressed is not computed', async () => {
    expect((await keptBack([...inputs('20'), 'rate,a,,2020,40.0,,20,50'])).hidden).toEqual([]);
    const found = await keptBack([...inputs('2'), ...inputs('20').map((row) => row.replace(',a,', ',b,'))]);
    expect(found.given.filter((text) => text.startsWith('rate'))).toEqual([expect.stringMatching(/^rate b 2020 40/)]);
  });

  test('a change of what is suppressed, and one against it, are left out and told', async () => {
    const rows = ['2018', '2019', '2020', '2021'].map((year) => casesRow('a', year, year === '2019' ? '3' : '40'));
    const changes = ['2019', '2020', '2021'].map((year) => `cases,a,,${year},YOY,${year === '2021' ? '0' : '9'}`);
    const found = await keptBack(rows, { changes });
    expect(await database.query('-- test.changes\nselect period from published_change')).toEqual([{ period: '2021' }]);
    expect(found.notes).toEqual([
      '2 published changes were left out, because otherwise a suppressed figure could be worked out.',
    ]);
  });

  test('what the publisher keeps back counts as well, without a smallest count', async () => {
    const rows = [casesRow('a', '2020', '40'), 'cases,a1,,2020,,SUPPRESSED,,', casesRow('a2', '2020', '37')];
    const found = await keptBack(rows, { minCount: null });
    expect(found.hidden).toEqual(['cases a 2020', 'cases a1 2020']);
    expect(
      (await keptBack([rows[0] ?? '', 'cases,a1,,2020,,MISSING,,', rows[2] ?? ''], { minCount: null })).hidden,
    ).toEqual([]);
  });
});

/** What adds up to what, written out by hand: places below places, ages and sexes, quarters of a year. */
const BELOW: Readonly<Record<string, readonly string[]>> = { p: ['a', 'b'], a: ['a1', 'a2'], b: ['b2'] };
const PARTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '': [['age=old', 'age=young'], ['sex=f', 'sex=m']],
  'sex=f': [['age=old;sex=f', 'age=young;sex=f']],
  'sex=m': [['age=old;sex=m', 'age=young;sex=m']],
  'age=old': [['age=old;sex=f', 'age=old;sex=m']],
  'age=young': [['age=young;sex=f', 'age=young;sex=m']],
}; // biome-ignore format: a total a line
const SPANS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '2020': [['2020-S1', '2020-S2'], ['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4']],
  '2020-S1': [['2020-Q1', '2020-Q2']],
  '2020-S2': [['2020-Q3', '2020-Q4']],
}; // biome-ignore format: a total a line
const ALL = ['p', 'a', 'b', 'a1', 'a2', 'b2'].flatMap((region) =>
  ['', ...Object.keys(PARTS).slice(1), ...(PARTS['sex=f']?.[0] ?? []), ...(PARTS['sex=m']?.[0] ?? [])].flatMap((breakdown) =>
    ['2020', '2020-S1', '2020-S2', '2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4'].map((period) => [region, breakdown, period].join('|')),
  ),
); // biome-ignore format: short

/** The sums of one total, each part replaced by its own where it has no row. */
function sumsOf(key: string, has: (key: string) => boolean): string[][] {
  const [region = '', breakdown = '', period = ''] = key.split('|');
  const rows = (parts: readonly (readonly string[])[], at: (part: string) => string, deep: boolean): string[][] =>
    parts.flatMap((way) => {
      const found: string[] = [];
      for (const part of way) {
        if (has(at(part))) found.push(at(part));
        else {
          const below = deep ? (at === inRegion ? [BELOW[part] ?? []] : (SPANS[part] ?? [])) : [];
          const [first] = rows(below.filter((one) => one.length > 0), at, deep);
          if (!first) return [];
          found.push(...first);
        }
      }
      return found.length > 0 ? [found] : [];
    }); // biome-ignore format: short
  const inRegion = (part: string) => [part, breakdown, period].join('|');
  return [
    ...rows([BELOW[region] ?? []].filter((one) => one.length > 0), inRegion, true),
    ...rows(PARTS[breakdown] ?? [], (part) => [region, part, period].join('|'), false),
    ...rows(SPANS[period] ?? [], (part) => [region, breakdown, part].join('|'), true),
  ]; // biome-ignore format: short
}

test('whatever is published, no sum gives away the one member that is suppressed', async () => {
  const figure = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 5, max: 90 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) });
  const packages = fc.dictionary(fc.constantFrom(...ALL), figure, { minKeys: 40, maxKeys: ALL.length, size: 'max' });
  await checkProperty(
    fc.asyncProperty(packages, async (values) => {
      const rows = Object.entries(values).map(([key, value]) => {
        const [region = '', breakdown = '', period = ''] = key.split('|');
        return casesRow(region, period, String(value), breakdown);
      });
      await keptBack(rows);
      const stored = await database.query<{ key: string; value: string | null }>(
        `-- test.stored
select concat_ws('|', r.code, s.breakdown_key, o.period) as key, o.value::text from observation o join series s on s.id = o.series_id
join region r on r.id = s.region_id where o.to_seq = 2147483647`,
      );
      const found = new Map(stored.map(({ key, value }) => [key, value]));
      expect([...found.keys()].sort()).toEqual(Object.keys(values).sort());
      const sums = [...found.keys()].flatMap((key) => sumsOf(key, (one) => found.has(one)).map((parts) => [key, ...parts]));
      expect(sums.filter((members) => members.filter((key) => found.get(key) === null).length === 1)).toEqual([]);
      const small = (key: string) => (values[key] ?? 0) > 0 && (values[key] ?? 0) < 5;
      for (const [key, value] of found) {
        if (value !== null) expect([key, value]).toEqual([key, String(values[key])]);
        if (small(key)) expect(value).toBeNull();
      }
    }), { runs: 6 });
}); // biome-ignore format: short
