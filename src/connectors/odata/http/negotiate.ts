import { message, type Text } from '../../../domain/message/message.ts';
import { type MediaRange, mediaRanges } from '../../../domain/negotiation/accept.ts';
import { Refusal, unsupported, wrong } from '../syntax/refusal.ts';

/** In which form an answer is given. */
export interface Form {
  readonly kind: 'json' | 'xml';
  /** How much is said besides the values. */
  readonly metadata: 'minimal' | 'none';
  readonly contentType: string;
}

/** The types that are asked for; a weight of nothing refuses one. */
const rangesIn = (accept: string): MediaRange[] =>
  mediaRanges(accept).filter(({ parameters }) => Number(parameters.q ?? 1) !== 0);

const XML: Form = { kind: 'xml', metadata: 'minimal', contentType: 'application/xml;charset=utf-8' };
const SHORT: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['atom', 'application/atom+xml'],
]);
/** In what an address is answered: the model in XML or JSON, a count or a raw value as text, anything else in JSON. */
export type Forms = 'model' | 'text' | 'json';
const either = (first: string, second: string): Text => message('odata.either', { first, second });
const IN_SHORT: Readonly<Record<Forms, Text>> = {
  model: either('"json"', '"xml"'),
  text: either('"json"', '"text/plain"'),
  json: '"json"',
};
const IN_FULL: Readonly<Record<Forms, Text>> = {
  model: either('"application/json"', '"application/xml"'),
  text: '"text/plain"',
  json: '"application/json"',
};
const TEXT = new Set(['text/plain', 'text/*']);
const isAny = ({ type }: MediaRange) => type === '*/*' || type === 'application/*';

/** The form of an answer: as `$format` has it, which goes before the header. The model is told in XML unless JSON alone is asked for. */
export function negotiateForm(format: string | null, accept: string | null, forms: Forms): Form {
  const isModel = forms === 'model';
  const requested = rangesIn(
    format === null ? (accept ?? '') : format.replace(/^\w+(?=;|$)/, (word) => SHORT.get(word.toLowerCase()) ?? word),
  );
  if (format !== null && requested.length === 0) throw unknownFormat(format, forms);
  const ranges: MediaRange[] = requested.length > 0 ? requested : [{ type: '*/*', parameters: {} }];
  if (forms === 'text' && ranges.some(({ type }) => TEXT.has(type))) return jsonForm(undefined, format);
  const json = ranges.find(({ type }) => type === 'application/json');
  const isXml = ranges.some(({ type }) => type === 'application/xml');
  if (isModel && (isXml || (!json && ranges.some(isAny)))) return XML;
  if (json || (!isModel && ranges.some(isAny))) return jsonForm(json, format);
  if (format !== null) {
    throw isXml ? unsupported('$format', message('odata.feature-xml')) : unknownFormat(format, forms);
  }
  throw new Refusal(406, 'Accept', message('odata.not-acceptable', { expected: IN_FULL[forms] }));
}

const unknownFormat = (format: string, forms: Forms): Refusal =>
  wrong(
    '$format',
    message('odata.invalid-format', { value: JSON.stringify(format.slice(0, 60)), expected: IN_SHORT[forms] }),
  );

function jsonForm(range: MediaRange | undefined, format: string | null): Form {
  const { parameters = {} } = range ?? {};
  const metadataLevel = (parameters['odata.metadata'] ?? parameters.metadata)?.toLowerCase();
  if (metadataLevel === 'full' && format !== null) throw unsupported('$format', 'odata.metadata=full');
  const metadata = metadataLevel === 'none' ? 'none' : 'minimal';
  // There are no numbers that it would change.
  const exact = parameters.ieee754compatible?.toLowerCase() === 'true' ? ';IEEE754Compatible=true' : '';
  return { kind: 'json', metadata, contentType: `application/json;odata.metadata=${metadata}${exact};charset=utf-8` };
}

/** The size of a page that is preferred, and the headers of the client that say what it is able to read. */
export function preferredPage(prefer: string | null): number | null {
  const [, size] = /(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})"?/i.exec(prefer ?? '') ?? [];
  return size === undefined || Number(size) === 0 ? null : Number(size);
}

export function assertVersion(headers: { get(name: string): string | null }): void {
  for (const name of ['OData-MaxVersion', 'OData-Version']) {
    const given = headers.get(name);
    if (given === null) continue;
    const [, major] = /^\s*(\d+)\.\d+\s*$/.exec(given) ?? [];
    if (major === undefined || Number(major) < 4 || (name === 'OData-Version' && Number(major) > 4)) {
      const value = JSON.stringify(given.slice(0, 40));
      throw wrong(name, message('odata.unsupported-version', { name, version: '4.0', value }));
    }
  }
}
