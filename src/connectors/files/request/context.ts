import { type Locale, pickLocale } from '../../../domain/message/locale.ts';
import { acceptedLanguages } from '../../../domain/negotiation/accept.ts';
import { type Context, createContext } from '../../../graphql/core/context.ts';
import type { Catalogue } from '../../../read/catalogue/catalogue.ts';
import { formatPublication, formatVersion } from '../../../read/core/snapshot.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { assertPreferences, buildReading } from '../../table/reading.ts';
import type { Reading } from '../../table/table.ts';
import type { Words } from './words.ts';

/** What a file is made from: one state, the catalogue as it shows it, and the languages that names are wanted in. */
export interface FileContext extends Required<Reading> {
  readonly graph: Context;
  /** Names what is published now, and what is published and reported: what a file depends on. */
  readonly publication: string;
  readonly version: string;
  readonly catalogue: Catalogue;
  /** The language that a file is in, as far as its names are there in it. */
  readonly language: string;
  /** The language of what the program itself writes into a file. */
  readonly locale: Locale;
}

export async function fileContext(
  { database, defaultDataset, read }: HandlerOptions,
  request: Request,
  words: Words,
  moment: Date | null,
): Promise<FileContext> {
  const acceptLanguage = request.headers.get('accept-language');
  const content = await read();
  const graphOptions = { database, content, defaultDataset, acceptLanguage, document: null, variables: {} };
  // Only codes are looked up: no field is resolved, which would hold the process.
  const unresolved = { takeTurn: async () => {}, waitFor: <Result>(work: Promise<Result>) => work };
  const present = await createContext({ ...graphOptions, ...unresolved });
  const state = moment ? await present.stateAsOf(moment) : present.state;
  const catalogue = present.catalogueOf(state);
  const lang = words.language();
  const preferences = { lang, acceptLanguage, on: null, scaled: words.one('scaled') };
  assertPreferences(preferences);
  const reading = buildReading(state, catalogue, preferences);
  // What the graph means by a code it looks up in the state that is read.
  const graph: Context = { ...present, state, catalogue, languages: reading.languages };
  const language = reading.languages[0] ?? present.datasetState(null)?.language ?? 'en';
  const locale = pickLocale([...(lang === null ? [] : [lang]), ...acceptedLanguages(acceptLanguage), language]);
  const publication = formatPublication(present.state);
  const version = formatVersion(present.state);
  return { ...reading, graph, publication, version, catalogue, language, locale };
}
