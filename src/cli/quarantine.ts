import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { badInput, DomainError } from '../domain/core/errors.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { listed, oneLine, placeWords, quoted } from '../import/package/problem.ts';
import {
  countKept,
  dropKept,
  type KeptChoice,
  keptDatasets,
  type ListedRow,
  listKept,
} from '../import/quarantine/store.ts';
import { retryKept } from '../import/retry.ts';
import { MODES } from '../import/standing/mode.ts';
import { describeResult } from './import-result.ts';
import { openForCommand } from './open-database.ts';
import type { QuarantineAction } from './quarantine-action.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

/** What of the options of `import` each action takes besides --quarantine. */
const OPTIONS: Readonly<Record<QuarantineAction, readonly string[]>> = {
  list: ['dataset'],
  retry: ['dataset', 'mode', 'dry-run', 'mapping'],
  drop: ['dataset', 'yes'],
};

interface QuarantineValues {
  readonly dataset?: string | undefined;
  readonly mode?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly mapping?: string | undefined;
}

/** `import --quarantine list|retry|drop [ID…] [--dataset CODE]`: lists rows that imports left out, tries them again, or drops them. */
export async function quarantineCommand(
  action: QuarantineAction,
  ids: readonly string[],
  values: QuarantineValues,
  config: Config,
  terminal: Terminal,
): Promise<void> {
  const chosen = readArguments(action, ids, values);
  const database = await openForCommand(config, 'govgraph import');
  try {
    await runQuarantine(database, chosen, terminal);
  } finally {
    await database.close();
  }
}

/** What is to be done with which of the kept rows. */
export interface QuarantineRun extends Pick<Parameters<typeof retryKept>[1], 'choice' | 'mode' | 'dryRun' | 'mapping'> {
  readonly action: QuarantineAction;
  /** Whether all rows may be dropped. */
  readonly isConfirmed: boolean;
}

function readArguments(action: QuarantineAction, ids: readonly string[], values: QuarantineValues): QuarantineRun {
  const foreign = Object.keys(values).find((name) => name !== 'quarantine' && !OPTIONS[action].includes(name));
  if (foreign !== undefined) {
    throw new UsageError(message('cli.quarantine-option', { action, option: `--${foreign}` }));
  }
  const mode = MODES.get(values.mode ?? 'append');
  if (mode === undefined || mode === 'REPLACE') throw new UsageError(message('cli.retry-mode'));
  const choice: KeptChoice = {
    ...(ids.length === 0 ? {} : { ids: ids.map(readId) }),
    dataset: values.dataset,
  };
  // Who runs the command and who has the database open may be in different folders.
  const mapping = values.mapping === undefined ? undefined : resolve(values.mapping);
  return { action, choice, mode, mapping, dryRun: values['dry-run'] === true, isConfirmed: values.yes === true };
}

/** The same over an open database. */
export async function runQuarantine(
  database: Database,
  { action, isConfirmed, ...retrying }: QuarantineRun,
  terminal: Pick<Terminal, 'locale' | 'print' | 'progress'>,
): Promise<void> {
  const { choice } = retrying;
  await refuseUnknown(database, choice);
  if (action === 'list') await showKept(database, choice, terminal);
  else if (action === 'drop') await dropChosen(database, choice, isConfirmed, terminal);
  else await retryChosen(database, retrying, terminal);
}

const MAX_ID = 2_147_483_647;

function readId(given: string): number {
  const id = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (id <= MAX_ID) return id;
  throw new UsageError(message('cli.invalid-id', { value: quoted(given) }));
}

async function refuseUnknown(database: Database, { ids = [], ...choice }: KeptChoice): Promise<void> {
  const found = new Set((await listKept(database, { ...choice, ids }, ids.length)).map(({ id }) => id));
  const unknown = ids.filter((id) => !found.has(id));
  if (unknown.length > 0)
    throw new DomainError('NOT_FOUND', message('cli.not-kept', { ids: list(unknown.map(String)) }));
}

/** More lines than anybody reads at a terminal. */
const MAX_LISTED = 200;

