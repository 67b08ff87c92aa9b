import { message } from '../../../domain/message/message.ts';
import { isDay } from '../../../domain/period/day.ts';
import type { Literal } from './expression.ts';
import { type Token, type Tokens, textIn } from './token.ts';

const WORDS: ReadonlyMap<string, Literal['type']> = new Map([
  ['null', 'null'],
  ['true', 'boolean'],
  ['false', 'boolean'],
]);
/** More digits say nothing, and a greater exponent is no double. */
const MAX_DIGITS = 60;
const MAX_EXPONENT = 308;
/** Decimals of a second that the database keeps. */
const MAX_DECIMALS = 6;

/** The literal that begins with the next token; null where it begins none. */
export function takeLiteral(tokens: Tokens): Literal | null {
  const token = tokens.peek();
  const { kind, text, at } = token;
  const made = (type: Literal['type'], value: string): Literal => {
    tokens.take();
    return { kind: 'literal', type, value, at };
  };
  switch (kind) {
    case 'string':
      if (text.includes('\0')) throw tokens.wrong(message('odata.null-character'));
      return made('string', textIn(token));
    case 'number':
      return made('number', numberIn(tokens, token));
    case 'date':
      if (!isDay(text)) throw tokens.wrong(message('odata.no-such-day', { value: text }));
      return made('date', text);
    case 'moment':
      return made('dateTimeOffset', momentIn(tokens, token));
    case 'guid':
    case 'time':
      throw tokens.unsupported(message('odata.feature-literal'));
    case 'name': {
      const type = WORDS.get(text);
      if (type) return made(type, text);
      if (text === 'INF' || text === 'NaN') {
        throw tokens.unsupported(message('odata.feature-number', { name: text }));
      }
      const second = tokens.peekSecond();
      if (second.kind !== 'string' || second.at !== token.end) return null;
      throw /^datetime(offset)?$/i.test(text)
        ? tokens.wrong(message('odata.old-date', { example: textIn(second).slice(0, 10) }))
        : tokens.unsupported(message('odata.feature-literal'));
    }
    case 'other':
      if (text === '{' || text === '[') throw tokens.unsupported(message('odata.feature-json'));
      return null;
    default:
      return null;
  }
}

/** Old clients mark the type of a number by a letter after it. */
function numberIn(tokens: Tokens, { text }: Token): string {
  const [, digits = '', exponent = '0'] = /^([\d.]+)(?:e([-+]?\d+))?/i.exec(text) ?? [];
  if (digits.length > MAX_DIGITS) throw tokens.wrong(message('odata.too-many-digits', { max: MAX_DIGITS }));
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) {
    throw tokens.wrong(message('odata.exponent-out-of-range', { max: MAX_EXPONENT, value: text }));
  }
  const number = exponent === '0' ? digits : `${digits}e${Number(exponent)}`;
  // A double or a decimal divides as one, also where it is whole.
  return /[dfm]$/i.test(text) && /^\d+$/.test(number) ? `${number}.0` : number;
}

function momentIn(tokens: Tokens, { text }: Token): string {
  const moment = text.toUpperCase().replace(' ', '+');
  const [, hour, minute, second = '0'] = /T(\d\d):(\d\d)(?::(\d\d))?/.exec(moment) ?? [];
  const [, ahead, beside] = /[-+](\d\d):(\d\d)$/.exec(moment) ?? [];
  const exists =
    isDay(moment.slice(0, 10)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(ahead ?? 0) <= 14 &&
    Number(beside ?? 0) < 60;
  if (!exists) throw tokens.wrong(message('odata.no-such-moment', { value: text }));
  if (/\.\d{6}0*[1-9]/.test(moment)) throw tokens.wrong(message('odata.too-many-decimals', { max: MAX_DECIMALS }));
  return moment;
}
