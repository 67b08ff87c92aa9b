import { message, type Text } from '../../domain/message/message.ts';

/** What the doctor found: something good, something to think about, or something that keeps the server from working. */
export interface Finding {
  readonly level: 'good' | 'warning' | 'wrong';
  readonly text: Text;
}

export const good = (text: Text): Finding => ({ level: 'good', text });
export const warning = (text: Text): Finding => ({ level: 'warning', text });
export const wrong = (text: Text): Finding => ({ level: 'wrong', text });

const LEVELS = { good: 'doctor.good', warning: 'doctor.warning', wrong: 'doctor.wrong' } as const;

export const findingText = ({ level, text }: Finding): Text => message(LEVELS[level], { words: text });
