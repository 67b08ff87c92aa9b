import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { list, message } from '../domain/message/message.ts';
import { importPackage } from '../import/import.ts';
import type { ImportOptions, ImportProgress, ImportResult } from '../import/import-options.ts';
import { ImportRefused, quoted } from '../import/package/problem.ts';
import { MODES } from '../import/standing/mode.ts';
import { describeFailure } from './failure.ts';
import { describeResult } from './import-result.ts';
import { openForCommand } from './open-database.ts';
import { isQuarantineAction, QUARANTINE_ACTIONS } from './quarantine-action.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

/**
 * `import DIR` and `import FILE --mapping M`: a package, or what a mapping makes of a file, becomes the next release of its data set.
 * `import --quarantine list` and its like: what becomes of rows that imports left out.
 */
export async function importCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals, values } = parseCommand({
    args,
    allowPositionals: true,
    options: {
      yes: { type: 'boolean' },
      mode: { type: 'string' },
      'dry-run': { type: 'boolean' },
      mapping: { type: 'string' },
      dataset: { type: 'string' },
      infer: { type: 'boolean' },
      problems: { type: 'string' },
      quarantine: { type: 'boolean' },
    },
  });
  const [action = ''] = positionals;
  if (values.quarantine && isQuarantineAction(action)) {
    const { quarantineCommand } = await import('./quarantine.ts');
    return quarantineCommand(action, positionals.slice(1), values, config, terminal);
  }
  if (values.quarantine && values.mapping === undefined && action !== '' && !existsSync(action)) {
    const actions = list(QUARANTINE_ACTIONS);
    throw new UsageError(message('cli.unknown-quarantine-action', { action: quoted(action), actions }));
  }
  const path = onlyArgument(positionals, message('cli.one-folder'));
  const { mapping, dataset, infer } = values;
  if (infer) {
    if (
      mapping !== undefined ||
      values.mode !== undefined ||
      values.yes ||
      values['dry-run'] ||
      values.problems ||
      values.quarantine
    ) {
      throw new UsageError(message('cli.infer-alone'));
    }
    // Readers of workbooks take a sixth of a second to load, and a package needs none.
    const { inferCommand } = await import('./infer.ts');
    return inferCommand(path, dataset, config, terminal);
  }
  if (mapping === undefined && dataset !== undefined) throw new UsageError(message('cli.dataset-without-mapping'));
  if (mapping === undefined && (await isFile(path))) throw new UsageError(message('cli.file-without-mapping'));
  const named = values.mode ?? (mapping === undefined ? 'replace' : 'append');
  const mode = MODES.get(named);
  if (mode === undefined) throw new UsageError(message('cli.invalid-mode', { value: quoted(named) }));
  if (values.yes && mode !== 'REPLACE') throw new UsageError(message('cli.confirmed-addition', { mode: named }));
  if (values.problems !== undefined && values.quarantine) throw new UsageError(message('cli.quarantine-or-problems'));
  const closing = values.yes ? 'confirmed' : 'refused';
  const dryRun = values['dry-run'] === true;
  const folder = values.problems === undefined ? null : resolve(values.problems);
  if (folder !== null && existsSync(folder)) throw badInput('problems', message('cli.problems-exist', { folder }));
  const database = await openForCommand(config, 'govgraph import');
  const quarantine = values.quarantine === true;
  const options: FolderOptions = { mode, closing, dryRun, keepsProblems: folder !== null, quarantine };
  const interrupted = () => {
    terminal.error(message('cli.import-interrupted'));
    process.kill(process.pid, 'SIGINT');
  };
  // Whoever interrupts it twice ends the process as the signal does by itself.
  process.once('SIGINT', interrupted);
  try {
    const { lines, refusal } = await (mapping === undefined
      ? runImport(database, path, terminal, options)
      : importMapped(database, path, terminal, { ...options, mapping, dataset }));
    for (const line of lines) terminal.print(line);
    // A dry run ends as the import would.
    if (refusal !== undefined) throw refusal;
  } catch (error) {
    if (folder !== null && error instanceof ImportRefused) {
      const { writeProblems } = await import('../import/write-problems.ts');
      const source = mapping === undefined ? { directory: path } : { file: path, mapping };
      try {
        const files = await writeProblems(source, error, folder, terminal.locale);
        terminal.print(message('cli.problems-written', { folder, files: list(files) }));
      } catch (failed) {
        // What the package was refused for is told in any case.
        const failure = describeFailure(failed);
        if (!failure) throw failed;
        terminal.error(failure.text);
      }
    }
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
    await database.close();
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

type FolderOptions = Omit<ImportOptions, 'problemLimit'>;
type ShownOn = Pick<Terminal, 'locale' | 'progress'>;

/** Imports one package, showing how far it is, and tells in lines what came of it, in the language of the terminal. */
export async function importFolder(
  database: Database,
  directory: string,
  terminal: ShownOn,
  options: FolderOptions = {},
): Promise<string[]> {
  return (await runImport(database, directory, terminal, options)).lines;
}

interface Told {
  readonly lines: string[];
  readonly outcome: ImportResult['outcome'];
  /** What the import would be refused for, of a dry run. */
  readonly refusal: ImportRefused | undefined;
}

/** The same, with what came of it beside the lines. */
export const runImport = (
  database: Database,
  directory: string,
  terminal: ShownOn,
  options: FolderOptions,
): Promise<Told> =>
  showImport(terminal, options, (onProgress) => importPackage(database, directory, { ...options, onProgress }));

/** Imports a file by a mapping, and tells what came of it as of a package. */
export const importMapped = (
  database: Database,
  file: string,
  terminal: ShownOn,
  options: FolderOptions & { readonly mapping: string; readonly dataset?: string | undefined },
): Promise<Told> =>
  showImport(terminal, options, async (onProgress) => {
    const { importFile } = await import('../import/import-file.ts');
    return importFile(database, file, { ...options, onProgress });
  });

async function showImport(
  { locale, progress }: ShownOn,
  options: FolderOptions,
  run: (onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>,
): Promise<Told> {
  const line = progress();
  try {
    const result = await run((progress) => {
      line.show(progress);
      options.onProgress?.(progress);
    });
    return { lines: describeResult(result, locale), outcome: result.outcome, refusal: result.refusal };
  } finally {
    line.end();
  }
}
