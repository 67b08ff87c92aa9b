import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import type { MappedRow } from '../import/convert/figure.ts';
import { type InferredMapping, inferFile } from '../import/infer-file.ts';
import { clipped, oneLine, quoted } from '../import/package/problem.ts';
import type { Inference } from '../import/question/inference.ts';
import { askQuestion } from './ask-question.ts';
import { openForCommand } from './open-database.ts';
import { OpenQuestions } from './open-question.ts';
import type { Terminal } from './terminal.ts';

/** `import FILE --infer`: writes what a file says of itself as a mapping, and ends with 2 where something has to be answered. */
export async function inferCommand(
  file: string,
  dataset: string | undefined,
  config: Config,
  terminal: Terminal,
): Promise<void> {
  const database = await openForCommand(config, 'govgraph import');
  try {
    await showInference(database, file, dataset, terminal);
  } finally {
    await database.close();
  }
}

type ShownOn = Pick<Terminal, 'locale' | 'print' | 'openPrompt'>;

/** The same over an open database. Where a person sits at the terminal, what the file does not say is asked. */
export async function showInference(
  database: Database,
  file: string,
  dataset: string | undefined,
  terminal: ShownOn,
): Promise<void> {
  const prompt = terminal.openPrompt?.() ?? null;
  let inferred: InferredMapping;
  try {
    inferred = await inferFile(database, file, {
      dataset,
      locale: terminal.locale,
      onInferred: ({ decisions }) => showDecisions(decisions, terminal),
      ...(prompt === null ? {} : { answer: (question) => askQuestion(question, prompt, terminal) }),
    });
  } finally {
    prompt?.close();
  }
  for (const line of describeInference(file, inferred)) terminal.print(line);
  const { questions } = inferred.inference;
  if (questions.length > 0) throw new OpenQuestions(questions.length);
}

function showDecisions(decisions: Inference['decisions'], terminal: ShownOn): void {
  for (const { at, words, sureness } of decisions) {
    terminal.print(message(sureness === 'CERTAIN' ? 'cli.inferred-sure' : 'cli.inferred-likely', { at, words }));
  }
}

function describeInference(
  file: string,
  { mappingFile, definitionsFile, inference, figures }: InferredMapping,
): Text[] {
  const { questions, proposals } = inference;
  const contents = [...proposals].map(([resource, rows]) =>
    message('cli.resource-count', { resource, count: rows.length }),
  );
  return [
    ...figures.map(({ cell, text, figure }) =>
      message('cli.inferred-figure', { cell: oneLine(cell), text: quoted(text), figure: figureWords(figure) }),
    ),
    ...questions.map(({ at, question, choices }) =>
      message('cli.inferred-question', {
        at: oneLine(at),
        question,
        choices: `[${choices.map((one) => oneLine(one)).join(' | ')}]`,
      }),
    ),
    message('cli.inferred', { file: oneLine(mappingFile), questions: questions.length }),
    ...(definitionsFile === null
      ? []
      : [message('cli.inferred-definitions', { file: oneLine(definitionsFile), contents: list(contents) })]),
    message('cli.inferred-next', { file: oneLine(file), mapping: oneLine(mappingFile) }),
  ];
}

function figureWords({ cells }: MappedRow): string {
  if (cells.metric === undefined) return wordsOf(Object.values(cells));
  const { metric = '', region = '', breakdown = '', period = '', value = '', status = '' } = cells;
  const [note = ''] = Object.entries(cells).flatMap(([name, text]) => (name.startsWith('note:') ? [text] : []));
  return wordsOf([metric, region, ...breakdown.split(';'), period, value, ...status.split(' '), note]);
}

const wordsOf = (parts: readonly string[]): string =>
  oneLine(
    parts
      .filter((part) => part !== '')
      .map((part) => clipped(part))
      .join(' '),
  );
