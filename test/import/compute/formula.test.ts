import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { inEnglish, openMemory, openObservations } from '../fixture.ts';
import { computed, counted, formulaPackage } from './formula-package.ts';

let database: Database;
let release = 0;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** The notes of an import and what it stored as computed: metric, region, breakdown, period, value, flags, numerator, denominator. */
async function outcome(text: PackageText) {
  const { notes } = await importText(database, { ...text, version: String(++release) });
  return { notes: inEnglish(notes).filter((note) => !/ owns /.test(note)), rows: await computedRows(text.name) };
}

const computedRows = async (dataset: string): Promise<string[]> => {
  const rows = await database.query<{ text: string }>(
    `-- test.computed
select concat_ws(' ', m.code, r.code, nullif(s.breakdown_key, ''), o.period, coalesce(o.value::text, 'null'), nullif(o.flags::text, '{}'),
  '=', o.numerator::text, '/', o.denominator::text) as text
from observation o join series s on s.id = o.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id
where d.code = $1::text and o.to_seq = 2147483647 and o.basis = 'COMPUTED' order by 1`,
    [dataset],
  );
  return rows.map((row) => row.text.replace(/ = \/$/, ''));
};

describe('an expression is computed', () => {
  test('with units and their powers of ten carried along: 万元 over persons is yuan a person', async () => {
    const metrics = [
      counted('subsidy', 'CNY', '', 4),
      counted('grant', 'CNY'),
      counted('members'),
      computed('per-member', 'subsidy / members', { unit: 'CNY per person' }),
      computed('in-hundreds', 'subsidy / members', { unit: 'CNY per person', multiplier: 2, decimals: '4' }),
      computed('both', 'subsidy + grant', { unit: 'CNY', kind: 'AMOUNT', decimals: '0', multiplier: 4 }),
      computed('both-per-member', '(subsidy + grant) / members', { unit: 'CNY per person' }),
    ];
    const figures = ['subsidy,990000,,2020,424.8', 'grant,990000,,2020,5000', 'members,990000,,2020,6226'];
    expect(await outcome(formulaPackage(metrics, figures))).toEqual({
      notes: [],
      rows: [
        'both 990000 2020 425',
        'both-per-member 990000 2020 683.10 = 4253000 / 6226',
        'in-hundreds 990000 2020 6.8230 = 424.8 / 6226',
        'per-member 990000 2020 682.30 = 424.8 / 6226',
      ],
    });
  });

  test('as numerator, denominator and factor are', async () => {
    const parts = 'by-parts,by-parts,all,RATE,FLOW,percent,0,2,NONE,NONE,sex,solved,filed,100,';
    const metrics = [
      counted('filed', 'case', 'sex'),
      counted('solved', 'case', 'sex'),
      parts,
      computed('by-text', 'solved / filed × 100', { dimensions: 'sex' }),
    ];
    const figures = [
      'filed,990000,,2020,30',
      'solved,990000,,2020,20,PROVISIONAL',
      'filed,990000,sex=f,2020,7',
      'solved,990000,sex=f,2020,0',
      'filed,990100,,2020-11,9.0',
      'solved,990100,,2020-11,1',
    ];
    const { rows } = await outcome(formulaPackage(metrics, figures));
    const of = (code: string) => rows.filter((row) => row.startsWith(code)).map((row) => row.slice(code.length));
    expect(of('by-text')).toEqual([
      ' 990000 2020 66.67 {PROVISIONAL} = 20 / 30',
      ' 990000 sex=f 2020 0.00 = 0 / 7',
      ' 990100 2020-11 11.11 = 1 / 9.0',
    ]);
    expect(of('by-parts')).toEqual(of('by-text'));
  });

  test('over parts that braces name, and over what is left of the breakdown', async () => {
    const visits = (metric: string, kind: string) => `${metric}{visit=${kind}}`;
    const [first, third] = ['anc1', 'anc3'].map((code) => `${visits(code, 'fixed')} + ${visits(code, 'outreach')}`);
    const metrics = [
      counted('anc1', 'person', 'visit;sex'),
      counted('anc3', 'person', 'visit;sex'),
      computed('drop-out', `(${first} - (${third})) / (${first}) × 100`, { dimensions: 'sex;visit' }),
    ];
    const figures = [
      'anc1,990000,visit=fixed,2020,60',
      'anc1,990000,visit=outreach,2020,40',
      'anc3,990000,visit=fixed,2020,45',
      'anc3,990000,visit=outreach,2020,30',
      'anc1,990000,visit=fixed;sex=f,2020,4',
      'anc1,990000,sex=f;visit=outreach,2020,0',
      'anc3,990000,visit=fixed;sex=f,2020,1',
      'anc3,990000,visit=outreach;sex=f,2020,2',
      'anc1,990000,,2020,1000',
    ];
    expect(await outcome(formulaPackage(metrics, figures))).toEqual({
      notes: [],
      rows: ['drop-out 990000 2020 25.00 = 25 / 100', 'drop-out 990000 sex=f 2020 25.00 = 1 / 4'],
    });
    // No file names the breakdown sex=f: its series has the category all the same.
    const [row] = await database.query<{ category: string }>(
      `-- test.category
select c.code as category from series s join series_category l on l.series_id = s.id join category c on c.id = l.category_id
join metric m on m.id = s.metric_id where m.code = 'drop-out' and s.breakdown_key = 'sex=f'`,
    );
    expect(row?.category).toBe('f');
  });

  test('over all categories of a dimension, of which none may be missing', async () => {
    const metrics = [
      counted('people', 'person', 'sex'),
      counted('cells', 'grid'),
      computed('sum', 'Σ(people, sex)', { unit: 'person', kind: 'COUNT', decimals: '0', dimensions: 'sex' }),
      computed('density', 'sum(people, sex) / cells', { unit: 'crowding' }),
      computed('share', 'people{sex=f} / Σ(people, sex) × 100'),
    ];
    const figures = [
      'people,990000,sex=f,2020,30',
      'people,990000,sex=m,2020,10',
      'people,990000,sex=f,2021,30',
      'people,990100,sex=m,2021,7',
      'cells,990000,,2020,16',
    ];
    expect(await outcome(formulaPackage(metrics, figures))).toEqual({
      notes: [
        'sum: 2 values were not computed because an operand is missing; the first is 990000 2021.',
        'density: 2 values were not computed because an operand is missing; the first is 990000 2021.',
        'share: 2 values were not computed because an operand is missing; the first is 990000 2021.',
      ],
      rows: ['density 990000 2020 2.50 = 40 / 16', 'share 990000 2020 75.00 = 30 / 40', 'sum 990000 2020 40'],
    });
  });

  test('over the categories that there are, also where a package says nothing of them or drops one', async () => {
    const metrics = [
      counted('heads', 'person', 'visit'),
      computed('all-heads', 'Σ(heads, visit)', { unit: 'person', kind: 'COUNT', decimals: '0' }),
    ];
    const figures = ['heads,990000,visit=fixed,2020,3'];
    const whole = formulaPackage(metrics, [...figures, 'heads,990000,visit=outreach,2020,4']);
    const { dimensions, ...others } = formulaPackage(metrics, figures).files;
    const silent = { ...whole, files: others };
    expect((await outcome(whole)).rows).toEqual(['all-heads 990000 2020 7']);
    const missing = {
      notes: ['all-heads: 1 value was not computed because an operand is missing; the first is 990000 2020.'],
      rows: [],
    };
    expect(await outcome(silent)).toEqual(missing);
    // The category without a figure is not forgotten: a total of what is left would be wrong.
    expect(
      await outcome({ ...silent, version: 'again', files: { ...others, themes: `${others.themes}more,More\n` } }),
    ).toEqual(missing);
    const without = { ...others, dimensions: (dimensions ?? '').replace('visit,outreach,Outreach\n', '') };
    expect(await outcome({ ...silent, files: without })).toEqual({ notes: [], rows: ['all-heads 990000 2020 3'] });
  });

  test('with the flags and the citations of everything that it is computed from', async () => {
    const metrics = [counted('a'), counted('b'), counted('c'), computed('r', '(a + b) / c × 100')];
    const figures = [
      'a,990000,,2020,1,PROVISIONAL BREAK,book,p. 1',
      'b,990000,,2020,2,ESTIMATED,book,p. 2',
      'c,990000,,2020,4,,book,p. 1',
    ];
    const { rows } = await outcome(formulaPackage(metrics, figures));
    expect(rows).toEqual(['r 990000 2020 75.00 {ESTIMATED,PROVISIONAL} = 3 / 4']);
    const cited = await database.query<{ locator: string }>(
      `-- test.cited
select c.locator from observation o join citation c on c.id = any(o.citation_ids) where o.basis = 'COMPUTED' and o.to_seq = 2147483647
and o.series_id in (select s.id from series s join metric m on m.id = s.metric_id where m.code = 'r') order by 1`,
    );
    expect(cited.map(({ locator }) => locator)).toEqual(['p. 1', 'p. 2']);
  });
});

