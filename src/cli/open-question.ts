import { message, type Text } from '../domain/message/message.ts';

/** A command that has done what it could, and needs an answer to go on; the process ends with 2. */
export class OpenQuestions extends Error {
  override readonly name = 'OpenQuestions';
  readonly text: Text;

  constructor(count: number) {
    super(`${count} questions are open`);
    this.text = message('cli.open-questions', { count });
  }
}
