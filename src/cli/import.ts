import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { type ImportOptions, importPackage } from '../import/import.ts';
import { checkTable } from './check-table.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand } from './usage.ts';

/** `import DIR`: the package becomes the next release of its data set. */
export async function importCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals, values } = parseCommand({ args, allowPositionals: true, options: { yes: { type: 'boolean' } } });
  const directory = onlyArgument(positionals, message('cli.one-folder'));
  const closing = values.yes ? 'confirmed' : 'refused';
  const database = await openDatabase(config.database, { application: 'govgraph import' });
  try {
    for (const line of await importFolder(database, directory, terminal, { closing })) terminal.print(line);
  } finally {
    await database.close();
  }
}

/** Imports one package, showing how far it is, and tells in lines what came of it, in the language of the terminal. */
export async function importFolder(
  database: Database,
  directory: string,
  { locale, progress }: Pick<Terminal, 'locale' | 'progress'>,
  options: Omit<ImportOptions, 'problemLimit'> = {},
): Promise<string[]> {
  const line = progress();
  const inWords = (text: Text) => translate(text, locale);
  try {
    const { dataset, version, outcome, seq, counts, changes, checks, notes } = await importPackage(
      database,
      directory,
      {
        ...options,
        onProgress: (progress) => {
          line.show(progress);
          options.onProgress?.(progress);
        },
      },
    );
    const release = String(seq);
    const text = message('cli.imported', {
      name: `${dataset} ${version}`,
      outcome:
        outcome === 'UNCHANGED'
          ? message('cli.unchanged', { release })
          : message('cli.published', { release, ...changes }),
      contents: list(
        Object.entries(counts).map(([resource, count]) => message('cli.resource-count', { resource, count })),
      ),
    });
    // What stands already was told when it came.
    const table = outcome === 'UNCHANGED' ? [] : checkTable(checks, locale);
    return [inWords(text), ...[...notes.map(inWords), ...table].map((line) => `  ${line}`)];
  } finally {
    line.end();
  }
}