describe('results', () => {
  const metrics = [
    computed('twice-cleared', 'cleared × 2'),
    computed('cleared', 'closed / opened × 100'),
    counted('opened', 'case'),
    counted('closed', 'case'),
  ];
  const figures = [
    'opened,990000,,2020,30',
    'closed,990000,,2020,20',
    'opened,990100,,2020,10',
    'closed,990100,,2020,5',
  ];
  const chain = (rows: readonly string[]) => formulaPackage(metrics, rows, { name: 'chain' });

  test('are computed from results, in whichever order the metrics stand, and follow the release of their inputs', async () => {
    await importText(database, { ...chain(figures), version: 'chain-1' });
    await importText(database, { ...chain(figures.with(1, 'closed,990000,,2020,21')), version: 'chain-2' });
    expect(await openObservations(database, 'chain')).toEqual([
      'cleared 990000 2020 70.00 COMPUTED 2',
      'cleared 990100 2020 50.00 COMPUTED 1',
      'closed 990000 2020 21 2',
      'closed 990100 2020 5 1',
      'opened 990000 2020 30 1',
      'opened 990100 2020 10 1',
      'twice-cleared 990000 2020 140.00 COMPUTED 2',
      'twice-cleared 990100 2020 100.00 COMPUTED 1',
    ]);
  });

  test('give way to what is published, which is gone on with', async () => {
    const { rows } = await outcome(chain([...figures, 'cleared,990000,,2020,66.6']));
    expect(rows).toEqual([
      'cleared 990100 2020 50.00 = 5 / 10',
      'twice-cleared 990000 2020 133.20',
      'twice-cleared 990100 2020 100.00',
    ]);
  });

  test('are left out where something is divided by zero or not there, and each cause is told with its first', async () => {
    const broken = [
      'opened,990000,,2020-03,0',
      'closed,990000,,2020-03,1',
      'opened,990100,,2020-02,0.0',
      'closed,990100,,2020-02,0',
      'opened,990100,,2020-01,3',
      'opened,990000,,2020-01,,MISSING',
      'closed,990000,,2020-01,2',
    ];
    const { notes, rows } = await outcome(chain([...figures, ...broken]));
    expect(notes).toEqual([
      'cleared: 1 value was not computed because an operand is missing; the first is 990100 2020-01.',
      'cleared: 1 value was not computed because an operand has no value; the first is 990000 2020-01.',
      'cleared: 2 values were not computed because of a division by zero; the first is 990100 2020-02.',
    ]);
    expect(rows).toHaveLength(4);
  });

  test('that are counts are as small as any other count may be', async () => {
    const small = formulaPackage(
      [
        counted('p'),
        counted('q'),
        computed('rest', 'p - q', { unit: 'person', kind: 'COUNT', decimals: '0' }),
        computed('rest-share', 'rest / p × 100'),
      ],
      ['p,990000,,2020,30', 'q,990000,,2020,27', 'p,990000,,2021,30', 'q,990000,,2021,10'],
      { name: 'small-counts', govgraph: { minCount: 5 } },
    );
    expect((await outcome(small)).rows).toEqual([
      'rest 990000 2020 null {SUPPRESSED}',
      'rest 990000 2021 20',
      'rest-share 990000 2021 66.67 = 20 / 30',
    ]);
  });
});

