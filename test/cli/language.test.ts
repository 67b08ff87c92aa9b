import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentLocale } from '../../src/config.ts';
import { loadedFolder, run, serve, temporaryFolder } from './process.ts';

describe('the language of the command line', () => {
  test.each([
    [{}, [], 'Name a command.'],
    [{}, ['--locale', 'zh-Hans'], '请指定命令。'],
    [{}, ['--locale=zh-CN'], '请指定命令。'],
    [{}, ['--locale', 'de'], 'Name a command.'],
    [{ LANG: 'zh_CN.UTF-8' }, [], '请指定命令。'],
    [{ LANG: 'zh_CN.UTF-8' }, ['--locale', 'en'], 'Name a command.'],
    [{ LANG: 'zh_CN.UTF-8' }, ['--locale', 'fr'], 'Name a command.'],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, [], 'Name a command.'],
    [{ LC_MESSAGES: 'zh_SG', LANG: 'en_GB' }, [], '请指定命令。'],
    [{ LC_ALL: '', LANG: 'zh_TW.UTF-8' }, [], 'Name a command.'],
  ])('%j %j', async (env, args, words) => {
    const { code, err } = await run(args, env).ended;
    expect([code, err.split('\n')[0]]).toEqual([2, words]);
  });

  test('follows LC_ALL, LC_MESSAGES and LANG in this order, the first that is not empty', () => {
    expect(environmentLocale({ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_GB' })).toBe('zh-Hans');
    expect(environmentLocale({ LC_MESSAGES: 'POSIX', LANG: 'zh_CN' })).toBe('en');
    expect(environmentLocale({})).toBe('en');
  });

  test.each([
    [['nothing'], 'There is no command "nothing".', '没有命令 "nothing"。'],
    [['serve', 'more'], 'Unexpected argument "more". Leave it out.', '多余的参数 "more"。请去掉该参数。'],
    [['import'], 'Give one folder that holds a package.', '请指定一个含有数据包的文件夹。'],
    [['report', 'x'], 'Give the status with --status.', '请用 --status 指定状态。'],
    [['report', 'x', '--status'], '--status needs a value, as in --status=VALUE.', '--status 需要一个值，写作 --status=VALUE。'],
    [['report', 'x', '--colour', 'red'], 'There is no option "--colour".', '没有选项 "--colour"。'],
    [['report', '--locale=%'], '--locale must be a BCP 47 language tag such as zh-Hans or en; got "%".', '--locale 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 "%"。'],
    [['report', '--locale', '--status'], '--locale needs a value, as in --locale=VALUE.', '--locale 需要一个值，写作 --locale=VALUE。'],
    [['bi-role', 'x', '--drop=1'], '--drop takes no value. Leave the value out.', '--drop 不接受值。请去掉该值。'],
    [['bi-role', 'x', '--timeout', 'soon'], '--timeout must be a time such as 60s or 5min; got "soon".', '--timeout 必须是时长，如 60s 或 5min；实际为 "soon"。'],
  ])('is that of wrong usage: %j', async (args, english, chinese) => {
    const isCommand = args[0] !== 'nothing';
    for (const [LANG, words] of [
      ['C', `${english} --help tells every ${isCommand ? 'option' : 'command'}.\n`],
      ['zh_CN.UTF-8', `${chinese}--help 列出全部${isCommand ? '选项' : '命令'}。\n`],
    ] as const) {
      const { code, err } = await run(args, { LANG }).ended;
      expect([code, err]).toEqual([2, words]);
    }
  }); // biome-ignore format: a table

  test('is that of help and of the configuration', async () => {
    expect((await run(['help', '--locale', 'zh'], {}).ended).out).toContain('第一个已设置的变量');
    expect((await run(['--help'], {}).ended).out).toContain('LC_ALL, LC_MESSAGES\nand LANG');
    const { err } = await run(['serve', '--locale', 'zh'], { PORT: 'http', LOG_LEVEL: 'loud' }).ended;
    expect(err.trim().split('\n')).toEqual([
      '配置有误：',
      '  PORT 的值为“http”，应为：0 到 65,535 之间的整数。',
      '  LOG_LEVEL 的值为“loud”，应为：下列值之一：trace、debug、info、warn、error、fatal、silent。',
    ]);
  });

  test('is that of a failure', async () => {
    const env = { PORT: '0', DATABASE_URL: 'postgres://a:hunter2@127.0.0.1:1/x', LANG: 'zh_CN.UTF-8' };
    expect((await run(['serve'], env).ended).err).toBe(
      '无法连接数据库（connect ECONNREFUSED 127.0.0.1:1）。请检查 DATABASE_URL，并确认服务器正在运行。\n',
    );
  });

  test('is that of the server’s announcement, of an import and of a report', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path, DATASETS: 'data/tianshui-2020', LANG: 'zh_CN.UTF-8' };
    const again = await run(['import', 'data/tianshui-2020'], env).ended;
    expect(again.out).toMatch(/^tianshui-2020 \S+：无变化，内容均已发布；读者所见为第 1 次发布：observations 54 行\n$/);
    const report = await run(['report', 'pilot-2020-01', '--status', 'IN_PROGRESS', '--progress', '60'], env).ended;
    expect(report.out).toBe('已上报：tianshui-2020 的 pilot-2020-01 状态为 IN_PROGRESS，进度 60%。\n');
    const rated = await run(['report', 'pilot-2020-01', '--status', 'IN_PROGRESS', '--rating', 'red'], env).ended;
    expect(rated).toMatchObject({ code: 1, err: expect.stringMatching(/^不能使用评级 "red"：/) });
    const wrong = await run(['report', 'x', '--status', 'COMPLETED', '--at', '1'], env).ended;
    expect(wrong.err).toMatch(/^"1" 不是日期或日期时间。应为：YYYY-MM-DD/);
    const { url, child, ended } = await serve({ ...env, LOG_LEVEL: 'silent' });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    const { out } = await ended;
    expect(out).toMatch(/govgraph 已就绪，启动用时 [\d.]+ 秒。/);
    expect(out).toContain('正在停止：');
  });

  test('is that of the problems of a package, in which nothing moves the cursor', async () => {
    await using folder = await temporaryFolder();
    const broken = join(folder.path, 'broken');
    await mkdir(broken);
    const govgraph = { language: 'en', timeZone: 'Mars', region: 'top' };
    const resources = [{ path: 'themes.csv' }];
    await writeFile(join(broken, 'datapackage.json'), JSON.stringify({ name: 'x', version: '1', govgraph, resources }));
    const args = ['import', broken];
    const refused = async (locale: string) =>
      (await run([...args, '--locale', locale], { DATA_DIR: join(folder.path, 'data') }).ended).err;
    expect(await refused('en')).toBe(
      'The package was refused: 1 problem.\ndatapackage.json, column govgraph.timeZone: "Mars" is not a time zone; expected: an IANA name such as Asia/Shanghai\n',
    );
    expect(await refused('zh')).toBe(
      '数据包未被接受：有 1 个问题。\ndatapackage.json 的 govgraph.timeZone 列："Mars" 不是时区；应为：IANA 时区名，如 Asia/Shanghai\n',
    );
    args[1] = `${broken}\u001b[2J\u009b1A`;
    expect(await refused('zh')).toBe(`没有文件夹 ${broken}�[2J�1A。\n`);
  });
});
