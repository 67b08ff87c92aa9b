import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { type FileImportOptions, importFile } from '../../../src/import/import-file.ts';
import type { Mapping } from '../../../src/import/mapping/schema.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';

export const FIXTURES = fileURLToPath(new URL('fixture/', import.meta.url));

export interface MappedImport extends Partial<FileImportOptions> {
  /** The folder of the fixture. */
  readonly set: string;
  /** The file of it that is imported, or its new content under a name. */
  readonly file: string;
  readonly content?: string | Uint8Array;
  /** Files of JSON beside it, by their names. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** What of the mapping is replaced. */
  readonly change?: Readonly<Record<string, unknown>>;
  /** The mapping of the folder, where its name is another than that of the folder. */
  readonly by?: string;
}

/** Imports a file of a fixture by its mapping, from a folder of its own. */
export const importMappedFile = (database: Database, options: MappedImport) =>
  inFolder(options, (file, rest) => importFile(database, file, rest));

/** A database with the county's sheet. */
export async function openCounty(): Promise<Database> {
  const database = await openMemory();
  await importMappedFile(database, { set: 'county', file: 'county.csv' });
  return database;
}

/** The same as the command line does it: what it prints, or what it is refused for. */
export async function printedImport(database: Database, given: MappedImport): Promise<string[]> {
  try {
    const { lines } = await inFolder({ mode: 'APPEND', ...given }, (file, options) =>
      importMapped(database, file, silentTerminal(), options),
    );
    return lines;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return translate(error.text, 'en').split('\n');
  }
}

/** Makes the mapping of a fixture, with what of it is replaced, in a folder that is gone afterwards. */
export const withMapping = <Result>(
  given: Pick<MappedImport, 'set' | 'change'>,
  run: (mapping: string) => Promise<Result>,
) => inFolder({ ...given, file: '' }, (_file, { mapping }) => run(mapping));

async function inFolder<Result>(
  { set, file, content, beside = {}, change, by = `${set}.mapping.json`, ...options }: MappedImport,
  run: (file: string, options: FileImportOptions) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-mapping-'));
  try {
    await cp(join(FIXTURES, set), folder, { recursive: true });
    if (content !== undefined) await writeFile(join(folder, file), content);
    for (const [name, json] of Object.entries(beside)) await writeFile(join(folder, name), JSON.stringify(json));
    const mapping = join(folder, by);
    if (change !== undefined) {
      const json = JSON.parse(await readFile(mapping, 'utf8')) as object;
      await writeFile(mapping, JSON.stringify({ ...json, ...change }));
    }
    return await run(join(folder, file), { ...options, mapping });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the command line prints of what a file says of itself, and the mapping that it writes. */
export async function printedInference(
  database: Database,
  name: string,
  content: string | Uint8Array,
  dataset?: string,
) {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-mapping-'));
  try {
    const file = join(folder, name);
    await writeFile(file, content);
    const lines: string[] = [];
    const print = (text: Text) => lines.push(translate(text, 'en'));
    await showInference(database, file, dataset, { locale: 'en', print }).catch((error: unknown) => {
      if (!(error instanceof OpenQuestions)) throw error;
    });
    const mapping = JSON.parse(await readFile(`${file}.mapping.json`, 'utf8')) as Mapping;
    const proposed =
      mapping.definitions === undefined ? '{}' : await readFile(join(folder, mapping.definitions), 'utf8');
    return { lines, mapping, definitions: JSON.parse(proposed) as Record<string, unknown> };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A long file of disputes in townships, with a row for each region, period and figure. */
export const disputeRows = (file: string, rows: readonly string[]) => ({
  set: 'county',
  file,
  content: ['乡镇,时间,排查', ...rows, ''].join('\n'),
  change: {
    header: { rows: [1] },
    rows: {},
    totals: [],
    note: undefined,
    values: [{ columns: ['排查'], metric: { constant: 'disputes-found' }, period: { column: '时间' } }],
  },
});

/** What an import was refused for, a line for each problem. */
export async function refusalOf(database: Database, options: MappedImport): Promise<string[]> {
  const error = await importMappedFile(database, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  return translate((error as ImportRefused).text, 'en')
    .split('\n')
    .slice(1);
}

/** Each open figure of a data set with the cell that it cites. */
export async function citedFigures(database: Database, dataset: string): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.cited
select concat_ws(' ', m.code, r.code, nullif(s.breakdown_key, ''), o.period, coalesce(o.value::text, 'null'), nullif(o.flags::text, '{}'),
  o.note ->> 'zh-Hans', '<-', c.locator) as text
from observation o join series s on s.id = o.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id left join citation c on c.id = o.citation_ids[1]
where d.code = $1::text and o.to_seq = 2147483647 and o.basis = 'PUBLISHED' order by m.code, r.code, o.period`,
    [dataset],
  );
  return rows.map(({ text }) => text);
}

/** The lines of figures that the command shows for a table of the county, and the questions that it leaves open. */
export async function inferRows(database: Database, rows: readonly string[]) {
  const { lines, mapping } = await printedInference(database, 'file.csv', `${rows.join('\n')}\n`, 'qinghe');
  const figures = lines.filter((line) => line.includes(' → '));
  return { figures, asked: (mapping.questions ?? []).map(({ at }) => at), mapping };
}

/** The same of these rows, with the choices of each question, and the figures without the cells that they stand in. */
export async function inferShown(database: Database, rows: readonly string[]) {
  const { asked, figures, mapping } = await inferRows(database, rows);
  const choices = (at: string) => mapping.questions?.find((question) => question.at === at)?.choices;
  return { asked, choices, mapping, figures: figures.map((line) => line.replace(/^.* → /, '')) };
}
