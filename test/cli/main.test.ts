import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { loadedFolder, run } from './process.ts';

describe('the command line', () => {
  it.each([
    [['constructor'], 'There is no command "constructor". --help tells every command.\n'],
    [['inport', 'x'], 'There is no command "inport". The nearest is import. --help tells every command.\n'],
    [['serve', 'more'], 'Unexpected argument "more". Leave it out. --help tells every option.\n'],
    [['import'], /^Give one folder that holds a package.* --help tells every option\.\n$/],
    [
      ['import', 'x', '--mode', 'apend'],
      '--mode must be replace, append or revise; got "apend". --help tells every option.\n',
    ],
    [
      ['import', 'x', '--mode', 'append', '--yes'],
      /^--yes confirms what an import closes\. .* --help tells every option\.\n$/,
    ],
    [
      ['import', 'x', '--maping', 'y'],
      'There is no option "--maping". The nearest is --mapping. --help tells every option.\n',
    ],
    [['report', 'x'], 'Give the status with --status. --help tells every option.\n'],
    [['report', 'x', '--status', 'COMPLETED', '--note', 'y'], /^Give --note and --lang together\..* --help .*\n$/],
    [['report', 'x', '--colour', 'red'], 'There is no option "--colour". --help tells every option.\n'],
    [['import', 'x', '--locale'], '--locale needs a value, as in --locale=VALUE. --help tells every option.\n'],
  ])('ends with 2 when it is used wrongly, and says one thing: %j', async (args, told) => {
    const { code, out, err } = await run(args, {}).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    if (typeof told === 'string') expect(err).toBe(told);
    else expect(err).toMatch(told);
  });

  it('shows all commands where none is named', async () => {
    const { code, err } = await run([], {}).ended;
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^Name a command\.\n\n.*govgraph COMMAND --help/s),
    });
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
      out: expect.stringContaining('unchanged, because all of it is published already; readers see release 1'),
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
      out: expect.stringContaining('unchanged, because all of it is published already; readers see release 1'),
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
