import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { documentReader } from '../../../src/server/graphql/document.ts';
import { countRounds } from '../../support/rounds.ts';

const { limits } = loadConfig({});
const schema = buildSchema('type Query { a: Int }');
/** A text so long that it is read in steps. */
const longText = (name: string) =>
  `{ ${Array.from({ length: 90 }, (_, at) => `${name}_${'alias'.repeat(12)}_${at}: a`).join(' ')} }`;

const reader = () => documentReader({ schema, limits, compileAfter: 2 });
const waiting = (client: string) => ({ client, findObstacle: () => null });

describe('short documents', () => {
  it('let the event loop go round where many come together', async () => {
    const read = reader();
    const text = (name: string) => `{ ${Array.from({ length: 60 }, (_, at) => `${name}_${at}: a`).join(' ')} }`;
    const readAll = () => Promise.all(Array.from({ length: 300 }, (_, at) => read(text(`n${at}`), waiting('a'))));
    const rounds = await countRounds(readAll);
    expect(rounds).toBeGreaterThan(5);
  });

  it('are read at once where one comes alone', () => {
    expect(reader()('{ a }', waiting('a'))).not.toBeInstanceOf(Promise);
  });
});

describe('a long document', () => {
  it('lets the event loop go round while it is read, however many are', async () => {
    const read = reader();
    const text = (name: string) => `{ ${Array.from({ length: 100 }, (_, at) => `${name}_alias_${at}: a`).join(' ')} }`;
    const readAll = () => Promise.all(Array.from({ length: 100 }, (_, at) => read(text(`n${at}`), waiting('a'))));
    const rounds = await countRounds(readAll);
    expect(rounds).toBeGreaterThan(5);
  });

  it('is read once for all who ask with it at the same time', async () => {
    const read = reader();
    const documents = await Promise.all(['a', 'b', 'c'].map((client) => read(longText('x'), waiting(client))));
    expect(documents[0]?.errors).toEqual([]);
    expect(new Set(documents).size).toBe(1);
  });

  it('is not read to its end where everybody who asked with it has left', async () => {
    const read = reader();
    let hasLeft = false;
    const leaving = { client: 'a', findObstacle: () => (hasLeft ? new Error('cancelled') : null) };
    const given = Promise.resolve(read(longText('x'), leaving));
    hasLeft = true;
    // Who asks after that is answered.
    const anew = read(longText('x'), waiting('b'));
    await expect(Promise.all([given, anew])).resolves.toHaveLength(2);

    const abandoned = Promise.resolve(read(longText('y'), leaving));
    await expect(abandoned).rejects.toThrow('cancelled');
    const again = await read(longText('y'), waiting('b'));
    expect(again.errors).toEqual([]);
  });

  it('of one client is read between those of another', async () => {
    const read = reader();
    const ended: string[] = [];
    const ask = async (client: string, name: string) => {
      await read(longText(name), waiting(client));
      ended.push(client);
    };
    const many = Array.from({ length: 12 }, (_, at) => ask('many', `m${at}`));
    await Promise.all([...many, ask('one', 'o')]);
    // In the order in which they came, all the others would end before.
    expect(ended.indexOf('one')).toBeLessThan(6);
  });
});
