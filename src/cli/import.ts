import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { type ImportResult, importPackage } from '../import/import.ts';
import { checkTable } from './check-table.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand } from './usage.ts';

/** `import DIR`: the package becomes the next release of its data set. */
export async function importCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals } = parseCommand({ args, allowPositionals: true });
  const directory = onlyArgument(positionals, (count) => message('cli.import-takes-one', { count }));
  const database = await openDatabase(config.database);
  try {
    for (const line of await importFolder(database, directory, terminal)) terminal.print(line);
  } finally {
    await database.close();
  }
}

/** Imports one package, showing how far it is, and tells in lines what came of it, in the language of the terminal. */
export async function importFolder(
  database: Database,
  directory: string,
  { locale, progress: startProgress }: Pick<Terminal, 'locale' | 'progress'>,
  onlyNew = false,
): Promise<string[]> {
  const progress = startProgress();
  try {
    const result = await importPackage(database, directory, { onProgress: progress.show, onlyNew });
    const notes: readonly Text[] = result.notes;
    // What stands already was told when it came.
    const table = result.outcome === 'UNCHANGED' ? [] : checkTable(result.checks, locale);
    const details = [...notes.map((note) => translate(note, locale)), ...table];
    return [translate(outcomeText(result), locale), ...details.map((line) => `  ${line}`)];
  } finally {
    progress.end();
  }
}

function outcomeText({ dataset, version, outcome, seq, counts, changes }: ImportResult): Text {
  const release = String(seq);
  // Resources have the names that they have in datapackage.json.
  const contents = list(
    Object.entries(counts).map(([resource, count]) => message('cli.resource-count', { resource, count })),
  );
  return outcome === 'UNCHANGED'
    ? message('cli.unchanged', { dataset, version, release, contents })
    : message('cli.published', { dataset, version, release, contents, ...changes });
}
