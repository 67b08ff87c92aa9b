import { type Context, createContext } from '../../graph/context.ts';
import type { Catalogue } from '../../store/catalogue.ts';
import type { State } from '../../store/state.ts';
import type { ConnectorOptions } from '../connectors.ts';
import { languagesHeld } from '../table/language.ts';
import type { Reading } from '../table/table.ts';
import type { Words } from './words.ts';

/** What a file is made from: one state, the catalogue as it shows it, and the languages that names are wanted in. */
export interface FileContext extends Reading {
  readonly graph: Context;
  /** The numbers of publications and of reports until now: what names what is answered. */
  readonly facts: string;
  readonly reports: string;
  readonly state: State;
  readonly catalogue: Catalogue;
  readonly languages: readonly string[];
  /** The language that a file is in, as far as its names are there in it. */
  readonly language: string;
}

export async function fileContext(
  { database, defaultDataset, read }: ConnectorOptions,
  request: Request,
  words: Words,
  moment: Date | null,
): Promise<FileContext> {
  const acceptLanguage = request.headers.get('accept-language');
  const content = await read();
  const given = { database, content, defaultDataset, acceptLanguage, document: null, variables: {} };
  const asked = await createContext(given);
  const state = moment ? await asked.stateAsOf(moment) : asked.state;
  const catalogue = asked.catalogueOf(state);
  const lang = words.language();
  const wanted = lang === null ? asked.languages : [lang, ...asked.languages];
  const own = asked.datasetState(null)?.language ?? 'en';
  const languages = languagesHeld(wanted, catalogue);
  // What the graph means by a code it looks up in the state that is read.
  const graph: Context = { ...asked, state, catalogue, languages: wanted };
  const { facts, reports } = asked.state;
  return { graph, facts: `${facts}`, reports: `${reports}`, state, catalogue, languages, language: wanted[0] ?? own };
}
