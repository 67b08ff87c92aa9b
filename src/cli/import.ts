import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { type ImportOptions, type ImportResult, importPackage } from '../import/import.ts';
import { ImportRefused, quoted } from '../import/package/problem.ts';
import { MODES } from '../import/standing/mode.ts';
import { writeProblems } from '../import/write-problems.ts';
import { checkTable } from './check-table.ts';
import { openForCommand } from './open-database.ts';
import { previewTable } from './preview-table.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

/** `import DIR`: the package becomes the next release of its data set. */
export async function importCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals, values } = parseCommand({
    args,
    allowPositionals: true,
    options: {
      yes: { type: 'boolean' },
      mode: { type: 'string' },
      'dry-run': { type: 'boolean' },
      problems: { type: 'string' },
    },
  });
  const directory = onlyArgument(positionals, message('cli.one-folder'));
  const named = values.mode ?? 'replace';
  const mode = MODES.get(named);
  if (mode === undefined) throw new UsageError(message('cli.invalid-mode', { value: quoted(named) }));
  if (values.yes && mode !== 'REPLACE') throw new UsageError(message('cli.confirmed-addition', { mode: named }));
  const closing = values.yes ? 'confirmed' : 'refused';
  const dryRun = values['dry-run'] === true;
  const written = values.problems === undefined ? null : resolve(values.problems);
  if (written !== null && existsSync(written)) {
    throw badInput('problems', message('cli.problems-exist', { folder: written }));
  }
  const database = await openForCommand(config, 'govgraph import');
  try {
    const options: FolderOptions = { mode, closing, dryRun, keepsProblems: written !== null };
    const { lines, refusal } = await runImport(database, directory, terminal, options);
    for (const line of lines) terminal.print(line);
    // A dry run ends as the import would.
    if (refusal !== undefined) throw refusal;
  } catch (error) {
    if (written !== null && error instanceof ImportRefused) {
      const files = await writeProblems(directory, error, written, terminal.locale);
      terminal.print(message('cli.problems-written', { folder: written, files: list(files) }));
    }
    throw error;
  } finally {
    await database.close();
  }
}

type FolderOptions = Omit<ImportOptions, 'problemLimit'>;

/** Imports one package, showing how far it is, and tells in lines what came of it, in the language of the terminal. */
export async function importFolder(
  database: Database,
  directory: string,
  terminal: Pick<Terminal, 'locale' | 'progress'>,
  options: FolderOptions = {},
): Promise<string[]> {
  return (await runImport(database, directory, terminal, options)).lines;
}

/** The same with what the import would be refused for, of a dry run. */
async function runImport(
  database: Database,
  directory: string,
  { locale, progress }: Pick<Terminal, 'locale' | 'progress'>,
  options: FolderOptions,
): Promise<{ readonly lines: string[]; readonly refusal: ImportRefused | undefined }> {
  const line = progress();
  const inWords = (text: Text) => translate(text, locale);
  try {
    const result = await importPackage(database, directory, {
      ...options,
      onProgress: (progress) => {
        line.show(progress);
        options.onProgress?.(progress);
      },
    });
    const { dataset, version, outcome, counts, checks, notes, preview } = result;
    const text = message('cli.imported', {
      name: `${dataset} ${version}`,
      outcome: outcomeText(result),
      contents: list(
        Object.entries(counts).map(([resource, count]) => message('cli.resource-count', { resource, count })),
      ),
    });
    // What stands already was told when it came.
    const table = outcome === 'UNCHANGED' ? [] : checkTable(checks, locale);
    const changes = preview === undefined ? [] : previewTable(preview, locale);
    const details = [...changes, ...notes.map(inWords), ...table].map((line) => `  ${line}`);
    return { lines: [inWords(text), ...details], refusal: result.refusal };
  } finally {
    line.end();
  }
}

function outcomeText({ outcome, seq, changes }: ImportResult): Text {
  const release = String(seq);
  if (outcome === 'UNCHANGED') return message('cli.unchanged', { release });
  return message(outcome === 'PREVIEWED' ? 'cli.previewed' : 'cli.published', { release, ...changes });
}
