import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, VARIABLE_NAMES } from '../src/config.ts';

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(loadConfig({})).toMatchObject({
      database: { kind: 'embedded', directory: resolve('.data') },
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      datasets: ['tianshui-2020', 'wgi-2019', 'wgi-2020', 'uk-gmpp'].map((name) => resolve('data', name)),
      defaultDataset: null,
      corsOrigins: [],
    });
  });

  it('takes folders relative to the working directory, and data sets of its own from where it lies', () => {
    const config = loadConfig({ DATASETS: 'a, /b' }, '/elsewhere');
    expect(config.database).toEqual({ kind: 'embedded', directory: '/elsewhere/.data' });
    const bundled = ['tianshui-2020', 'wgi-2019', 'wgi-2020', 'uk-gmpp'];
    expect(loadConfig({}, '/elsewhere').datasets).toEqual(bundled.map((name) => resolve('data', name)));
    expect(config.datasets).toEqual([join('/elsewhere', 'a'), '/b']);
    expect(loadConfig({ DATA_DIR: 'here' }, '/elsewhere').database).toMatchObject({ directory: '/elsewhere/here' });
  });

  it('takes an empty value for none, except that DATASETS may be empty', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', DATASETS: '' })).toMatchObject({
      port: 4000,
      database: { kind: 'embedded' },
      datasets: [],
    });
  });

  it('selects a PostgreSQL server', () => {
    const url = 'postgresql://u:p@db/x';
    expect(loadConfig({ DATABASE_URL: url, POOL_SIZE: '3' }).database).toEqual({ kind: 'postgres', url, poolSize: 3 });
  });

  it('tells everything that is wrong at once: the name, the value, and what would be right', () => {
    const wrong = { PORT: '70000', LOG_LEVEL: 'loud', CORS_ORIGINS: 'example.org', MAX_DEPTH: '-1', POOL_SIZE: '1.5' };
    expect(problemsOf(wrong)).toEqual([
      'POOL_SIZE is "1.5": give a whole number from 1 to 1,000.',
      'PORT is "70000": give a whole number from 0 to 65,535.',
      'LOG_LEVEL is "loud": give one of trace, debug, info, warn, error, fatal, silent.',
      'CORS_ORIGINS is "example.org": give * or a list of origins, like https://example.org,http://localhost:3000.',
      'MAX_DEPTH is "-1": give a whole number from 1 to 1,000.',
    ]);
  });

  it('refuses values of which each would be right without the other, and names both variables', () => {
    expect(problemsOf({ ODATA_PAGE_SIZE: '20', ODATA_MAX_PAGE_SIZE: '10', FILE_TIMEOUT_MS: '5000' })).toEqual([
      'ODATA_PAGE_SIZE is 20, which is more than ODATA_MAX_PAGE_SIZE, 10: lower ODATA_PAGE_SIZE or raise ODATA_MAX_PAGE_SIZE.',
      'FILE_TIMEOUT_MS is 5,000, which is less than REQUEST_TIMEOUT_MS, 15,000 (the default): raise FILE_TIMEOUT_MS or lower REQUEST_TIMEOUT_MS.',
    ]);
    expect(problemsOf({ ODATA_PAGE_SIZE: '20000' })).toEqual([
      'ODATA_PAGE_SIZE is 20,000, which is more than ODATA_MAX_PAGE_SIZE, 10,000 (the default): lower ODATA_PAGE_SIZE or raise ODATA_MAX_PAGE_SIZE.',
    ]);
    expect(problemsOf({ REQUEST_TIMEOUT_MS: '600000' })).toEqual([]);
    expect(problemsOf({ DATABASE_READ_URL: 'postgres://a:secret@replica/govgraph' })).toEqual([
      'DATABASE_READ_URL is set without DATABASE_URL: name the server that the replicas follow, or leave both out for the embedded database.',
    ]);
    expect(problemsOf({ COLUMNAR_DIR: 'copies' })).toEqual([
      'COLUMNAR_DIR is set without DATABASE_URL: columnar copies are made of a PostgreSQL server. Name one, or leave COLUMNAR_DIR out.',
    ]);
    expect(loadConfig({ ODATA_MAX_PAGE_SIZE: '10' }).odata).toMatchObject({ pageSize: 10, largestPage: 10 });
  });

  it('refuses an address of metrics that is the one of the API', () => {
    const problem = (metrics: string, host: string) =>
      `METRICS is ${metrics}, where the API listens already (HOST ${host}, PORT 4000): give METRICS another port, or on for the port of the API.`;
    for (const [METRICS, HOST] of [
      ['127.0.0.1:4000', '127.0.0.1'],
      ['127.0.0.1:4000', '0.0.0.0'],
      ['[::]:4000', '127.0.0.1'],
    ] as const) {
      expect(problemsOf({ METRICS, HOST })).toEqual([problem(METRICS, HOST)]);
    }
    expect(problemsOf({ METRICS: '127.0.0.2:4000' })).toEqual([]);
    expect(problemsOf({ METRICS: '127.0.0.1:0', PORT: '0' })).toEqual([]);
  });

  it('reads where metrics are answered', () => {
    expect(loadConfig({}).metrics).toBe('on');
    expect(loadConfig({ METRICS: 'off' }).metrics).toBe('off');
    expect(loadConfig({ METRICS: '127.0.0.1:9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(loadConfig({ METRICS: '[::1]:9464' }).metrics).toEqual({ host: '::1', port: 9464 });
    for (const METRICS of ['yes', '9464', ':9464', '127.0.0.1:70000', '::1:9464']) {
      const right = 'give on, off, or an address to listen on, like 127.0.0.1:9464.';
      expect(problemsOf({ METRICS })).toEqual([`METRICS is "${METRICS}": ${right}`]);
    }
  });

  it('never shows a password', () => {
    const [problem] = problemsOf({ DATABASE_URL: 'mysql://u:hunter2@db/x' });
    expect(problem).toMatch(/^The value of DATABASE_URL .* give the address of a PostgreSQL server/);
    expect(problem).not.toContain('hunter2');
  });

  it('keeps columnar copies only where a folder is given, relative to the working directory', () => {
    const DATABASE_URL = 'postgres://u@db/x';
    expect(loadConfig({ DATABASE_URL, COLUMNAR_THREADS: '4' }).columnar).toBeNull();
    const columnar = { directory: '/srv/copies', memoryMegabytes: 1_024, threads: 4 };
    const env = { DATABASE_URL, COLUMNAR_DIR: 'copies', COLUMNAR_THREADS: '4' };
    expect(loadConfig(env, '/srv').columnar).toEqual(columnar);
  });

  it('cannot be changed', () => {
    const config = loadConfig({});
    expect([config, config.database, config.limits, config.datasets].every(Object.isFrozen)).toBe(true);
  });

  it('is described whole in .env.example, with its defaults', () => {
    const lines = readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=(.*)$/gm);
    const example = new Map([...lines].map(([, name = '', value = '']) => [name, value]));
    expect([...example.keys()].sort()).toEqual([...VARIABLE_NAMES].sort());
    const all = Object.fromEntries(example);
    // Those that have no default show what they may be.
    const { DATABASE_URL, DATABASE_READ_URL, CORS_ORIGINS, DEFAULT_DATASET, PUBLIC_URL, ...rest } = all;
    const { PERSISTED_DOCUMENTS, OTEL_EXPORTER_OTLP_ENDPOINT, REGIONS_GEOJSON, COLUMNAR_DIR, ...defaults } = rest;
    expect(loadConfig(defaults)).toEqual(loadConfig({}));
    expect(problemsOf(all)).toEqual([]);
  });
});
