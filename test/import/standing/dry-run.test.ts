import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFolder } from '../../../src/cli/import.ts';
import type { ImportResult } from '../../../src/import/import-options.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import type { ImportMode } from '../../../src/import/standing/mode.ts';
import type { TestDatabase } from '../../support/database.ts';
import { checkProperty } from '../../support/property.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { everything, type Files, importFiles, openMemory, SMALL, writePackage } from '../fixture.ts';
import { drawn, filesOf, ownCodes, published } from './drawn-package.ts';

const MODES = ['REPLACE', 'APPEND', 'REVISE'] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = (await openMemory()) as TestDatabase;
});
afterAll(() => database.close());

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
        const before = await published(database, name);
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
        const changes = changesBetween(before, await published(database, name));
        expect(told(tried)).toMatchObject(changes);
        if (mode !== 'REPLACE')
          for (const [file, { closed }] of Object.entries(changes)) if (file !== 'computed') expect(closed).toBe(0);
      }),
      { runs: 4 },
    );
    expect([...outcomes]).toContain('PUBLISHED');
  });
});

test('a dry run names the figures that a revision changes, as the import does', async () => {
  const own = await openMemory();
  await importFiles(own, SMALL, { descriptor: { version: '1' } });
  const next: Files = { 'observations.csv': 'metric,region,period,value\nfiled,low,2020,31\n' };
  const options = { descriptor: { version: '2' }, mode: 'REVISE' } as const;
  const { revised } = await importFiles(own, next, { ...options, dryRun: true });
  expect(revised?.revisions[0]).toMatchObject({ name: 'filed low 2020', before: '30', after: '31' });
  expect((await importFiles(own, next, options)).revised).toEqual(revised);
  await own.close();
});

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
  expect(shown[1]).toBe('  ! observations filed low 2020, value: 30 → 31');
  expect(shown).toEqual(
    expect.arrayContaining([
      '  themes: 0 new, 1 revised, 0 unchanged, 0 closed',
      '  tasks: 0 new, 0 revised, 3 unchanged, 0 closed',
      '  observations: 2 new, 1 revised, 2 unchanged, 0 closed',
      '  computed figures: 1 new, 1 revised, 0 unchanged, 0 closed',
      '  ! observations filed low 2020, value: 30 → 31',
      '  ! computed figures rate low 2020, value: 66.67 → 64.52',
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
