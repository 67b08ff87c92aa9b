import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { oneLine, quoted } from '../import/package/problem.ts';
import type { AnswerForm, Question } from '../import/question/inference.ts';
import type { Prompt } from './prompt.ts';
import type { Terminal } from './terminal.ts';

/** Asks a person: by the number of a choice or by its word. Null where the question stays open. */
export async function askQuestion(
  { at, question, form }: Question,
  prompt: Prompt,
  { locale, print }: Pick<Terminal, 'locale' | 'print'>,
): Promise<string | null> {
  if (form === null) return null;
  print(message('cli.question', { at: oneLine(at), question }));
  for (const [index, option] of form.options.entries()) {
    const shown = { number: String(index + 1), choice: oneLine(form.labels?.[index] ?? option) };
    const meaning = findMeaning(at, option);
    print(
      meaning === undefined
        ? message('cli.question-choice', shown)
        : message('cli.question-choice-means', { ...shown, meaning }),
    );
  }
  const words = translate(message(form.isList ? 'cli.question-prompt-list' : 'cli.question-prompt'), locale);
  for (;;) {
    const line = await prompt.ask(words);
    const given = line?.trim() ?? '';
    if (given === '') return null;
    const answer = readAnswer(given, form);
    if (answer !== null) return answer;
    print(message('cli.no-answer', { value: quoted(given) }));
  }
}

const SKIP_ROWS = message('cli.choice-skip-rows');

/** What the words of choices mean, by the part of the mapping that is asked about, or by what it begins with. */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  marks: {
    MISSING: message('cli.choice-missing'),
    SUPPRESSED: message('cli.choice-suppressed'),
    NOT_SIGNIFICANT: message('cli.choice-not-significant'),
    UNVALIDATED: message('cli.choice-unvalidated'),
    LOW_RELIABILITY: message('cli.choice-low-reliability'),
    SKIP: message('cli.choice-skip-mark'),
    0: message('cli.choice-zero'),
  },
  flags: {
    UNIT: message('cli.choice-unit'),
    PROVISIONAL: message('cli.choice-provisional'),
    ESTIMATED: message('cli.choice-estimated'),
    FORECAST: message('cli.choice-forecast'),
    BREAK: message('cli.choice-break'),
    DEFINITION_DIFFERS: message('cli.choice-definition-differs'),
    IMPUTED: message('cli.choice-imputed'),
    LOW_RELIABILITY: message('cli.choice-low-reliability'),
  },
  'rows.hidden': { READ: message('cli.choice-read-rows'), SKIP: SKIP_ROWS },
  'columns.hidden': { READ: message('cli.choice-read-columns'), SKIP: message('cli.choice-skip-columns') },
  'rows.until': { 'rows.until': message('cli.choice-until'), 'rows.skip': message('cli.choice-skip-header') },
  'region.fill': { fill: message('cli.choice-fill'), 'rows.skip': SKIP_ROWS },
  'period.fill': { fill: message('cli.choice-fill'), 'rows.skip': SKIP_ROWS },
};

const findMeaning = (at: string, option: string): Text | undefined =>
  (MEANINGS[at] ?? MEANINGS[at.slice(0, Math.max(0, at.indexOf('.')))])?.[option];

/** The answer that a line gives; null where it gives none. */
function readAnswer(given: string, { options, accepts, isList = false }: AnswerForm): string | null {
  const chosen = (isList ? given.split(',') : [given]).map((part) => choose(part.trim(), options));
  if (isList) return chosen.includes(null) ? null : JSON.stringify([...new Set(chosen)]);
  return chosen[0] ?? (accepts?.(given) ? given : null);
}

function choose(given: string, options: readonly string[]): string | null {
  const exact = options.find((option) => option === given);
  if (exact !== undefined) return exact;
  if (/^\d{1,4}$/.test(given)) return options[Number(given) - 1] ?? null;
  return options.find((option) => option.toLowerCase() === given.toLowerCase()) ?? null;
}
