import { OPEN, type Sql } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { keyedWords, type OwnTable } from './own-table.ts';

/** In which language the words of an export are, as far as what stands tells it. */
export interface WordLanguage {
  readonly language: string;
  /** Languages in which the words may be as well, where these would come to something else. */
  readonly others: readonly string[];
}

/** Titles and notes of a data set, under the keys by which a file has them. */
const STANDING: Readonly<Record<OwnTable['form']['makes'], string>> = {
  tasks: `-- inference.standing-titles
select t.code as key, t.title as texts from task t
where t.dataset_id = (select id from dataset where code = $1::text) and t.to_seq = ${OPEN} and t.title is not null`,
  task_reports: `-- inference.standing-notes
select t.code || ' ' || to_char(r.reported_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as key, r.note as texts
from task t join task_report r on r.task_id = t.id
where t.dataset_id = (select id from dataset where code = $1::text) and t.to_seq = ${OPEN} and r.note is not null`,
};

/**
 * Finds the language whose words the file has. An export shows words in the language that is asked for, and where there are none, in another one:
 * so a language is contradicted where something stands in it and the file says something else. Null where nothing stands.
 */
export async function findWordLanguage(sql: Sql, own: OwnTable, dataset: string): Promise<WordLanguage | null> {
  const [described] = await sql.query<{ language: string }>(
    '-- inference.dataset-language\nselect language from dataset where code = $1::text',
    [dataset],
  );
  if (described === undefined) return null;
  const rows = await sql.query<{ key: string; texts: Readonly<Record<string, string>> }>(STANDING[own.form.makes], [
    dataset,
  ]);
  const standing = groupBy(rows, ({ key }) => key);
  const words = keyedWords(own).flatMap(({ key, text }) => {
    const texts = standing.get(key)?.map((row) => row.texts);
    return texts === undefined || text === '' ? [] : [{ text, texts }];
  });
  const languages = new Set([described.language, ...words.flatMap(({ texts }) => texts.flatMap(Object.keys))]);
  const counted = [...languages].map((language) => ({
    language,
    contradicted: words.filter(({ text, texts }) => {
      const said = texts.flatMap((one) => one[language] ?? []);
      return said.length > 0 && !said.includes(text);
    }).length,
  }));
  const least = Math.min(...counted.map(({ contradicted }) => contradicted));
  const [language = described.language, ...others] = counted
    .filter(({ contradicted }) => contradicted === least)
    .map((one) => one.language);
  return { language, others: least === 0 ? [] : others };
}
