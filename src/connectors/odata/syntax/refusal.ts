import { message, type Text } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';

const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_INPUT',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'LIMIT_EXCEEDED',
  414: 'LIMIT_EXCEEDED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  424: 'FAILED_DEPENDENCY',
  500: 'INTERNAL',
  501: 'NOT_IMPLEMENTED',
};

/** The limit that a request exceeds, how much it admits, and how much was asked where that is known. */
export interface ExceededLimit {
  readonly limit: string;
  readonly admitted: number;
  readonly asked?: number;
}

/** What a refusal has besides its words. */
interface RefusalDetails {
  /** What it adds to the answer's headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The property within the target that is at fault. */
  readonly property?: string | null;
  /** By default the code of its status. */
  readonly code?: string;
  readonly excess?: ExceededLimit | null;
}

/** What a request cannot be given, in the words and the status of OData. Anything else that is thrown is a bug or an outage. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** What is shown; `message` is its English, for logs. */
  readonly text: Text;
  /** The option, header or segment of the address that is at fault, or the limit that is exceeded. */
  readonly target: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly property: string | null;
  readonly excess: ExceededLimit | null;

  constructor(status: number, target: string | null, text: Text, details: RefusalDetails = {}) {
    super(translate(text, 'en'));
    const { headers = {}, property = null, code = CODES[status] ?? 'BAD_INPUT', excess = null } = details;
    this.status = status;
    this.code = code;
    this.text = text;
    this.target = target ?? excess?.limit ?? null;
    this.headers = headers;
    this.property = property;
    this.excess = excess;
  }
}

/** The request is wrong: what is wrong with which part of it, and what would be right; and which property, where it is one. */
export const wrong = (target: string | null, text: Text, property: string | null = null): Refusal =>
  new Refusal(400, target, text, { property });

/** The option at a character of which something is wrong, or the path; and what is wrong, without a full stop. */
export const wrongAt = (option: string | null, at: number, words: Text, property: string | null = null): Refusal =>
  wrong(option, message('odata.at-character', { option: labelOf(option), place: String(at + 1), words }), property);

/** OData knows it, and it is not to be had here. */
export const unsupported = (target: string | null, feature: Text): Refusal =>
  new Refusal(501, target, message('odata.unsupported', { feature }));

export const unsupportedAt = (option: string | null, at: number, feature: Text): Refusal => {
  const place = String(at + 1);
  return new Refusal(
    501,
    option,
    message('odata.unsupported-at-character', { option: labelOf(option), place, feature }),
  );
};

const labelOf = (option: string | null): Text => option ?? message('odata.path');

/** There is nothing at a segment of the address. */
export const notFound = (target: string | null, text: Text): Refusal => new Refusal(404, target, text);
