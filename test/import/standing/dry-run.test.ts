import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFolder } from '../../../src/cli/import.ts';
import type { ImportResult } from '../../../src/import/import.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import type { ImportMode } from '../../../src/import/standing/mode.ts';
import type { TestDatabase } from '../../support/database.ts';
import { checkProperty } from '../../support/property.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { everything, type Files, importFiles, openMemory, SMALL, writePackage } from '../fixture.ts';

const MODES = ['REPLACE', 'APPEND', 'REVISE'] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = (await openMemory()) as TestDatabase;
});
afterAll(() => database.close());

/** What is published of a data set, by name: figures with their basis, changes, targets, and rows of the plan and the catalogue. */
async function published(dataset: string): Promise<Map<string, Map<string, string>>> {
  const rows = await database.query<{ file: string; key: string; text: string }>(
    `-- test.published
with s as (
  select s.id, concat_ws(' ', m.code, r.code, s.breakdown_key) as series from series s
  join metric m on m.id = s.metric_id join region r on r.id = s.region_id join dataset d on d.id = s.dataset_id where d.code = $1::text
)
select case o.basis when 'COMPUTED' then 'computed' else 'observations' end as file, concat_ws(' ', series, o.period) as key,
  concat_ws('|', o.value::text, o.numerator::text, o.flags::text, o.note::text) as text
from s join observation o on o.series_id = s.id where o.to_seq = 2147483647
union all select 'targets', concat_ws(' ', series, t.period, t.kind), t.value::text
from s join target t on t.series_id = s.id where t.to_seq = 2147483647
union all select 'published_changes', concat_ws(' ', series, t.period, t.kind), t.value::text
from s join published_change t on t.series_id = s.id where t.to_seq = 2147483647
union all select 'tasks', t.code, concat_ws('|', t.title::text, t.weight::text, t.parent_id, t.rolled_up_progress::text, t.status::text)
from task t join dataset d on d.id = t.dataset_id where d.code = $1::text and t.to_seq = 2147483647
union all select 'themes', t.code, t.name::text from theme t join dataset d on d.id = t.dataset_id
where d.code = $1::text and t.to_seq = 2147483647`,
    [dataset],
  );
  const files = new Map<string, Map<string, string>>();
  for (const { file, key, text } of rows) files.set(file, (files.get(file) ?? new Map()).set(key, text));
  return files;
}

type Published = Awaited<ReturnType<typeof published>>;

/** What became of each file, worked out from what was there before and is there after. */
function changesBetween(before: Published, after: Published) {
  return Object.fromEntries(
    ['observations', 'computed', 'targets', 'published_changes', 'tasks', 'themes'].flatMap((file) => {
      const [was, is] = [before.get(file) ?? new Map(), after.get(file) ?? new Map()];
      const both = [...is].filter(([key]) => was.has(key));
      const unchanged = both.filter(([key, text]) => was.get(key) === text).length;
      const opened = is.size - both.length;
      const closed = was.size - both.length;
      const counts = { opened, revised: both.length - unchanged, unchanged, closed };
      return Object.values(counts).every((count) => count === 0) ? [] : [[file, counts] as const];
    }),
  );
}

const told = (result: ImportResult) => {
  const files = result.preview?.files ?? [];
  return Object.fromEntries(files.map(({ file, ...counts }) => [file, counts]));
};

interface Drawn {
  readonly figures: readonly (readonly [metric: string, sex: string, year: number, value: number])[];
  readonly targets: readonly (readonly [year: number, value: number])[];
  readonly tasks: readonly (readonly [place: number, weight: number])[];
  readonly label: number;
  readonly minCount: number | null;
}

/** Mostly nothing: what two packages have in common is then mostly the same. */
const change = fc.integer({ min: 0, max: 25 }).map((drawn) => (drawn < 25 ? 0 : 1));
const drawn: fc.Arbitrary<Drawn> = fc.record({
  figures: fc.uniqueArray(
    fc.tuple(fc.constantFrom('filed', 'solved'), fc.constantFrom('', 'sex=f', 'sex=m'), fc.integer({ min: 2018, max: 2021 }), change),
    { maxLength: 14, selector: (figure) => figure.slice(0, 3).join() },
  ),
  targets: fc.uniqueArray(fc.tuple(fc.integer({ min: 2019, max: 2021 }), change), { maxLength: 3, selector: ([year]) => year }),
  tasks: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), change), { maxLength: 5, selector: ([place]) => place }),
  label: change,
  minCount: fc.constantFrom(null, null, 5),
}); // biome-ignore format: a column a line

/** A figure by its key, some of them small. */
const figure = (metric: string, sex: string, year: number) =>
  ((year * 7 + sex.length * 3 + sex.charCodeAt(4)) % 11 || 0) + (metric === 'filed' ? 3 : 1);

const filesOf = ({ figures, targets, tasks, label }: Drawn): Files => ({
  ...SMALL,
  'themes.csv': label === 0 ? SMALL['themes.csv'] : SMALL['themes.csv'].replace('Safety', `Safety ${label}`),
  'tasks.csv': `code,title:en,region,weight\n${tasks.map(([place, weight]) => `t${place},T${place},low,${weight + 1}\n`).join('')}`,
  'targets.csv': `metric,region,period,kind,value\n${targets.map(([year, value]) => `filed,low,${year},TARGET,${value + 1}\n`).join('')}`,
  'observations.csv': `metric,region,breakdown,period,value\n${figures.map(([metric, sex, year, value]) => `${metric},low,${sex},${year},${figure(metric, sex, year) + value}\n`).join('')}`,
}); // biome-ignore format: a file a line

