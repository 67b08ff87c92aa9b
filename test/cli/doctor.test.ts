import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';
import { listenOnly, loadedFolder, run, serve, temporaryFolder } from './process.ts';

const FUTURE = '29990101000000_of_tomorrow';
const MARK_AS_NEWER = `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  values ('future', 'x', '${FUTURE}', now(), 1)`;

const linesOf = ({ out }: { readonly out: string }) => out.trim().split('\n');

describe('doctor', () => {
  test('finds nothing wrong with a database that is there, and leaves it alone', async () => {
    await using folder = await loadedFolder();
    const before = await readdir(folder.path);
    const { code, out, err } = await run(['doctor'], { DATA_DIR: folder.path, PORT: '0' }).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('good     The database has all migrations.');
    expect(out).toContain('good     Published: tianshui-2020.');
    expect(out).toMatch(/Nothing keeps the server from working\.\n$/);
    expect(await readdir(folder.path)).toEqual(before);
  });

  test('makes no database where there is none', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'new');
    const ended = await run(['doctor'], { DATA_DIR: directory, PORT: '0', DATASETS: '/nowhere' }).ended;
    expect(ended.code).toBe(0);
    expect(linesOf(ended)).toContain(
      `good     There is no folder DATA_DIR ${directory} yet: a start makes it, with a new database. If there should be a database already, check the path.`,
    );
    expect(linesOf(ended)).toContain('warning  There is no datapackage.json in /nowhere, which DATASETS names.');
    expect(linesOf(ended).at(-1)).toMatch(
      /^Nothing keeps the server from working, but \d+ lines? above (is a|are) warnings?\.$/,
    );
    expect(existsSync(directory)).toBe(false);
  });

  test('tells a folder that is not what was meant by what is in it', async () => {
    await using folder = await temporaryFolder();
    const env = { PORT: '0', DATASETS: '' };
    const findings = async (directory: string, more: Record<string, string> = {}) =>
      linesOf(await run(['doctor'], { DATA_DIR: directory, ...env, ...more }).ended).filter(
        (line) => /DATA_DIR|DEFAULT_DATASET/.test(line) && !line.startsWith('good     The disk of DATA_DIR'),
      );
    const path = (name: string) => join(folder.path, name);
    await mkdir(path('empty'));
    await mkdir(path('data/pg'), { recursive: true });
    await writeFile(path('data/pg/govgraph.created'), '');
    await writeFile(path('data/pg/PG_VERSION'), '17');
    await mkdir(path('photos'));
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'])
      await writeFile(path(`photos/${name}`), '');
    await mkdir(path('cluster'));
    await writeFile(path('cluster/PG_VERSION'), '15');

    expect(await findings(path('empty'))).toEqual([
      `good     DATA_DIR ${path('empty')} is empty: a start makes a new database there.`,
    ]);
    expect(await findings(path('dta'))).toEqual([
      `warning  There is no folder DATA_DIR ${path('dta')}, but ${path('data')} holds a database. Did you mean that one? A start makes a new database.`,
    ]);
    await mkdir(path('srv/govgraph'), { recursive: true });
    expect(await findings(path('srv/govgrph/data/x'))).toEqual([
      `warning  There is no folder ${path('srv/govgrph')}, in which DATA_DIR ${path('srv/govgrph/data/x')} would be: a start makes both, with a new database. If there should be a database already, check the path.`,
    ]);
    await mkdir(path('srv/govgraph/data/pg'), { recursive: true });
    await writeFile(path('srv/govgraph/data/pg/govgraph.created'), '');
    for (const slip of ['srv/govgrph/data', 'srv/govgrph/dat', 'srw/govgraph/data']) {
      expect(await findings(path(slip))).toEqual([
        `warning  There is no folder DATA_DIR ${path(slip)}, but ${path('srv/govgraph/data')} holds a database. Did you mean that one? A start makes a new database.`,
      ]);
    }
    expect(await findings(path('data/pg'))).toEqual([
      `warning  DATA_DIR ${path('data/pg')} is a folder within that of a database: name ${path('data')}. A start makes a new database.`,
    ]);
    expect(await findings(path('photos'))).toEqual([
      `warning  DATA_DIR ${path('photos')} holds no database of govgraph, but a.jpg, b.jpg, c.jpg, d.jpg, e.jpg and 1 other: a start leaves these alone and makes a new database beside them. Name an empty folder, or the one that holds the database.`,
    ]);
    expect(await findings(path('cluster'))).toEqual([
      expect.stringMatching(/^warning {2}DATA_DIR \S+ holds the files of a PostgreSQL server.*DATABASE_URL/),
    ]);
    expect(await findings('/proc/nope')).toEqual([
      'wrong    DATA_DIR /proc/nope is not there and cannot be made in /proc (ENOENT): name a folder on a disk that this user may write.',
    ]);
    expect(await findings(path('empty'), { DEFAULT_DATASET: 'tianshui' })).toContain(
      'warning  DEFAULT_DATASET is tianshui, which cannot be checked: it is not published, and the packages of DATASETS do not say. The server is not ready until a package brings this data set.',
    );
  });

  test('does not disturb a server that runs', async () => {
    await using folder = await loadedFolder();
    const running = await serve({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
    const port = new URL(running.url).port;
    const { code, out } = await run(['doctor'], { DATA_DIR: folder.path, PORT: port }).ended;
    expect(code).toBe(0);
    expect(out).toContain(`good     The process ${running.child.pid} serves from DATA_DIR ${folder.path}`);
    expect(out).toContain(`good     The server that runs on DATA_DIR listens on 127.0.0.1:${port}.`);
    expect(out).toContain('good     Published: tianshui-2020.');
    await using unserved = await loadedFolder();
    for (const other of [`${folder.path}/new`, unserved.path]) {
      const elsewhere = await run(['doctor'], { DATA_DIR: other, PORT: port, DATASETS: '' }).ended;
      expect([elsewhere.code, elsewhere.out]).toEqual([
        1,
        expect.stringContaining(
          `wrong    Cannot listen on 127.0.0.1:${port}: a server of govgraph listens there that does not run on DATA_DIR ${other}.`,
        ),
      ]);
    }
    const wrong = await run(['doctor'], { DATA_DIR: folder.path, PORT: '0', DEFAULT_DATASET: 'nope' }).ended;
    expect([wrong.code, wrong.out]).toEqual([
      1,
      expect.stringContaining(
        'wrong    DEFAULT_DATASET is nope: the database has no such data set, and no package of DATASETS brings it. There are: tianshui-2020, ',
      ),
    ]);
    expect((await fetch(`${running.url}/ready`)).status).toBe(200);
    running.child.kill('SIGTERM');
    await running.ended;
  });

  test('finds a port that another process has as wrong as a start does', async () => {
    await using folder = await temporaryFolder();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
    });
    const { code, out } = await run(['doctor'], { DATA_DIR: folder.path, PORT: `${port}`, DATASETS: '' }).ended;
    expect([code, out]).toEqual([
      1,
      expect.stringContaining(`wrong    Cannot listen on 127.0.0.1:${port} (EADDRINUSE): another`),
    ]);
    other.close();
  });

  test('compares the default data set of a new database with the packages that a start loads', async () => {
    await using folder = await temporaryFolder();
    const examine = (code: string, datasets: Record<string, string> = {}) =>
      run(['doctor'], { DATA_DIR: folder.path, PORT: '0', DEFAULT_DATASET: code, ...datasets }).ended;
    const fine = await examine('wgi');
    expect([fine.code, fine.out]).toEqual([
      0,
      expect.stringContaining(
        'good     DEFAULT_DATASET is wgi, which is not published yet: a package of DATASETS brings it.',
      ),
    ]);
    const wrong = await examine('nope');
    expect([wrong.code, wrong.out]).toEqual([
      1,
      expect.stringMatching(/wrong {4}DEFAULT_DATASET is nope: .*There are: tianshui-2020, uk-gmpp, wgi\./),
    ]);
    const partly = await examine('nope', { DATASETS: 'data/tianshui-2020,/nowhere' });
    expect([partly.code, partly.out]).toEqual([
      0,
      expect.stringContaining('warning  DEFAULT_DATASET is nope, which cannot'),
    ]);
  });

  test('says what may surprise, in the language that is wanted', async () => {
    await using folder = await temporaryFolder();
    const env = { DATA_DIR: folder.path, PORT: '0', HOST: '0.0.0.0', LANG: 'zh_CN.UTF-8', DATASETS: '' };
    expect((await run(['doctor'], env).ended).out).toContain('提示  能访问 0.0.0.0 的任何人都能读取 /metrics');
    const behind = await run(['doctor'], { ...env, LANG: 'C', TRUST_PROXY: '1' }).ended;
    expect(behind.out).toContain('warning  Links follow what proxies say');
    expect(behind.out).not.toContain('/metrics');
  });

  test('asks about names that are almost those of variables, and about no others', async () => {
    const slips = {
      MAX_REQUEST: 'MAX_REQUESTS',
      PORTS: 'PORT',
      log_level: 'LOG_LEVEL',
      FILE_TIMEOUT: 'FILE_TIMEOUT_MS',
      DATABASE_URL_FILE: 'DATABASE_URL',
      GOVGRAPH_DATA_DIR: 'DATA_DIR',
      'TRUST-PROXY': 'TRUST_PROXY',
      OTEL_EXPORTER_OTLP_ENDPOINTS: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    };
    const others = [
      ...['HOME', 'HOSTNAME', 'PGHOST', 'PGPORT', 'LANG', 'LOGNAME', 'PWD', 'MAIL', 'NODE_ENV', 'NODE_OPTIONS', 'TZ'],
      ...['OTEL_SERVICE_NAME', 'OTEL_EXPORTER_OTLP_HEADERS', 'XDG_DATA_DIRS', 'DATABASE_HOST', 'npm_config_loglevel'],
      ...['GOVGRAPH_SERVICE_HOST', 'GOVGRAPH_PORT', 'GOVGRAPH_PORT_4000_TCP', 'POSTGRES_PASSWORD', 'MAX_MEMORY'],
    ];
    await using folder = await temporaryFolder();
    const foreign = Object.fromEntries(others.map((name) => [name, 'x']));
    const misspelt = Object.fromEntries(Object.keys(slips).map((name) => [name, '1']));
    const env = { ...foreign, ...misspelt, DATA_DIR: folder.path, PORT: '0', DATASETS: '', LANG: 'C' };
    const ended = await run(['doctor'], { ...env, NODE_OPTIONS: '' }).ended;
    expect(ended.code).toBe(0);
    expect(
      linesOf(ended)
        .filter((line) => line.includes('Nothing reads'))
        .sort(),
    ).toEqual(
      Object.entries(slips)
        .map(([name, meant]) => `warning  Nothing reads the variable ${name}. Did you mean ${meant}?`)
        .sort(),
    );
  });

  test('warns of bounds that hold nobody back, and not of the defaults', async () => {
    await using folder = await temporaryFolder();
    const env = { DATA_DIR: folder.path, PORT: '0', DATASETS: '' };
    const warnings = async (more: Record<string, string>) =>
      linesOf(await run(['doctor'], { ...env, ...more }).ended).filter((line) => line.startsWith('warning'));
    expect(await warnings({})).toEqual([]);
    expect(await warnings({ MAX_REQUESTS: '50', MAX_LONG_REQUESTS: '20', DOCUMENTS: 'persisted' })).toEqual([
      'warning  MAX_CLIENT_REQUESTS is 200 and MAX_REQUESTS 50: one client can take the place of all. Give MAX_CLIENT_REQUESTS less, unless all clients come from one address.',
      'warning  MAX_CLIENT_LONG_REQUESTS is 20 and MAX_LONG_REQUESTS 20: one client can take the place of all. Give MAX_CLIENT_LONG_REQUESTS less, unless all clients come from one address.',
      'warning  DOCUMENTS is persisted and PERSISTED_DOCUMENTS names no file: only the documents of the explorer are answered.',
    ]);
    expect(await warnings({ MAX_LONG_REQUESTS: '1000', MAX_CLIENT_REQUESTS: '19' })).toEqual([
      expect.stringMatching(/MAX_LONG_REQUESTS is 1,000 and MAX_REQUESTS 1,000: files and OData can keep all other/),
      expect.stringMatching(/MAX_CLIENT_LONG_REQUESTS is 20 and MAX_CLIENT_REQUESTS 19: the second is reached first/),
    ]);
  });

  test('tells a host that is not known, and a folder that is a file', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    const { code, out } = await run(['doctor'], { DATA_DIR: file, DATASETS: '', HOST: 'nothing.invalid' }).ended;
    expect(code).toBe(1);
    expect(out).toContain(
      `wrong    The directory ${file} cannot be used: ${file} is a file, not a folder. Choose another directory with DATA_DIR.`,
    );
    expect(out).toMatch(/wrong {4}Cannot listen on nothing\.invalid:4000 \((?:ENOTFOUND|EAI_AGAIN)\)/);
    const started = await run(['serve'], { DATA_DIR: folder.path, HOST: 'nothing.invalid' }).ended;
    expect([started.code, started.err]).toEqual([1, expect.stringMatching(/^Cannot listen: /)]);
  });

  test('reads the files that a start reads, and says what is wrong in them', async () => {
    await using folder = await temporaryFolder();
    const borders = join(folder.path, 'borders.json');
    await writeFile(borders, '{}');
    const env = { DATA_DIR: join(folder.path, 'data'), PORT: '0', DATASETS: '', REGIONS_GEOJSON: borders };
    const { code, out, err } = await run(['doctor'], { ...env, PERSISTED_DOCUMENTS: '/nowhere.json' }).ended;
    expect({ code, err }).toEqual({ code: 1, err: '2 things are wrong.\n' });
    expect(out).toContain('wrong    The file /nowhere.json of PERSISTED_DOCUMENTS cannot be read: ENOENT.');
    expect(out).toMatch(/wrong {4}.*borders\.json/);
  });

  test('tells contradictions as a start does, before anything else', async () => {
    for (const command of ['doctor', 'serve']) {
      const ended = await run([command], { FILE_TIMEOUT_MS: '1000', LANG: 'zh_CN.UTF-8' }).ended;
      expect(ended).toEqual({
        code: 1,
        out: '',
        err: '配置有误：\n  FILE_TIMEOUT_MS 为 1,000，小于 REQUEST_TIMEOUT_MS 的 15,000（默认值）：请调高 FILE_TIMEOUT_MS 或调低 REQUEST_TIMEOUT_MS。\n',
      });
    }
  });

  test.skipIf(process.getuid?.() === 0)('finds a folder that cannot be written', async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o500);
    const { code, out, err } = await run(['doctor'], { DATA_DIR: folder.path, PORT: '0' }).ended;
    expect({ code, err }).toEqual({ code: 1, err: '1 thing is wrong.\n' });
    expect(out).toContain('wrong    DATA_DIR');
  });
});

