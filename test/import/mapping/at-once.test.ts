import { afterEach, beforeEach, expect, test } from 'vitest';
import { runQuarantine } from '../../../src/cli/quarantine.ts';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';
import { disputeRows, importMappedFile, type MappedImport, printedImport, refusalOf } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const SHARED = 'next.csv line';

test('cells that cannot be read and figures that contradict each other are told in one run, in the order of the file', async () => {
  const rows = ['东关镇,2020-01,"1,024"', '东关镇,2020-01,975', '东门镇,2020-03,many', '西山乡,2020-04,7', '西山乡,2020-04,8', '西山乡,soon,x'];
  const file = disputeRows('next.csv', rows);
  const found = await printedImport(database, file);
  expect(found[0]).toBe('The package was refused: 6 problems.');
  expect(found.slice(1)).toEqual([
    `${SHARED} 3, column 排查: the value is "975", and ${SHARED} 2, column 排查 gives "1024" for the same series and period; expected: each series and period once`,
    expect.stringMatching(/^next\.csv line 4, column 乡镇: the region "东门镇" is unknown/),
    expect.stringMatching(/^next\.csv line 4, column 排查: "many" is not a number/),
    expect.stringMatching(/^next\.csv line 6, column 排查: the value is "8", and next\.csv line 5/),
    expect.stringMatching(/^next\.csv line 7, column 时间: "soon"/),
    expect.stringMatching(/^next\.csv line 7, column 排查: "x" is not a number/),
  ]);
}); // biome-ignore format: rows

/** Projects, of which some cells cannot be read, some codes are unknown and some rules are broken. */
const PLAN: MappedImport = {
  set: 'plan',
  file: 'plan.csv',
  content: [
    'code,title,parent,due,weight,lead',
    '1,Goal,,01.12.2022,,mod',
    '2,Two,1,01.13.2022,heavy,mod',
    '3,Three,2,01.12.2022,,nobody',
    '4,Four,5,1 May,,mod',
    '6,Six,6,01.12.2022,1,mod',
    '',
  ].join('\n'),
  change: {
    makes: 'tasks',
    fields: {
      code: 'code',
      'title:en': 'title',
      parent: 'parent',
      due_date: { column: 'due', format: '%d.%m.%Y' },
      weight: 'weight',
      lead: 'lead',
      status: { constant: 'IN_PROGRESS' },
    },
  },
};
const OF_PLAN = [
  '"01.13.2022"',
  '"heavy" is not a number',
  'the organisation "nobody" is unknown',
  'the task "5" is unknown',
  '"1 May"',
  '"6"',
];

test('what is wrong in rows with cells that cannot be read is told, and nothing that these rows may settle', async () => {
  const found = await refusalOf(database, PLAN);
  expect(found).toEqual(OF_PLAN.map((words) => expect.stringContaining(words)));
  const lines = found.map((line) => /^plan\.csv line (\d), column (\w+): /.exec(line)?.slice(1).join(' '));
  expect(lines).toEqual(['3 due', '3 weight', '4 lead', '5 parent', '5 due', '6 parent']);
});

test('an import into quarantine that is refused tells the same', async () => {
  const found = await refusalOf(database, { ...PLAN, quarantine: true });
  expect(found).toEqual(await refusalOf(database, PLAN));
});

