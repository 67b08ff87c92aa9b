import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import { showInference } from '../../../src/cli/infer.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { MODES } from '../../../src/import/standing/mode.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';

const PAGE = new URL('../../../docs/publishing.md', import.meta.url);

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openMemory();
  folder = await mkdtemp(join(tmpdir(), 'govgraph-story-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The sheet of the page as a workbook: numbers and percentages are what a spreadsheet makes of them, and the title is merged. */
function workbookOf(page: string, change: (sheet: WorkSheet) => void = () => {}): Uint8Array {
  const rows = [...page.matchAll(/^\| \d \|(.*)\|$/gm)].map(([, cells = '']) =>
    cells.split('|').map((cell) => cell.trim()),
  );
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(cellOf)));
  sheet['!merges'] = [utils.decode_range('A1:E1')];
  change(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '11月');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

function cellOf(text: string): CellObject | null {
  if (text === '') return null;
  if (/^[\d.]+%$/.test(text)) return { t: 'n', v: Number(text.slice(0, -1)) / 100, z: '0.0%' };
  if (/^[\d.,]+$/.test(text))
    return { t: 'n', v: Number(text.replace(',', '')), z: text.includes(',') ? '#,##0' : 'General' };
  return { t: 's', v: text };
}

/** Hashes are those of a workbook that is made for this test. */
const withoutHashes = (text: string) =>
  text.replaceAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{8})\b/g, '…').replaceAll(`${folder}/`, '');

async function answer(command: string): Promise<string> {
  const file = join(folder, 'county.xlsx');
  const option = (name: string) => new RegExp(`--${name} (\\S+)`).exec(command)?.[1];
  const lines: string[] = [];
  try {
    if (command.includes('--infer')) {
      const print = (text: Text) => lines.push(translate(text, 'en'));
      await showInference(database, file, option('dataset'), { locale: 'en', print });
    } else {
      const mode = MODES.get(option('mode') ?? 'append') ?? 'APPEND';
      const options = { mapping: join(folder, option('mapping') ?? ''), mode, dryRun: command.includes('--dry-run') };
      lines.push(...(await importMapped(database, file, silentTerminal(), options)).lines);
    }
  } catch (error) {
    lines.push(translate((error as { text: Text }).text, 'en'));
  }
  return withoutHashes(lines.join('\n'));
}

test('the spreadsheet that the page begins with is published, corrected and cited, in the words of the page', async () => {
  const whole = await readFile(PAGE, 'utf8');
  const page = whole.slice(0, whole.indexOf('\n## A package'));
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
  const [definitions = '', mapping = '', cited = ''] = blocks('json');
  const [query = ''] = blocks('graphql');
  const commands = blocks('terminal').flatMap((block) => block.split(/^\$ /m).slice(1));
  expect(commands).toHaveLength(5);
  await writeFile(join(folder, 'county.xlsx'), workbookOf(page));
  for (const [index, block] of commands.entries()) {
    const [command = '', ...lines] = block.trimEnd().split('\n');
    if (index === 1) {
      await writeFile(join(folder, 'county.xlsx.definitions.json'), definitions);
      await writeFile(join(folder, 'county.xlsx.mapping.json'), mapping);
    }
    if (index === 3) {
      const corrected = workbookOf(page, (sheet) => {
        sheet.C6.v = 91;
        sheet.C7.v = 1_066;
      });
      await writeFile(join(folder, 'county.xlsx'), corrected);
    }
    expect(await answer(command)).toBe(withoutHashes(lines.join('\n')));
  }
  const data: unknown = await dataOf(graphOver(database)(query, {}, { 'accept-language': 'zh-Hans' }));
  expect(JSON.parse(withoutHashes(JSON.stringify(data)))).toEqual(JSON.parse(withoutHashes(cited)));
});
