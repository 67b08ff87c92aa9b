import { expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { lanesOver } from '../../src/database/lane/lane.ts';

/** A database that runs as many statements at once as it has connections, long ones for some milliseconds, and tells in which order. */
function slowDatabase(connections: number, milliseconds = 15) {
  const begun: string[] = [];
  let free = connections;
  const waiting: (() => void)[] = [];
  const query = async (text: string) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    begun.push(text);
    await new Promise((resolve) => setTimeout(resolve, text.startsWith('long') ? milliseconds : 1));
    const next = waiting.shift();
    if (next) next();
    else free += 1;
    return [];
  };
  return { begun, lanes: lanesOver({ connections, query } as unknown as Database) };
}

test('on one connection a short statement waits for the long one that runs, and for no other', async () => {
  const { begun, lanes } = slowDatabase(1);
  const long = ['a', 'b', 'c'].map((name) => lanes.long('a').query(`long ${name}`));
  await new Promise((resolve) => setTimeout(resolve, 5));
  // A request of three statements, each sent when the one before is answered.
  for (const name of ['1', '2', '3']) await lanes.short('a').query(`short ${name}`);
  await Promise.all(long);
  expect(begun).toEqual(['long a', 'short 1', 'short 2', 'short 3', 'long b', 'long c']);
});

test('on one connection long statements have their turn, however many short ones come', async () => {
  const { begun, lanes } = slowDatabase(1, 2);
  let going = true;
  const short = (async () => {
    while (going) await lanes.short('a').query('short');
  })();
  for (const name of ['a', 'b', 'c']) await lanes.long('a').query(`long ${name}`);
  going = false;
  await short;
  expect(begun.filter((text) => text.startsWith('long'))).toEqual(['long a', 'long b', 'long c']);
  expect(begun.filter((text) => text === 'short').length).toBeGreaterThan(3);
});

test('on several connections long statements leave half of them to short ones, which go first', async () => {
  const { begun, lanes } = slowDatabase(4);
  const long = Array.from({ length: 6 }, (_, index) => lanes.long('a').query(`long ${index + 1}`));
  const short = Array.from({ length: 4 }, (_, index) => lanes.short('a').query(`short ${index + 1}`));
  await Promise.all([...long, ...short]);
  expect(begun.slice(0, 6)).toEqual(['long 1', 'long 2', 'short 1', 'short 2', 'short 3', 'short 4']);
});

/** Statements that one client waits with. */
const MANY = 30;

test.each(['long', 'short'] as const)(
  'clients take turns on the %s lane, however much one of them waits with',
  async (lane) => {
    for (const connections of [1, 2, 4]) {
      const { begun, lanes } = slowDatabase(connections);
      const many = Array.from({ length: MANY }, (_, index) => lanes[lane]('many').query(`${lane} many ${index + 1}`));
      // A request whose statements follow one another, begun last.
      const few = (async () => {
        for (const name of ['1', '2', '3']) await lanes[lane]('few').query(`${lane} few ${name}`);
      })();
      await Promise.all([...many, few]);
      const others = begun.slice(0, begun.indexOf(`${lane} few 3`)).filter((text) => text.includes('many'));
      // In the order in which they came it would be all of them.
      expect(others.length).toBeLessThan(MANY - 5);
      expect(begun.filter((text) => text.includes('many'))).toEqual(
        Array.from({ length: MANY }, (_, index) => `${lane} many ${index + 1}`),
      );
      expect(lanes.waiting()).toEqual({ short: 0, long: 0 });
    }
  },
);

test('what the server reads for all goes before what clients wait with', async () => {
  for (const connections of [1, 2, 4]) {
    const { begun, lanes } = slowDatabase(connections);
    const clients = Array.from({ length: 12 }, (_, index) => lanes.short('a').query(`short ${index + 1}`));
    await Promise.all([...clients, lanes.own.query('own')]);
    expect(begun.indexOf('own')).toBeLessThanOrEqual(connections + 1);
  }
});
