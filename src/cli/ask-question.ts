import { message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { AnswerForm, Question } from '../import/inference/inference.ts';
import { oneLine, quoted } from '../import/package/problem.ts';
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
    print(
      message('cli.question-choice', { number: String(index + 1), choice: oneLine(form.labels?.[index] ?? option) }),
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
