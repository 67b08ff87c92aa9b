import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { type Columnar, openColumnar } from '../../src/read/columnar/columnar.ts';
import { readSnapshot } from '../../src/read/core/snapshot.ts';
import { type Ask, graphOver } from './graph.ts';

export interface TestCopies extends Columnar {
  readonly directory: string;
  readonly warnings: string[];
  /** How many copies were made. */
  readonly made: string[];
  /** Follows what is published, and waits until it is copied. */
  catchUp(): Promise<void>;
}

/** Copies of a database in a folder of their own, which answer however little is asked. */
export async function openCopies(database: Database, given?: string, retryAfter = 60_000): Promise<TestCopies> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'govgraph-columnar-')));
  const warnings: string[] = [];
  const made: string[] = [];
  const columnar = await openColumnar({
    directory,
    sql: database,
    log: {
      info: (details) => made.push(String((details as { dataset?: string }).dataset)),
      warn: (details, words) => warnings.push(`${words}: ${(details as { reason?: string }).reason}`),
    },
    threads: 2,
    memoryMegabytes: 512,
    leastUnits: 0,
    // So that each data set has several, some of which have one type and some another.
    partRows: 100,
    retryAfter,
  });
  return {
    ...columnar,
    directory,
    warnings,
    made,
    catchUp: async () => {
      columnar.follow(await readSnapshot(database));
      await columnar.settled();
    },
    close: async () => {
      await columnar.close();
      if (given === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Asks as `graphOver` does. What a copy of what is published could answer too is asked of both sides, which have to say the same. Whatever is
 * published in between is copied first.
 */
export async function graphOnBothSides(database: Database): Promise<{ readonly ask: Ask; close(): Promise<void> }> {
  const copies = await openCopies(database);
  const [ask, copied] = [graphOver(database), graphOver(database, {}, copies)];
  const isForCopies = (variables: Parameters<Ask>[1]) => {
    const input = variables?.input as { readonly rollUp?: unknown } | undefined;
    return input !== undefined && input.rollUp == null;
  };
  return {
    ask: async (query, variables, headers) => {
      const answer = await ask(query, variables, headers);
      if (!isForCopies(variables)) return answer;
      await copies.catchUp();
      const { data, errors } = await copied(query, variables, headers);
      expect({ data, errors }).toEqual({ data: answer.data, errors: answer.errors });
      return answer;
    },
    close: async () => {
      await copies.close();
      expect(copies.warnings).toEqual([]);
    },
  };
}
