import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGUES, type MessageId } from './catalogue.ts';
import type { Locale } from './locale.ts';
import type { Message, MessageValue, Text, TextSeries } from './message.ts';

/** A text in the words of a reader. */
export function translate(text: Text, locale: Locale): string {
  if (typeof text === 'string') return text;
  if ('words' in text) return text.words[locale];
  return 'parts' in text ? joined(text, locale) : formatted(text, locale);
}

const SEPARATORS: Readonly<Record<Locale, Readonly<Record<TextSeries['separator'], string>>>> = {
  en: { LINE: '\n', COMMA: ', ', SPACE: ' ' },
  'zh-Hans': { LINE: '\n', COMMA: '、', SPACE: '' },
};

const joined = ({ separator, parts }: TextSeries, locale: Locale): string =>
  parts.map((part) => translate(part, locale)).join(SEPARATORS[locale][separator]);

function formatted({ id, values }: Message, locale: Locale): string {
  const words = Object.entries(values).map(([name, value]) => [name, wordsOf(value, locale)] as const);
  return String(formatOf(id, locale).format(Object.fromEntries(words)));
}

const wordsOf = (value: MessageValue, locale: Locale): string | number =>
  typeof value === 'number' ? value : translate(value, locale);

/** Reading a message costs more than writing it. There are as many as the catalogues hold. */
const formats: Readonly<Record<Locale, Map<MessageId, IntlMessageFormat>>> = { en: new Map(), 'zh-Hans': new Map() };

function formatOf(id: MessageId, locale: Locale): IntlMessageFormat {
  const known = formats[locale].get(id);
  if (known) return known;
  const format = new IntlMessageFormat(CATALOGUES[locale][id], locale, undefined, { ignoreTag: true });
  formats[locale].set(id, format);
  return format;
}
