import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { loadedFolder, run } from './process.ts';

describe('the command line', () => {
  it.each([
    [[], 'Name a command.', 'govgraph COMMAND --help'],
    [['constructor'], 'There is no command "constructor".', 'govgraph COMMAND --help'],
    [['serve', 'more'], 'Unexpected argument "more". Leave it out.', 'govgraph serve'],
    [['import'], 'Give one folder that holds a package.', 'govgraph import DIR'],
    [
      ['import', 'x', '--mode', 'apend'],
      '--mode must be replace, append or revise; got "apend".',
      'govgraph import DIR',
    ],
    [['import', 'x', '--mode', 'append', '--yes'], 'With --mode append nothing is closed.', 'govgraph import DIR'],
    [['report', 'x'], 'Give the status with --status.', 'govgraph report TASK'],
    [
      ['report', 'x', '--status', 'COMPLETED', '--note', 'y'],
      'Give --note and --lang together.',
      '--note TEXT --lang TAG',
    ],
    [['report', 'x', '--colour', 'red'], 'There is no option "--colour".', 'govgraph report TASK'],
  ])('ends with 2 when it is used wrongly, and shows how it is used: %j', async (args, message, help) => {
    const { code, out, err } = await run(args, {}).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain(help);
    expect(err).not.toContain('    at ');
  });

  it.each([
    { args: ['help'], help: 'govgraph COMMAND --help' },
    { args: ['--help'], help: 'govgraph COMMAND --help' },
    ...['serve', 'import', 'report', 'bi-role'].map((name) => ({ args: [name, '--help'], help: `govgraph ${name}` })),
    { args: ['help', 'report'], help: '--progress PERCENT' },
    { args: ['import', '--help'], help: '--locale TAG' },
  ])('helps: $args', async ({ args, help }) => {
    const { code, out } = await run(args, {}).ended;
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(help) });
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await run(['--version'], {}).ended).toMatchObject({ code: 0, out: `govgraph ${version}\n` });
  });
});

describe('import', () => {
  it('makes a release once, and refuses a broken package with all of its problems', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const again = await run(['import', 'data/tianshui-2020'], env).ended;
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining('unchanged, because it was published before; readers see release 1'),
    });

    const broken = join(folder.path, 'broken');
    await cp('data/tianshui-2020', broken, { recursive: true });
    await writeFile(join(broken, 'themes.csv'), 'code,colour\na,red\n');
    const { code, out, err } = await run(['import', broken], env).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^The package was refused: \d+ problems?\.\nthemes/m);
    expect(err).not.toContain('    at ');
  });
});

describe('import --dry-run', () => {
  it('ends as the import would, without a confirmation, and writes nothing', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const whole = await writePackage(riverCity());
    expect((await run(['import', whole], env).ended).code).toBe(0);
    const cut = await writePackage(
      riverCity('2', {
        observations: csv('metric,region,period,value', 'checks,990000,2019-01,100'),
        published_changes: csv('metric,region,period,change,value'),
      }),
    );
    const { code, out, err } = await run(['import', cut, '--dry-run'], env).ended;
    expect(code).toBe(1);
    expect(out).toContain('dry run, nothing was written; it would be release 2');
    expect(out).toMatch(/^ {2}observations: 0 new, 0 revised, 1 unchanged, \d+ closed$/m);
    expect(err).toContain('repeat the import with --yes');
    expect((await run(['import', cut, '--dry-run', '--yes'], env).ended).code).toBe(0);
    const appended = await run(['import', cut, '--mode', 'append', '--dry-run'], env).ended;
    expect(appended).toMatchObject({
      code: 0,
      out: expect.stringContaining('unchanged, because it was published before; readers see release 1'),
    });
  });
});

describe('report', () => {
  it.each([
    [['nothing', '--status', 'COMPLETED'], 'nothing'],
    [['x', '--status', 'COMPLETED', '--at', '1'], '"1" is not a date or a date-time'],
  ])('says what is wrong in a line: %j', async (args, message) => {
    await using folder = await loadedFolder();
    const { code, err } = await run(['report', ...args], { DATA_DIR: folder.path }).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(message)]);
  });
});