describe('an expression of another data set', () => {
  const lent = [counted('part'), counted('whole'), computed('lent-share', 'part / whole × 100')];
  const lender = formulaPackage(lent, ['part,990000,,2020,1', 'whole,990000,,2020,2'], { name: 'lender' });
  const borrower = (metrics: readonly string[]) =>
    formulaPackage(metrics, ['part,990100,,2020,1', 'whole,990100,,2020,8'], { name: 'borrower' });
  const metricsUsed = async (dataset: string) => {
    const rows = await database.query<{ code: string }>(
      `-- test.uses
select m.code from shared_use u join dataset d on d.id = u.dataset_id join metric m on u.kind = 'METRIC' and m.id = u.entity_id
where d.code = $1::text order by 1`,
      [dataset],
    );
    return rows.map(({ code }) => code);
  };

  test('is computed wherever its operands are published, and may be given again in other signs', async () => {
    await outcome(lender);
    expect((await outcome(borrower([]))).rows).toEqual(['lent-share 990100 2020 12.50 = 1 / 8']);
    const again = await outcome(borrower([computed('lent-share', '(part÷whole) * 100.0')]));
    expect(again.rows).toEqual(['lent-share 990100 2020 12.50 = 1 / 8']);
  });

  test('may not be another one', async () => {
    await expect(outcome(borrower([computed('lent-share', 'part / whole × 1000')]))).rejects.toThrow(
      /column expression: the metric "lent-share" belongs to the data set "lender", which defines it with another expression/,
    );
  });

  test('keeps its operands alive for whoever uses its results', async () => {
    const published = formulaPackage([], ['lent-share,990100,,2020,13'], { name: 'borrower' });
    await outcome(published);
    expect(await metricsUsed('borrower')).toEqual(['lent-share', 'part', 'whole']);
    const { notes } = await outcome(formulaPackage([counted('other')], [], { name: 'lender' }));
    expect(inEnglish(notes)).toContainEqual(
      expect.stringMatching(/use these metrics: lent-share, part, whole\. They are kept/),
    );
    const [row] = await database.query<{ open: boolean }>(
      "-- test.open\nselect bool_and(to_seq = 2147483647) as open from metric where code in ('part', 'whole', 'lent-share')",
    );
    expect(row?.open).toBe(true);
  });
});
