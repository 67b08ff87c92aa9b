import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { FIXTURES, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

/** The sheet of a county whose townships have the names and codes of another's, for a data set of the region `region`. */
async function importNamesake(region: string, sheet?: (text: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-mapping-'));
  try {
    await cp(join(FIXTURES, 'county'), folder, { recursive: true });
    const definitions = join(folder, 'county.definitions.json');
    await writeFile(definitions, (await readFile(definitions, 'utf8')).replaceAll('"qinghe"', '"namesake"'));
    const mapping = join(folder, 'county.mapping.json');
    const json = JSON.parse(await readFile(mapping, 'utf8'));
    await writeFile(mapping, JSON.stringify({ ...json, dataset: { ...json.dataset, code: 'namesake', region } }));
    const file = join(folder, 'county.csv');
    if (sheet !== undefined) await writeFile(file, sheet(await readFile(file, 'utf8')));
    const options = { mapping, mode: 'APPEND' } as const;
    const { lines } = await importMapped(database, file, silentTerminal(), options);
    return lines.map((line) => translate(line, 'en')).join('\n');
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return translate(error.text, 'en');
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('every name that several regions have is told where none of them is of the data set', async () => {
  expect((await importNamesake('900')).split('\n').slice(1)).toEqual([
    ...[
      ['东关镇', 4, 101],
      ['西山乡', 5, 102],
      ['南 河 镇', 6, 103],
    ].map(
      ([name, line, code]) =>
        `county.csv line ${line}, column 乡镇: "${name}" may stand for several; expected: the one that is meant in region.codes: namesake:${code}, qinghe:${code} (清河县)`,
    ),
    expect.stringContaining('county.mapping.json, column dataset.region: the region "900" is unknown'),
  ]);
});

test('a region is told beside a metric that is unknown', async () => {
  const told = await importNamesake('900', (text) =>
    text.replaceAll('月排查', '月走访').replaceAll('月化解', '月走访'),
  );
  expect(told).toContain('走访');
  expect(told).toContain('county.csv line 4, column 乡镇: "东关镇" may stand for several');
});

test('a region of the scheme of the data set goes before one of the same name elsewhere', async () => {
  expect(await importNamesake('namesake:100')).toContain('published as release 1');
  const regions = await database.query(
    `-- test.schemes
select distinct r.scheme from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id where d.code = 'namesake'`,
  );
  expect(regions).toEqual([{ scheme: 'namesake' }]);
});
