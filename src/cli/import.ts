import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { translate } from '../domain/message/translate.ts';
import { importPackage } from '../import/import.ts';
import { checkTable } from './check-table.ts';
import { progressLine } from './progress.ts';
import { onlyArgument, parseCommand } from './usage.ts';

/** `import DIR`: the package becomes the next release of its data set. */
export async function importCommand(args: string[], config: Config): Promise<void> {
  const { positionals } = parseCommand({ args, allowPositionals: true });
  const directory = onlyArgument(positionals, 'folder that holds a package');
  const database = await openDatabase(config.database);
  try {
    for (const line of await importFolder(database, directory)) console.log(line);
  } finally {
    await database.close();
  }
}

/** Imports one package, showing how far it is, and tells in lines what came of it. */
export async function importFolder(database: Database, directory: string, onlyNew = false): Promise<string[]> {
  const progress = progressLine(process.stderr);
  try {
    const { dataset, version, outcome, seq, counts, changes, checks, notes } = await importPackage(
      database,
      directory,
      {
        onProgress: progress.show,
        onlyNew,
      },
    );
    const name = `${dataset} ${version}`;
    const contents = Object.entries(counts).map(([resource, count]) => `${count.toLocaleString('en')} ${resource}`);
    const came =
      outcome === 'UNCHANGED'
        ? `unchanged, still release ${seq}`
        : `published as release ${seq} (${changes.opened} rows opened, ${changes.closed} closed, ${changes.updated} updated)`;
    // What stands already was told when it came.
    const table = outcome === 'UNCHANGED' ? [] : checkTable(checks);
    return [
      `${name}: ${came}: ${contents.join(', ')}`,
      ...[...notes.map((note) => translate(note, 'en')), ...table].map((line) => `  ${line}`),
    ];
  } finally {
    progress.end();
  }
}
