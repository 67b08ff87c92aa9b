import { type ContentType, parse } from 'content-type';
import Negotiator from 'negotiator';
import { isLanguage } from '../core/language.ts';
import { type Locale, pickLocale } from '../message/locale.ts';

/** Whoever answers weighs every tag and every range against what there is: what a header holds beyond this is not read. */
const MAX_LANGUAGES_LENGTH = 500;
export const MAX_ACCEPT_LENGTH = 2_000;

/** One of the types of an Accept header, in small letters, and its parameters as they are written. */
export type MediaRange = Pick<ContentType, 'type' | 'parameters'>;

/** The language tags of an Accept-Language header, the most wanted first. What is not well formed is passed over, as HTTP asks. */
export function acceptedLanguages(header: string | null): string[] {
  const read = header?.slice(0, MAX_LANGUAGES_LENGTH) ?? '';
  return new Negotiator({ headers: { 'accept-language': read } }).languages().filter(isLanguage);
}

/** Those of the encodings that an Accept-Encoding header admits, in the order of the offers. */
export function acceptedEncodings<Encoding extends string>(
  header: string | null,
  offers: readonly Encoding[],
): Encoding[] {
  const read = header?.slice(0, MAX_ACCEPT_LENGTH) ?? '';
  const accepted = new Set(new Negotiator({ headers: { 'accept-encoding': read } }).encodings(offers));
  return offers.filter((encoding) => accepted.has(encoding));
}

/**
 * The media ranges of an Accept header as they are written. Negotiator takes its own order of them and drops their parameters: OData asks
 * by parameters how an answer is put, and Yoga takes what is named first.
 */
export function mediaRanges(header: string): MediaRange[] {
  const read = header.slice(0, MAX_ACCEPT_LENGTH);
  const ranges: MediaRange[] = [];
  for (let start = 0; start < read.length; ) {
    const { type, parameters, index } = parse(read, { comma: true, start });
    if (type !== '') ranges.push({ type, parameters });
    start = index + 1;
  }
  return ranges;
}

/** Whether a page can be read, as browsers say of what they open. */
export const acceptsPage = (accept: string | null): boolean =>
  accept !== null && mediaRanges(accept).some(({ type, parameters }) => type === 'text/html' && parameters.q !== '0');

/** The language of the messages of an answer, by the Accept-Language of its request. */
export const messageLocale = (acceptLanguage: string | null): Locale => pickLocale(acceptedLanguages(acceptLanguage));