describe('a database that a newer version has migrated', () => {
  test('is left alone by every command, which says so', async () => {
    await using folder = await loadedFolder();
    const pglite = await PGlite.create({ dataDir: join(folder.path, 'pg') });
    await pglite.exec(MARK_AS_NEWER);
    await pglite.close();
    const env = { DATA_DIR: folder.path, PORT: '0' };
    for (const args of [['serve'], ['import', 'data/tianshui-2020'], ['report', 'x', '--status', 'COMPLETED']]) {
      const { code, out, err } = await run(args, env).ended;
      expect({ args, code, out }).toEqual({ args, code: 1, out: '' });
      expect(err).toBe(
        `The database was migrated by a newer version of govgraph, which this one does not know (migration ${FUTURE}). Start the newer version, or restore a backup of this one.\n`,
      );
    }
    const { code, out } = await run(['doctor'], env).ended;
    expect(code).toBe(1);
    expect(out).toContain('wrong    The database was migrated by a newer version');
  });
});

describe.skipIf(!hasPostgres)('doctor, of a PostgreSQL server (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let client: pg.Client;
  beforeAll(async () => {
    server = await createPostgres();
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('create role plain login');
  });
  afterAll(async () => {
    await client.end();
    await server.remove();
  });
  const examine = (url: string, env: Record<string, string> = {}) =>
    run(['doctor'], { DATABASE_URL: url, PORT: '0', DATASETS: '', ...env }).ended;

  test('tells an empty database, one that cannot be written, and a role that may not create', async () => {
    const fine = await examine(server.url);
    expect(fine.code).toBe(0);
    expect(linesOf(fine)).toContain('good     The database is empty: a start migrates it.');
    expect((await examine(server.url, { POOL_SIZE: '900' })).out).toContain('lower POOL_SIZE or raise max_connections');
    await client.query('create database still');
    await client.query('alter database still set default_transaction_read_only = on');
    const still = await examine(server.url.replace(/\/postgres$/, '/still'));
    expect([still.code, still.err]).toEqual([1, '1 thing is wrong.\n']);
    expect(still.out).toMatch(
      /^wrong {4}The database is read-only and lacks \d+ migrations, so that a start ends at once\./m,
    );
    expect(still.out).not.toContain('a start migrates it');
    const plain = await examine(server.url.replace('postgres@', 'plain@'));
    expect([plain.code, plain.err]).toEqual([1, '1 thing is wrong.\n']);
    expect(plain.out).toContain('wrong    The role of DATABASE_URL may not create tables');
    expect(plain.out).not.toContain('a start migrates it');
  });

  test.each([
    ['cannot be reached', 'postgres://nobody@127.0.0.1:1/none', 'wrong    The database cannot be reached'],
    [
      'has no such name',
      'postgres://nobody@nothing.invalid/none',
      'wrong    The database cannot be reached (getaddrinfo ',
    ],
  ])('tells a server that %s', async (_, url, expected) => {
    const { code, out } = await examine(url);
    expect([code, out]).toEqual([1, expect.stringContaining(expected)]);
  });

  test('tells a connection that cannot be secured, and a start does too', async () => {
    const url = `${server.url}?sslmode=verify-full`;
    const expected = 'The connection to the database cannot be secured: The server does not support SSL connections.';
    const { code, out } = await examine(url);
    expect([code, out]).toEqual([1, expect.stringContaining(`wrong    ${expected}`)]);
    const started = await run(['serve'], { DATABASE_URL: url, PORT: '0' }).ended;
    expect([started.code, started.err]).toEqual([1, expect.stringContaining(expected)]);
    const { err } = await examine(`${server.url}?sslmode=verify`);
    expect(err).toContain(
      'an address whose sslmode is one of disable, prefer, require, verify-ca, verify-full, no-verify.',
    );
  });

  test.each(['require', 'prefer', 'verify-ca'])(
    'tells in its own words that sslmode=%s means verify-full',
    async (mode) => {
      const { code, out, err } = await examine(`${server.url}?sslmode=${mode}`);
      expect([code, err]).toEqual([1, '1 thing is wrong.\n']);
      expect(out).toContain(`warning  sslmode is ${mode} in DATABASE_URL, and means verify-full here`);
      expect(out).toContain('The server does not support SSL connections.');
    },
  );

  test('a server that runs goes on serving when a newer version migrates its database', async () => {
    await client.query('create database shared');
    const url = server.url.replace(/\/postgres$/, '/shared');
    const old = await listenOnly({ DATABASE_URL: url, DATASETS: 'data/tianshui-2020' });
    await old.printed(/is ready/);
    await client.query('alter database shared set default_transaction_read_only = on');
    const readOnly = await examine(url);
    expect([readOnly.code, readOnly.out]).toEqual([
      0,
      expect.stringContaining('warning  The database is read-only: a start serves'),
    ]);
    await client.query('alter database shared reset default_transaction_read_only');
    const newer = new pg.Client({ connectionString: url });
    await newer.connect();
    await newer.query(MARK_AS_NEWER);
    const answer = await fetch(`${old.url}/graphql?query={datasets{code}}`);
    expect(await answer.json()).toMatchObject({ data: { datasets: [{ code: 'tianshui-2020' }] } });
    const { code, err } = await run(['serve'], { DATABASE_URL: url, PORT: '0' }).ended;
    expect([code, err]).toEqual([1, expect.stringContaining(FUTURE)]);
    await newer.end();
    old.child.kill('SIGTERM');
    await old.ended;
  });
});