/** Tells what is wrong with kept rows, and answers how many they are. */
async function showReasons(database: Database, choice: KeptChoice, terminal: Shown): Promise<number> {
  const rows = await listKept(database, choice, MAX_LISTED);
  const count = await countKept(database, choice);
  printRows(rows, count, terminal);
  return count;
}

/** Tells the first rows, and how many more of the `count` there are. */
function printRows(rows: readonly ListedRow[], count: number, terminal: Shown): void {
  for (const row of rows.slice(0, MAX_LISTED)) for (const text of rowTexts(row)) terminal.print(text);
  const more = count - Math.min(rows.length, MAX_LISTED);
  if (more > 0) terminal.print(message('cli.more-kept', { more }));
}

async function showKept(database: Database, choice: KeptChoice, terminal: Shown): Promise<void> {
  const count = await showReasons(database, choice, terminal);
  terminal.print(count === 0 ? await nothingKept(database, choice) : message('cli.kept', { count }));
}

/** Says that no row is kept, and of which data sets some are. */
async function nothingKept(database: Database, { dataset }: KeptChoice): Promise<Text> {
  const kept = dataset === undefined ? [] : await keptDatasets(database);
  if (dataset === undefined || kept.length === 0) return message('cli.kept', { count: 0 });
  return message('cli.none-kept-of', { dataset: quoted(dataset), datasets: list(kept.map(oneLine)) });
}

function rowTexts({ id, dataset, cell, faults }: ListedRow): Text[] {
  const name = [String(id), oneLine(dataset), ...(cell === null ? [] : [oneLine(cell)])].join(' ');
  return faults.map(({ value, message: words, expected, ...fault }) => {
    const place =
      value === null || value === ''
        ? message('cli.kept-row', { name, place: placeWords(fault) })
        : message('cli.kept-value', { name, place: placeWords(fault), value: quoted(value) });
    return expected === null
      ? message('import.problem', { place, words })
      : message('import.problem-expected', { place, words, expected });
  });
}

async function dropChosen(database: Database, choice: KeptChoice, isConfirmed: boolean, terminal: Shown) {
  if (choice.ids === undefined && !isConfirmed) {
    const count = await countKept(database, choice);
    if (count > 0) throw badInput('yes', message('cli.confirm-drop', { count }));
  }
  const count = await database.transaction((tx) => dropKept(tx, choice));
  terminal.print(count === 0 ? await nothingKept(database, choice) : message('cli.dropped', { count }));
}

type Shown = Parameters<typeof runQuarantine>[2];
type Retrying = Omit<QuarantineRun, 'action' | 'isConfirmed'>;

async function retryChosen(database: Database, retrying: Retrying, terminal: Shown): Promise<void> {
  const line = terminal.progress();
  let isEmpty = true;
  const keeping = new Set<string>();
  try {
    for await (const { dataset, file, tried, kept, leftOut, cameIn, stay, result } of retryKept(database, {
      ...retrying,
      onProgress: (progress) => line.show(progress),
    })) {
      isEmpty = false;
      line.end();
      if (kept > 0) keeping.add(dataset);
      const name = `${oneLine(dataset)} ${oneLine(file)}`;
      const count = [...leftOut.values()].reduce((sum, one) => sum + one, 0);
      const good = tried - kept - count;
      terminal.print(message('cli.retried', { name, good, kept }));
      if (count > 0) {
        const rules = [...leftOut].map(([rule, count]) => message('mapping.skipped-cells', { rule, count }));
        terminal.print(message('cli.retried-left-out', { count, rules: list(rules) }));
      }
      if (retrying.dryRun === true && cameIn.length > 0)
        terminal.print(message('cli.would-come-in', { ids: listed(cameIn.map(String)) }));
      if (result !== null && good > 0) {
        for (const text of describeResult(result, terminal.locale)) terminal.print(text);
      }
      // The reasons that are stored stay as they were.
      if (retrying.dryRun === true) printRows(stay, stay.length, terminal);
    }
  } finally {
    line.end();
  }
  if (isEmpty) terminal.print(await nothingKept(database, retrying.choice));
  if (keeping.size === 0) return;
  if (retrying.dryRun !== true)
    for (const dataset of keeping) await showReasons(database, { ...retrying.choice, dataset }, terminal);
  if (retrying.mapping === undefined) terminal.print(message('cli.retry-with-mapping'));
}
