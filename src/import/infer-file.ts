import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Sql } from '../database/sql.ts';
import { DomainError } from '../domain/core/errors.ts';
import type { Locale } from '../domain/message/locale.ts';
import { list, message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { PROBLEM_LIMIT } from './import.ts';
import { chooseFile } from './inference/choose-file.ts';
import { inferTable } from './inference/infer-table.ts';
import { Inference } from './inference/inference.ts';
import { type PreviewFigure, previewFigures } from './inference/preview-figure.ts';
import { NO_DEFINITIONS } from './mapping/definition.ts';
import { readKnownCodes } from './mapping/known-code.ts';
import type { Mapping } from './mapping/schema.ts';
import { oneLine, Problems } from './package/problem.ts';

/** What a file says of itself, and what it does not. */
export interface InferredMapping {
  readonly mappingFile: string;
  /** Null where nothing new has to be defined. */
  readonly definitionsFile: string | null;
  readonly inference: Inference;
  readonly figures: readonly PreviewFigure[];
}

/** Writes the mapping that a file suggests beside it, and never over one that is there. */
export async function inferFile(
  sql: Sql,
  file: string,
  { dataset, locale }: { readonly dataset?: string | undefined; readonly locale: Locale },
): Promise<InferredMapping> {
  const mappingFile = `${file}.mapping.json`;
  const definitionsFile = `${file}.definitions.json`;
  for (const path of [mappingFile, definitionsFile]) await refuseExisting(path);
  const inference = new Inference();
  const problems = new Problems(PROBLEM_LIMIT);
  const chosen = await chooseFile(file, inference, problems);
  if (chosen === null) throw problems.refusal();
  const known = await readKnownCodes(sql, NO_DEFINITIONS);
  const language = /\p{Script=Han}/u.test(chosen.text) ? 'zh-Hans' : 'en';
  const { name: sheet, labels, figures: of } = chosen.sheet;
  const table = inferTable(chosen.table, { known, language, sheet, labels, figures: of }, inference);
  const code = dataset ?? (await askDataset(sql, inference));
  const mapping: Mapping = {
    version: 1,
    ...(code === undefined ? {} : { dataset: { code } }),
    ...(inference.proposals.size > 0 ? { definitions: basename(definitionsFile) } : {}),
    ...(Object.keys(chosen.file).length > 0 ? { file: chosen.file } : {}),
    language,
    ...table,
  };
  const figures = await previewFigures(chosen, mapping, known, inference);
  const questions = inference.questions.map(({ at, question, choices }) => ({
    at,
    question: translate(question, locale),
    choices: [...choices],
  }));
  const written = { ...(questions.length > 0 ? { questions } : {}), ...mapping };
  await writeFile(mappingFile, `${JSON.stringify(written, null, 2)}\n`, { flag: 'wx' });
  if (inference.proposals.size > 0) {
    await writeFile(definitionsFile, `${JSON.stringify(Object.fromEntries(inference.proposals), null, 2)}\n`, {
      flag: 'wx',
    });
  }
  return { mappingFile, definitionsFile: inference.proposals.size > 0 ? definitionsFile : null, inference, figures };
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await stat(path).then(() => true, () => false); // biome-ignore format: one line
  if (exists) throw new DomainError('BAD_INPUT', message('inference.exists', { file: oneLine(path) }));
}

/** The data set that the figures are for; asked where it is not the only one. */
async function askDataset(sql: Sql, inference: Inference): Promise<string | undefined> {
  const rows = await sql.query<{ code: string }>(
    '-- inference.datasets\nselect code from dataset order by code limit 50',
  );
  const codes = rows.map(({ code }) => code);
  inference.ask('dataset', message('inference.which-dataset', { codes: list(codes) }), codes);
  return codes[0];
}
