import type { Sql } from '../database/sql.ts';
import { list, message } from '../domain/message/message.ts';
import { derivedColumns, mapOwnTable, type OwnTable } from './exported/own-table.ts';
import { findWordLanguage } from './exported/word-language.ts';
import type { Mapping } from './mapping/schema.ts';
import { type Inference, readAgain, shownTexts } from './question/inference.ts';

const LANGUAGE = 'language';

/**
 * The mapping of tasks or reports that this platform exported. Nothing is asked but what only a person knows: in which of several languages words
 * are that were changed in the file. `spoken` is the language of the file by its script, where nothing stands.
 */
export async function inferOwnTable(
  sql: Sql,
  own: OwnTable,
  { dataset, spoken }: { readonly dataset: string | undefined; readonly spoken: string },
  inference: Inference,
): Promise<Omit<Mapping, 'version'>> {
  inference.decide('header', own.form.told);
  const found = await findWordLanguage(sql, own, dataset ?? own.dataset);
  const given = inference.answers.get(LANGUAGE);
  const language = given ?? found?.language ?? spoken;
  if (given === undefined && found !== null && found.others.length > 0) {
    const languages = [found.language, ...found.others];
    inference.ask(LANGUAGE, message('inference.which-language'), languages, { options: languages, apply: readAgain });
  } else inference.decide(LANGUAGE, message('inference.words-in', { language }));
  const derived = derivedColumns(own);
  if (derived.length > 0) {
    const columns = list(derived.map((title) => shownTexts([title])));
    inference.decide('ignore', message('inference.derived-columns', { columns }));
  }
  return { language, ...mapOwnTable(own, language) };
}
