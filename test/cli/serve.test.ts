import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadedFolder, query, run, serve, temporaryFolder } from './process.ts';

/** Of the packages that come with the project, the first: the others take their time. */
const DATASETS = 'data/tianshui-2020';
const TASK = '{ task(code: "pilot-2020-01") { status } }';
/** Its statements name types of ours in their parameters. */
const TYPES = `{
  metric(code: "criminal-cases-filed") { latest(frequency: [SPAN]) { value change(kind: YOY) { impliedBase reason } } }
  observations(where: { metrics: ["homicide-cases-filed"], statusFlags: [NORMAL], basis: [PUBLISHED], frequency: [SPAN] }) { totalCount }
  tasks(where: { status: [COMPLETED], light: [GREEN], region: "620500" }) { totalCount }
}`;

/** What Linux tells of a process or one of its threads: the nineteenth field, counted from its number on; the name before it may have spaces. */
async function niceness(process: string): Promise<number> {
  const stat = await readFile(`${process}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}

describe('npm start', () => {
  it('loads the bundled data set, says where it serves and what was loaded, and answers', async () => {
    await using folder = await temporaryFolder();
    const { url, child, ended } = await serve({ DATA_DIR: folder.path, DATASETS });
    expect((await query(url, TASK)).data).toEqual({ task: { status: 'COMPLETED' } });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    // The process that migrated a database knows the types that the migrations brought.
    expect((await query(url, TYPES)).data).toEqual({
      metric: { latest: { value: '6782', change: { impliedBase: '6540', reason: 'NO_BASE' } } },
      observations: { totalCount: 1 },
      tasks: { totalCount: 54 },
    });
    child.kill('SIGTERM');
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(out).toContain(`${url}/graphql in a browser`);
    expect(out).toMatch(/Loaded .*tianshui-2020 .*54 tasks, 45 metrics, 4 assessment_rules, 54 observations/);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('lets the embedded database go after whoever answers', async () => {
    await using folder = await loadedFolder();
    const { child, ended } = await serve({ DATA_DIR: folder.path, DATASETS: '' });
    const own = await niceness(`/proc/${child.pid}`);
    const threads = (await readdir(`/proc/${child.pid}/task`)).map((id) => niceness(`/proc/${child.pid}/task/${id}`));
    const nicer = (await Promise.all(threads)).filter((nice) => nice !== own);
    expect(nicer).toEqual([Math.min(own + 5, 19)]);
    child.kill('SIGTERM');
    await ended;
  });

  it('prints the address that works where PUBLIC_URL has a path', async () => {
    await using folder = await temporaryFolder();
    const env = { DATA_DIR: folder.path, DATASETS: '', PUBLIC_URL: 'https://data.test/gov' };
    const { url, child, ended } = await serve(env);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/gov$/);
    const page = await (await fetch(`${url}/`, { headers: { accept: 'text/html' } })).text();
    const [, script = ''] = /<script type="module"[^>]* src="\.(\/assets\/[^"]+)"/.exec(page) ?? [];
    expect(page).toContain('<base href="/gov/"');
    expect((await fetch(url + script)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('goes on after kill -9 with all that was acknowledged, loading nothing twice', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path, DATASETS };
    const first = await serve(env);
    first.child.kill('SIGKILL');
    await first.ended;

    const report = run(['report', 'pilot-2020-01', '--status', 'IN_PROGRESS', '--progress', '60'], env);
    await report.printed('Reported: pilot-2020-01 of tianshui-2020 is IN_PROGRESS, 60 per cent');
    report.child.kill('SIGKILL');
    await report.ended;

    const { url, child, ended, out } = await serve(env);
    expect((await query(url, TASK)).data).toEqual({ task: { status: 'IN_PROGRESS' } });
    expect(out()).toContain('unchanged');
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  it('leaves a directory to the process that holds it, and names it', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path, DATASETS: '' };
    const holder = await serve(env);
    const { code, out, err } = await run(['serve'], { PORT: '0', ...env }).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(new RegExp(`^The directory .* is in use by process ${holder.child.pid}\\..*\n$`));
    holder.child.kill('SIGTERM');
    await holder.ended;
  });

  it('ends at once on a second signal', async () => {
    await using folder = await loadedFolder();
    const { url, child, ended, printed } = await serve({ DATA_DIR: folder.path, DATASETS: '' });
    const upload = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }); // never ends
    const headers = { 'content-type': 'application/json' };
    const inFlight = fetch(`${url}/graphql`, { method: 'POST', headers, body: upload, duplex: 'half' } as RequestInit);
    const cutOff = expect(inFlight).rejects.toThrow();
    await setTimeout(300);
    child.kill('SIGTERM');
    await printed('Stopping');
    await setTimeout(1_200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    await cutOff;
  });
});

describe('a start that cannot succeed says why in a line, and ends', () => {
  it('when the port is taken, before anything is loaded', async () => {
    await using folder = await temporaryFolder();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const { code, err } = await run(['serve'], { DATA_DIR: folder.path, PORT: `${port}` }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^Cannot listen on 127.0.0.1:${port}: another process listens there.*\n$`));
    expect(await readdir(folder.path)).toEqual([]);
    other.close();
  });

  it('when the database server cannot be reached', async () => {
    const { code, err } = await run(['serve'], { PORT: '0', DATABASE_URL: 'postgres://a:hunter2@127.0.0.1:1/x' }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/^The database cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\).*\n$/);
  });

  it.each([
    [
      '/dev/null/x',
      /^The directory \/dev\/null\/x cannot be used: \/dev\/null is a file, not a folder\. Choose another directory with DATA_DIR\.\n$/,
    ],
    [
      '/proc/nope',
      /^The directory \/proc\/nope can be neither made nor used: there is no such file or folder\. Choose.*\n$/,
    ],
    ['/sys/x', /^This user may not write the directory \/sys\/x\. Change its permissions, or choose another.*\n$/],
  ])('when the directory cannot be made: %s', async (DATA_DIR, words) => {
    const { code, err } = await run(['serve'], { PORT: '0', DATA_DIR }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(words);
  });

  it('when the configuration is wrong, with everything that is', async () => {
    const { code, err } = await run(['serve'], { PORT: 'http', LOG_LEVEL: 'loud' }).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      'The configuration is wrong:',
      expect.stringContaining('PORT is "http"'),
      expect.stringContaining('LOG_LEVEL is "loud"'),
    ]);
  });
});
