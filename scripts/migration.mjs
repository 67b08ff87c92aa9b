// `npm run migration -- NAME`: writes the migration that leads from those that exist to prisma/schema.prisma.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const FOLDER = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));
/** Always proposed for the columns that the schema calls Unsupported("numeric"), and always without effect. */
const PROPOSED_IN_VAIN = /^ALTER TABLE [^;]*?ALTER COLUMN "\w+" SET DATA TYPE numeric;$/gm;

const [name] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error(
    'Give the migration a name of small letters, digits and underscores: npm run migration -- task_priority',
  );
  process.exit(2);
}
await setUp({ development: false });
const sql = await difference();
if (sql === '') {
  console.log('There is nothing new in prisma/schema.prisma.');
} else {
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = `${FOLDER}${moment}_${name}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/migration.sql`, `${sql}\n`);
  console.log(`Written: prisma/migrations/${moment}_${name}/migration.sql. Read it before you commit it.`);
}

async function difference() {
  const { PGlite } = await import('@electric-sql/pglite');
  const { pgliteEngine } = await import('../dist/database/pglite.js');
  const { migrate, nextMigration } = await import('../dist/database/migrate.js');
  const engine = pgliteEngine(await PGlite.create());
  try {
    await migrate(engine);
    const parts = (await nextMigration(engine))
      .split(/^(?=-- )/m)
      .map((part) => part.replace(PROPOSED_IN_VAIN, '').trim());
    return parts.filter((part) => part.replace(/^--.*$/gm, '').trim() !== '').join('\n\n');
  } finally {
    await engine.close();
  }
}
