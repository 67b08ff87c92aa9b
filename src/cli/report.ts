import type { Config } from '../config.ts';
import { openDatabase } from '../database/database.ts';
import { reportTask } from '../import/report/report-task.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

/** `report TASK --status …`: how far a task has got, by the organization that says so. */
export async function reportCommand(args: string[], config: Config): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseCommand({
    args,
    allowPositionals: true,
    options: { status: text, progress: text, dataset: text, at: text, by: text, note: text, lang: text },
  });
  const task = onlyArgument(positionals, 'code of a task');
  const { status, progress, dataset, at, by, note, lang } = values;
  if (status === undefined) throw new UsageError('Give the status with --status.');
  if ((note === undefined) !== (lang === undefined)) throw new UsageError('Give --note and --lang together.');

  const database = await openDatabase(config.database);
  try {
    const result = await reportTask(database, {
      dataset: dataset ?? config.defaultDataset,
      task,
      status,
      progress: progress ?? null,
      at: at ?? null,
      by: by ?? null,
      note: note === undefined || lang === undefined ? null : { [lang]: note },
    });
    const reached = result.ownProgress === null ? '' : `, ${result.ownProgress} per cent`;
    console.log(`Reported: ${result.task} of ${result.dataset} is ${result.status}${reached}.`);
  } finally {
    await database.close();
  }
}
