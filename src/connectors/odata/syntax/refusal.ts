/** What a request cannot be given, in the words and the status of OData. Anything else that is thrown is a bug or an outage. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** The option, header or segment of the address that is at fault. */
  readonly target: string | null;
  /** What the refusal adds to the answer's headers. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, target: string | null, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.target = target;
    this.headers = headers;
  }
}

/** The request is wrong: what is wrong with which part of it, and what would be right. */
export const wrong = (target: string | null, message: string): Refusal => new Refusal(400, target, message);

/** OData knows it, and it is not to be had here. */
export const unsupported = (target: string | null, what: string): Refusal =>
  new Refusal(501, target, `${what} is not supported here. docs/odata.md lists what is.`);

export const notFound = (message: string): Refusal => new Refusal(404, null, message);

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
