import type { Config } from '../config.ts';
import { message } from '../domain/message/message.ts';
import { reportTask } from '../import/report/report-task.ts';
import { openForCommand } from './open-database.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand, UsageError } from './usage.ts';

/** `report TASK --status …`: how far a task has got, by the organization that says so. */
export async function reportCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseCommand({
    args,
    allowPositionals: true,
    options: { status: text, progress: text, dataset: text, at: text, by: text, note: text, lang: text, rating: text },
  });
  const task = onlyArgument(positionals, message('cli.one-task'));
  const { status, progress, dataset, at, by, note, lang, rating } = values;
  if (status === undefined) throw new UsageError(message('cli.no-status'));
  if ((note === undefined) !== (lang === undefined)) throw new UsageError(message('cli.note-without-language'));

  const database = await openForCommand(config, 'govgraph report');
  try {
    const result = await reportTask(database, {
      dataset: dataset ?? config.defaultDataset,
      task,
      status,
      progress: progress ?? null,
      rating: rating ?? null,
      at: at ?? null,
      by: by ?? null,
      note: note === undefined || lang === undefined ? null : { [lang]: note },
    });
    const { dataset: owner, status: reported, ownProgress: reached } = result;
    const state = { task: result.task, dataset: owner, status: reported };
    terminal.print(
      reached === null
        ? message('cli.reported', state)
        : message('cli.reported-progress', { ...state, progress: reached }),
    );
    if (result.rating !== null) terminal.print(message('cli.reported-rating', { rating: result.rating }));
  } finally {
    await database.close();
  }
}
