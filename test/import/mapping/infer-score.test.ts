import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { scoreInference } from './inference-score.ts';
import { FIXTURES, importMappedFile } from './support.ts';

/** Files of publishers, the mapping of each, and what is imported before. */
const FILES = [
  ['county', 'county.csv', 'county.mapping.json'],
  ['nbs', 'gdp.csv', 'nbs.mapping.json'],
  ['nbs', 'growth.csv', 'nbs.mapping.json'],
  ['genesis', 'genesis.csv', 'genesis.mapping.json'],
  ['wgi-wide', 'wgi.csv', 'wgi-wide.mapping.json'],
  ['wgi-long', 'wgi.csv', 'wgi-long.mapping.json'],
  ['world-bank', 'urban.csv', 'world-bank.mapping.json'],
  ['city', 'city.csv', 'city.mapping.json'],
  ['sdg', 'homicide.csv', 'sdg.mapping.json'],
  ['targets', 'targets.csv', 'targets.mapping.json'],
  ['waste', 'waste.csv', 'waste.mapping.json'],
  ['ecb', 'rates.sdmx.json', 'ecb.mapping.json'],
  ['oecd', 'unemployment.json', 'oecd.mapping.json'],
  ['sdmx-twg', 'example-01.sdmx.csv', 'sdmx-twg.mapping.json'],
  ['sdmx-twg', 'example-04.sdmx.csv', 'semicolon.mapping.json'],
] as const;

test.each(FILES)('%s %s', async (set, file, by) => {
  const database: Database = await openMemory();
  try {
    if (set === 'city') await importMappedFile(database, { set, file: 'divisions.csv', by: 'divisions.mapping.json' });
    await importMappedFile(database, { set, file, by });
    const score = await scoreInference(database, join(FIXTURES, set, file), join(FIXTURES, set, by));
    expect({ wrong: score.wrong, examples: score.examples }).toEqual({ wrong: 0, examples: [] });
    expect(score.right + score.asked).toBeGreaterThan(0);
  } finally {
    await database.close();
  }
});

/** Files without figures: none may be made of them. */
const WITHOUT_FIGURES = [
  ['gmpp', '2018.csv', '2018.mapping.json'],
  ['gmpp', '2021.csv', '2021.mapping.json'],
  ['sdg-tree', 'tree.csv', 'sdg-tree.mapping.json'],
] as const;

test.each(WITHOUT_FIGURES)('%s %s, of which something is asked and no figure is made', async (set, file, by) => {
  const database: Database = await openMemory();
  try {
    // Its year names departments that nobody has defined.
    const standing = file === '2021.csv' ? { file: '2018.csv', by: '2018.mapping.json' } : { file, by };
    await importMappedFile(database, { set, ...standing });
    const { questions, ...score } = await scoreInference(database, join(FIXTURES, set, file), join(FIXTURES, set, by));
    expect(score).toEqual({ right: 0, asked: 0, wrong: 0, examples: [] });
    expect(questions).not.toEqual([]);
  } finally {
    await database.close();
  }
});