test('a row that cannot be read is missed neither by a total nor by what belongs to its figure', async () => {
  const shared = { header: { rows: [1] }, rows: {}, note: undefined, period: { column: '时间' } };
  const totals = [{ column: '乡镇', in: ['合计'], mismatch: 'REFUSE' }];
  const metric = { constant: 'disputes-found' };
  const tables = [
    { totals, values: [{ columns: ['排查'], metric }] },
    { makes: 'published_changes', totals: [], rows: { skip: [{ column: '乡镇', in: ['合计'] }] }, values: [{ columns: ['同比'], metric }], fields: { change: { constant: 'YOY' } } },
  ];
  const rows = ['乡镇,时间,排查,同比', '东关镇,2020-01,many,5', '西山乡,2020-01,7,3', '合计,2020-01,10,', ''];
  const file = { set: 'county', file: 'next.csv', content: rows.join('\n'), change: { ...shared, values: undefined, totals: undefined, tables } };
  expect(await refusalOf(database, file)).toEqual([expect.stringContaining('column 排查: "many" is not a number')]);
  expect(await refusalOf(database, { ...file, content: file.content.replace('many', '5') })).toEqual([
    expect.stringMatching(/line 4, column 排查: .*"?10"?.*12/),
  ]);
}); // biome-ignore format: tables

test('a problem quotes its cell as it stands, and says what it was read as', async () => {
  await importMappedFile(database, disputeRows('first.csv', ['东关镇,2020-01,980']));
  const next = disputeRows('next.csv', ['东关镇,2020年1月,"1,024"']);
  const differs = `"1,024", read as "1024": "disputes-found 101 2020-01" stands with "980", and the package says "1024"`;
  expect(await refusalOf(database, next)).toEqual([expect.stringContaining(`${SHARED} 2, column 排查: ${differs}`)]);

  const trial = await importMappedFile(database, { ...next, quarantine: true, dryRun: true });
  expect(trial.notes.map((note) => translate(note, 'en'))).toContainEqual(expect.stringContaining(differs));
  await importMappedFile(database, { ...next, quarantine: true });
  const lines: string[] = [];
  const print = (text: Parameters<typeof translate>[0]) => lines.push(translate(text, 'en'));
  const terminal = { ...silentTerminal(), locale: 'en' as const, print };
  for (const action of ['list', 'retry'] as const) {
    const chosen = { action, choice: {}, isConfirmed: false, dryRun: action === 'retry' };
    await runQuarantine(database, chosen, terminal);
  }
  expect(lines.filter((line) => line.includes(differs))).toHaveLength(2);
});

test('a problem is told at its cell behind cells with line breaks', async () => {
  const file = disputeRows('next.csv', ['东关镇,2020-01,5', '西山乡,2020-01,6', '东关镇,2020-01,7']);
  const content = file.content.replace('排查', '排查,备注').replace(',5', ',5,"one\ntwo\nthree"').replace(',6', ',6,').replace(',7', ',7,');
  const found = await refusalOf(database, { ...file, content, change: { ...file.change, note: '备注' } });
  expect(found).toEqual([
    expect.stringMatching(/^next\.csv line 6, column 排查: the value is "7", and next\.csv line 2, column 排查 gives "5"/),
  ]);
}); // biome-ignore format: replacements

test('another row is told by its line in the file', async () => {
  const content = 'group,no\n,\n,\nA,1\n,\nB,1\n';
  const fields = { code: 'group', ordinal: 'no', leading_group: { constant: 'mod' } };
  const file = { set: 'plan', file: 'groups.csv', content, change: { makes: 'working_groups', fields } };
  expect(await refusalOf(database, file)).toEqual([
    expect.stringContaining('groups.csv line 6, column no: "1": the group has the same ordinal as "A" in line 4'),
  ]);
});

test('all problems are there for a file of problems, and the first of the file are told', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => `东关镇,${1900 + index},x`);
  const file = disputeRows('next.csv', ['东关镇,2020,5', '东关镇,2020,6', ...rows]);
  const refused = async (keepsProblems: boolean): Promise<ImportRefused> => {
    const error = await importMappedFile(database, { ...file, keepsProblems }).catch((reason: unknown) => reason);
    if (!(error instanceof ImportRefused)) throw error;
    return error;
  };
  const { faults, problems, more } = await refused(true);
  expect([faults.length, problems.length, more]).toEqual([61, 50, 11]);
  const told = await refused(false);
  expect(told.problems.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, index) => index + 3));
  expect(told.more).toBe(11);
});
