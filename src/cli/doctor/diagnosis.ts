import { message, type Text } from '../../domain/message/message.ts';

/** What the doctor found: something good, something to think about, or something that keeps the server from working. */
export interface Diagnosis {
  readonly level: 'good' | 'warning' | 'wrong';
  readonly text: Text;
}

export const good = (text: Text): Diagnosis => ({ level: 'good', text });
export const warning = (text: Text): Diagnosis => ({ level: 'warning', text });
export const fault = (text: Text): Diagnosis => ({ level: 'wrong', text });

const LEVELS = { good: 'doctor.good', warning: 'doctor.warning', wrong: 'doctor.wrong' } as const;

export const diagnosisText = ({ level, text }: Diagnosis): Text => message(LEVELS[level], { words: text });
