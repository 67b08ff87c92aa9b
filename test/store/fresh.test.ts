import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPackage } from '../../src/ingest/import.ts';
import { openDatabase } from '../../src/store/database.ts';
import { dataOf, graphOver } from '../support/graph.ts';
import { BUNDLED } from '../support/template.ts';

test('an embedded database that was made by this very process knows the types that the migration brought', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-fresh-'));
  const database = await openDatabase({ kind: 'embedded', directory });
  try {
    await importPackage(database, BUNDLED);
    const data = await dataOf(
      graphOver(database)(`{
        metric(code: "criminal-cases-filed") { latest(frequency: [SPAN]) { value change(kind: YOY) { impliedBase reason } } }
        observations(where: { metrics: ["homicide-cases-filed"], statusFlags: [NORMAL], basis: [PUBLISHED], frequency: [SPAN] }) { totalCount }
        tasks(where: { status: [COMPLETED], light: [GREEN], region: "620500" }) { totalCount }
      }`),
    );
    expect(data.metric.latest).toEqual({ value: '6782', change: { impliedBase: '6540', reason: 'NO_BASE' } });
    expect(data.observations.totalCount).toBe(1);
    expect(data.tasks.totalCount).toBe(54);
  } finally {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
});
