import { message, type Text } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';

/** What a request cannot be given, in the words and the status of OData. Anything else that is thrown is a bug or an outage. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** What is shown; `message` is its English, for logs. */
  readonly text: Text;
  /** The option, header or segment of the address that is at fault. */
  readonly target: string | null;
  /** What the refusal adds to the answer's headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** The property within the target that is at fault. */
  readonly property: string | null;

  constructor(
    status: number,
    target: string | null,
    text: Text,
    headers: Readonly<Record<string, string>> = {},
    property: string | null = null,
  ) {
    super(translate(text, 'en'));
    this.status = status;
    this.text = text;
    this.target = target;
    this.headers = headers;
    this.property = property;
  }
}

/** The request is wrong: what is wrong with which part of it, and what would be right; and which property, where it is one. */
export const wrong = (target: string | null, text: Text, property: string | null = null): Refusal =>
  new Refusal(400, target, text, {}, property);

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

export const codeOf = ({ status }: Refusal): string => CODES[status] ?? 'BAD_INPUT';
