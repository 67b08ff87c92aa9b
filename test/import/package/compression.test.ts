import { createHash } from 'node:crypto';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles, openMemory, openObservations, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
});
afterAll(() => database.close());

type Declared = Readonly<Record<string, unknown>>;

const HEADER = 'metric,region,period,value,note:en\n';
const ROWS = `${HEADER}filed,low,2001,1,"two\nlines"\nfiled,low,2002,2,\n`;
const PACKED = gzipSync(ROWS);
const GZ = 'observations.csv.gz';

let count = 0;
/** A new data set whose one file holds these bytes. */
function packed(content: Uint8Array, declared: Declared = {}, path = GZ) {
  const name = `packed-${++count}`;
  return {
    name,
    files: { [path]: content },
    options: { descriptor: { name, resources: [{ name: 'observations', path, ...declared }] } },
  };
}

async function stored(content: Uint8Array, declared?: Declared, path?: string): Promise<string[]> {
  const { name, files, options } = packed(content, declared, path);
  await importFiles(database, files, options);
  return openObservations(database, name);
}

async function refused(content: Uint8Array, declared?: Declared, path?: string): Promise<string[]> {
  const { files, options } = packed(content, declared, path);
  const problems = await problemsOf(database, files, options);
  return problems.map(({ resource, row, column, message, expected }) =>
    [resource, row, column]
      .filter((part) => part !== null)
      .join(' ')
      .concat(`: ${message}; ${expected}`),
  );
}

const READ = ['filed low 2001 1 1', 'filed low 2002 2 1'];

describe('a packed file', () => {
  test('is read where its path ends in .gz', async () => {
    expect(await stored(PACKED)).toEqual(READ);
  });

  test('is read where the resource says so', async () => {
    expect(await stored(PACKED, { compression: 'gz' }, 'observations.csv')).toEqual(READ);
  });

  test('is found by its own name where the resource has none', async () => {
    expect(await stored(PACKED, { name: undefined })).toEqual(READ);
  });

  test('may consist of several parts, as `cat a.gz b.gz` makes them', async () => {
    expect(await stored(Buffer.concat([gzipSync(HEADER), gzipSync('filed,low,2001,1,\n')]))).toEqual(READ.slice(0, 1));
  });

  test('is read in its encoding', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}filed,low,2001,1,`), Buffer.from([0xb0, 0xb2, 0xc8, 0xab])]);
    expect(await stored(gzipSync(bytes), { encoding: 'gb18030' })).toEqual(READ.slice(0, 1));
    expect(await refused(gzipSync(bytes))).toEqual([
      expect.stringMatching(/^observations\.csv\.gz 2: the file is not UTF-8 text/),
    ]);
  });

  test('has the size and the hash with which it is delivered', async () => {
    const sha256 = (bytes: Uint8Array | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    expect(await stored(PACKED, { bytes: PACKED.length, hash: sha256(PACKED) })).toEqual(READ);
    expect(await refused(PACKED, { bytes: ROWS.length, hash: sha256(ROWS) })).toEqual([
      expect.stringContaining(
        `bytes: the file has ${PACKED.length} bytes, but the declared size is ${ROWS.length} bytes`,
      ),
      expect.stringContaining('hash: the sha256 of the file is '),
    ]);
  });

  test('is told by the lines of what it holds', async () => {
    const given = gzipSync(`${ROWS}filed,low,2003,three,\n`);
    expect(await refused(given)).toEqual([
      expect.stringMatching(/^observations\.csv\.gz 5 value: "three" is not a number/),
    ]);
  });

  test('is not packed where the resource says no', async () => {
    expect(await stored(Buffer.from(ROWS), { compression: 'no' })).toEqual(READ);
  });

  test('is unchanged when it is packed anew', async () => {
    const { files, options } = packed(PACKED);
    await importFiles(database, files, options);
    const again = { [GZ]: gzipSync(ROWS, { level: 1 }) };
    expect(again[GZ]).not.toEqual(PACKED);
    expect(await importFiles(database, again, options)).toMatchObject({ outcome: 'UNCHANGED', seq: 1 });
  });
});

describe('a packed file is refused', () => {
  const WHOLE = 'the gzip file as its publisher made it';
  const DAMAGED = `${GZ}: the file is not a whole gzip file: it is damaged, or it is something else; ${WHOLE}`;
  const CUT_OFF = `${GZ}: the gzip file ends too early: a part of it is missing; ${WHOLE}`;
  /** A copy in which one byte is another. */
  const spoilt = (at: number) => PACKED.map((byte, index) => (index === at ? byte ^ 0xff : byte));

  test.each([
    ['is cut off', PACKED.subarray(0, -5), CUT_OFF],
    ['is empty', Buffer.alloc(0), CUT_OFF],
    ['has a check sum of something else', spoilt(PACKED.length - 6), DAMAGED],
    ['is damaged in the middle', spoilt(20), DAMAGED],
    ['is no gzip', Buffer.from(ROWS), DAMAGED],
    ['has text behind its end', Buffer.concat([PACKED, Buffer.from('filed,low,2003,3,\n')]), DAMAGED],
    ['has zeros behind its end', Buffer.concat([PACKED, Buffer.alloc(200_000)]), DAMAGED],
  ])('that %s', async (_what, content, told) => {
    expect(await refused(content)).toEqual([told]);
  });

  test('that is cut off, however late its size is known', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('uncaughtException', hear);
    const { stat } = promises;
    vi.spyOn(promises, 'stat').mockImplementation(async (...args: Parameters<typeof stat>) => {
      await setTimeout(200);
      return stat(...args);
    });
    syncBuiltinESMExports();
    try {
      expect(await refused(PACKED.subarray(0, -5))).toEqual([CUT_OFF]);
    } finally {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
      process.off('uncaughtException', hear);
    }
    expect(unheard).toEqual([]);
  });

  test('that unpacks to far more than it is', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(HEADER), Buffer.alloc(20_000_000, '\n')]));
    const size = bomb.length.toLocaleString('en');
    expect(await refused(bomb)).toEqual([
      `${GZ}: the file of ${size} bytes unpacks to more than 10,000,000 bytes; a file that unpacks to at most 100 times its size`,
    ]);
  });

  test('that nothing declares', async () => {
    expect(await refused(PACKED, {}, 'observations.csv')).toEqual([
      'observations.csv: the file is compressed with gzip; a path that ends in .gz, or "compression": "gz" of the resource',
    ]);
  });
});