const attempt = (import_: Promise<ImportResult>): Promise<ImportResult | ImportRefused> =>
  import_.catch((error: unknown) => {
    if (error instanceof ImportRefused) return error;
    throw error;
  });

describe('a dry run tells what the import does, and writes nothing', () => {
  let number = 0;
  test.each(MODES)('%s', async (mode) => {
    const outcomes = new Set<string>();
    await checkProperty(
      fc.asyncProperty(drawn, drawn, async (first, second) => {
        const name = `drawn-${number++}`;
        const govgraph = { minCount: first.minCount };
        const files = ownCodes(filesOf(first), number);
        await importFiles(database, files, { descriptor: { name, version: '1' }, govgraph });
        const options = { descriptor: { name, version: '2' }, govgraph, mode } as const;
        const before = await published(name);
        const rows = await everything(database);
        const next = ownCodes(filesOf(second), number);
        const tried = await attempt(importFiles(database, next, { ...options, dryRun: true }));
        expect(await everything(database)).toBe(rows);
        const done = await attempt(importFiles(database, next, options));
        if (tried instanceof ImportRefused || done instanceof ImportRefused) {
          outcomes.add('REFUSED');
          expect(mode).toBe('APPEND');
          expect(tried).toEqual(done);
          return;
        }
        outcomes.add(done.outcome);
        const { preview: _, ...result } = tried;
        expect({ ...result, outcome: tried.outcome === 'PREVIEWED' ? 'PUBLISHED' : tried.outcome }).toEqual(done);
        if (done.outcome === 'UNCHANGED') return;
        const changes = changesBetween(before, await published(name));
        expect(told(tried)).toMatchObject(changes);
        if (mode !== 'REPLACE')
          for (const [file, { closed }] of Object.entries(changes)) if (file !== 'computed') expect(closed).toBe(0);
      }),
      { runs: 12 },
    );
    expect([...outcomes]).toContain('PUBLISHED');
  });
});

/** Rows of shared lists belong to the data set that brings them first: each case has its own. */
const ownCodes = (files: Files, number: number): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      String(text).replace(/\b(safety|filed|solved|rate)\b(?!,clearance)/g, `$1-${number}`),
    ]),
  );

test('the terminal shows what an import would do', async () => {
  const own = await openMemory();
  const lines = async (
    files: Files,
    version: string,
    mode: ImportMode,
    dryRun: boolean,
    locale: 'en' | 'zh-Hans' = 'en',
  ) => {
    const folder = await writePackage(files, { descriptor: { version } });
    try {
      return await importFolder(own, folder, silentTerminal(locale), { mode, dryRun });
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  await lines(SMALL, '1', 'REPLACE', false);
  const next: Files = {
    'observations.csv': 'metric,region,period,value\nfiled,low,2020,31\nfiled,low,2021,40\nsolved,low,2021,50\n',
    'themes.csv': 'code,name:en,name:zh-Hans\nsafety,Public safety,安全\n',
  };
  const title =
    'small 2: dry run, nothing was written; it would be release 2 (5 rows opened, 2 closed, 1 updated): 1 themes, 3 observations';
  const shown = await lines(next, '2', 'REVISE', true);
  expect(shown[0]).toBe(title);
  expect(shown).toEqual(
    expect.arrayContaining([
      '  themes: 0 new, 1 revised, 0 unchanged, 0 closed',
      '  tasks: 0 new, 0 revised, 3 unchanged, 0 closed',
      '  observations: 2 new, 1 revised, 2 unchanged, 0 closed',
      '  computed figures: 1 new, 1 revised, 0 unchanged, 0 closed',
      '  observations filed low 2020, value: 30 → 31',
      '  computed figures rate low 2020, value: 66.67 → 64.52',
    ]),
  );
  expect(await lines(next, '2', 'REVISE', true, 'zh-Hans')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('试运行，未写入任何内容'),
      '  observations：新增 2，修订 1，不变 2，关闭 0',
    ]),
  );
  await expect(lines(next, '2', 'APPEND', true)).rejects.toThrow(
    '"filed low 2020" stands with "30", and the package says "31"',
  );
  expect(await lines(next, '2', 'REVISE', false)).toContainEqual(
    expect.stringContaining('published as release 2 (5 rows opened, 2 closed, 1 updated)'),
  );
  await own.close();
});

test('a dry run needs no confirmation, and says that the import does', async () => {
  const years = (count: number): Files => ({
    ...SMALL,
    'observations.csv': `metric,region,period,value\n${Array.from({ length: count }, (_, index) => `filed,low,${1990 + index},1\n`).join('')}`,
  });
  const named = (version: string) => ({ descriptor: { name: 'closing', version }, closing: 'refused' as const });
  await importFiles(database, years(20), named('1'));
  const result = await importFiles(database, years(2), { ...named('2'), dryRun: true });
  expect(result.outcome).toBe('PREVIEWED');
  expect(told(result)).toMatchObject({ observations: { opened: 0, revised: 0, unchanged: 2, closed: 18 } });
  expect(result.refusal?.problems[0]?.message).toContain('would close 18 of the 20 figures');
  const confirmed = await importFiles(database, years(2), { ...named('2'), closing: 'confirmed', dryRun: true });
  expect(confirmed.refusal).toBeUndefined();
});
