import type { Mapping } from '../mapping/schema.ts';
import { type Inference, type Question, readAgain } from './inference.ts';

/** Answers a question; null leaves it open. */
export type AnswerQuestion = (question: Question) => Promise<string | null>;

/** Has the next question answered that decides how the file is read; false where there is none, or none is answered. */
export async function answerFirst(
  inference: Inference,
  answers: Map<string, string>,
  open: Set<string>,
  answer: AnswerQuestion,
): Promise<boolean> {
  for (const question of inference.questions) {
    const { at, form } = question;
    if (form?.apply !== readAgain || open.has(at)) continue;
    const given = await answer(question);
    if (given === null) open.add(at);
    else {
      answers.set(at, given);
      return true;
    }
  }
  return false;
}

/** Has the other questions answered, and answers the mapping that comes of it. Those that stay open stay in the inference. */
export async function answerRest(inference: Inference, mapping: Mapping, answer: AnswerQuestion): Promise<Mapping> {
  let answered = mapping;
  for (const question of [...inference.questions]) {
    const { form } = question;
    if (form === null || form.apply === readAgain) continue;
    const next = isRead(answered, form.column) ? answered : await answerOne(question, answered, answer);
    if (next === null) continue;
    answered = next;
    inference.settle(question);
  }
  return answered;
}

/** Whether another answer has said already what is in the column. */
const isRead = (mapping: Mapping, column: string | undefined): boolean =>
  column !== undefined && [mapping.metric, mapping.region, mapping.period].some((place) => place?.column === column);

/** Null where the question, or one that follows from its answer, stays open. */
async function answerOne(
  { form, ...question }: Question,
  mapping: Mapping,
  answer: AnswerQuestion,
): Promise<Mapping | null> {
  const given = await answer({ ...question, form });
  if (given === null || form === null) return null;
  let answered = form.apply(mapping, given);
  for (const next of form.further?.(given) ?? []) {
    const whole = await answerOne(next, answered, answer);
    if (whole === null) return null;
    answered = whole;
  }
  return answered;
}
