import { badInput } from '../core/errors.ts';
import { message } from '../message/message.ts';
import { dayFrom } from './day.ts';

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment, RFC 3339 with its offset: nobody has to guess whose clock was meant. */
export function parseMoment(text: string): Date {
  const match = MOMENT.exec(text);
  const day = match && dayFrom(Number(match[1]), Number(match[2]), Number(match[3]));
  const time = new Date(text);
  if (!day || Number.isNaN(time.getTime())) {
    throw badInput('moment', message('timestamp.not-a-moment', { text: text.slice(0, 100) }));
  }
  // An offset may lead out of the years that a day may have, and the database takes no other.
  if (time.getTime() < FIRST || time.getTime() > LAST) {
    throw badInput('moment', message('timestamp.out-of-range', { text: text.slice(0, 100) }));
  }
  return time;
}
