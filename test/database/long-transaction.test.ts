import { setTimeout as after } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { loadedFolder } from '../cli/process.ts';
import { openTestDatabase } from '../support/database.ts';

const opened: { readonly name: string; open(): Promise<Database> }[] = [
  { name: 'in this thread, or on a server', open: () => openTestDatabase('empty') },
  {
    name: 'in a thread of its own',
    open: async () => {
      const folder = await loadedFolder();
      const database = await openDatabase({ kind: 'embedded', directory: folder.path });
      return Object.assign(Object.create(database) as Database, {
        close: async () => {
          await database.close();
          await folder[Symbol.asyncDispose]();
        },
      });
    },
  },
];

describe.each(opened)('a long transaction $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.query('-- test.table\ncreate table if not exists kept (number int)');
  });
  beforeEach(() => database.query('-- test.empty\ndelete from kept'));
  afterEach(() => {
    expect([database.exclusiveSince(), database.longSince()]).toEqual([null, null]);
  });
  afterAll(() => database.close());

  const read = () => database.query<{ number: number }>('-- test.read\nselect number from kept order by number');
  const write = (on: Pick<Database, 'query'>, number: number) =>
    on.query('-- test.write\ninsert into kept values ($1::int)', [number]);
  /** Whether something has come to its end without what it waits for. */
  const isOver = (work: Promise<unknown>) => Promise.race([work.then(() => true), after(100).then(() => false)]);

  test('lets readers in between its statements, whatever becomes of theirs', async () => {
    await database.longTransaction(async (tx) => {
      await tx.query('-- test.cursor\ndeclare numbers no scroll cursor for select n from generate_series(1, 3) n');
      await tx.query("-- test.memory\nset local work_mem = '64MB'");
      expect(await tx.query('-- test.fetch\nfetch 1 from numbers')).toEqual([{ n: 1 }]);
      expect(await database.query('-- test.one\nselect $1::int as one', [1])).toEqual([{ one: 1 }]);
      await expect(database.query('-- test.wrong\nselect 1 / 0')).rejects.toMatchObject({ code: '22012' });
      await expect(database.query('-- test.no-table\nselect * from nothing')).rejects.toMatchObject({ code: '42P01' });
      const [reader] = await database.query<{ memory: string }>(
        "-- test.setting\nselect current_setting('work_mem') as memory",
      );
      expect(reader?.memory).toBe('4MB');
      expect(await tx.query("-- test.own\nselect current_setting('work_mem') as memory")).toEqual([{ memory: '64MB' }]);
      expect(await tx.query('-- test.fetch\nfetch 2 from numbers')).toEqual([{ n: 2 }, { n: 3 }]);
      expect(database.exclusiveSince()).toBeNull();
      await write(tx, 1);
    });
    expect(await read()).toEqual([{ number: 1 }]);
  });

  test('is undone where it fails, and readers go on', async () => {
    const failing = database.longTransaction(async (tx) => {
      await write(tx, 1);
      const failed = tx.query('-- test.wrong\nselect 1 / 0');
      const reading = read();
      await expect(failed).rejects.toMatchObject({ code: '22012' });
      await expect(tx.query('-- test.late\nselect 1')).rejects.toMatchObject({ code: '25P02' });
      throw Object.assign(new Error('given up'), { reading });
    });
    const error = await failing.catch((reason: unknown) => reason);
    expect(String(error)).toContain('given up');
    await (error as { reading: Promise<unknown> }).reading;
    expect(await read()).toEqual([]);
  });

  test('takes nothing away that somebody else writes meanwhile', async () => {
    const writing: Promise<unknown>[] = [];
    const failing = database.longTransaction(async (tx) => {
      writing.push(
        write(database, 2),
        database.transaction((other) => write(other, 3)),
      );
      await tx.query('-- test.more\nselect 1');
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    await Promise.all(writing);
    expect(await read()).toEqual([{ number: 2 }, { number: 3 }]);
  });

  test('does not wait for readers that it keeps out', async ({ skip }) => {
    if (database.connections > 1) skip();
    const STATEMENTS = 60;
    let late: ReturnType<typeof read> | undefined;
    let took = 0;
    await database.longTransaction(async (tx) => {
      await tx.excludeReaders();
      late = read();
      const begun = performance.now();
      for (let number = 0; number < STATEMENTS; number++) await write(tx, number);
      took = performance.now() - begun;
    });
    // Each would wait for 40 ms.
    expect(took).toBeLessThan(STATEMENTS * 20);
    expect(await late).toHaveLength(STATEMENTS);
  });

  test('on one connection keeps readers waiting from when it excludes them until it admits them again or ends', async ({
    skip,
  }) => {
    if (database.connections > 1) skip();
    let late: ReturnType<typeof read> | undefined;
    await database.longTransaction(async (tx) => {
      expect(await isOver(read())).toBe(true);
      await tx.excludeReaders();
      expect(database.exclusiveSince()?.at).toBeInstanceOf(Date);
      expect(database.longSince()?.at).toBeInstanceOf(Date);
      await expect(database.probe.query('-- test.probe\nselect 1')).rejects.toThrow();
      const waiting = read();
      expect(await isOver(waiting)).toBe(false);
      await tx.admitReaders();
      expect(database.exclusiveSince()).toBeNull();
      expect(await isOver(read())).toBe(true);
      await tx.excludeReaders();
      await write(tx, 4);
      late = read();
      expect(await isOver(late)).toBe(false);
    });
    expect(await late).toEqual([{ number: 4 }]);
  });
});
