import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Sql } from '../database/sql.ts';
import { DomainError } from '../domain/core/errors.ts';
import type { Locale } from '../domain/message/locale.ts';
import { list, message } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { PROBLEM_LIMIT } from './import-options.ts';
import { inferOwnTable } from './infer-own-table.ts';
import { type ChosenFile, chooseFile } from './inference/choose-file.ts';
import { inferTable } from './inference/infer-table.ts';
import { exportedDatasets, mapOwnExport } from './inference/own-export.ts';
import { type PreviewFigure, previewFigures } from './inference/preview-figure.ts';
import { describeDataset } from './mapped/dataset-description.ts';
import { NO_DEFINITIONS } from './mapping/definition.ts';
import { type KnownCodes, type LookupDataset, readKnownCodes } from './mapping/known-code.ts';
import type { Mapping } from './mapping/schema.ts';
import { namedKinds, sectionsOf } from './mapping/section.ts';
import { oneLine, Problems } from './package/problem.ts';
import { type AnswerQuestion, answerFirst, answerRest } from './question/answer.ts';
import { Inference, readAgain } from './question/inference.ts';
import { existingFileSize } from './reader/existing-file.ts';

/** What a file says of itself, and what it does not. */
export interface InferredMapping {
  readonly mappingFile: string;
  /** Null where nothing new has to be defined. */
  readonly definitionsFile: string | null;
  readonly inference: Inference;
  readonly figures: readonly PreviewFigure[];
}

export interface InferOptions {
  readonly dataset?: string | undefined;
  readonly locale: Locale;
  /** Asks a person; without one, every question stays open. */
  readonly answer?: AnswerQuestion | undefined;
  /** Is told what was found, before a person is asked what it does not tell. */
  readonly onInferred?: (inference: Inference) => void;
}

/** Writes the mapping that a file suggests beside it, and never over one that is there. Nothing is written before the last question. */
export async function inferFile(
  sql: Sql,
  file: string,
  { dataset, locale, answer, onInferred = () => {} }: InferOptions,
): Promise<InferredMapping> {
  await existingFileSize(file);
  const mappingFile = `${file}.mapping.json`;
  const definitionsFile = `${file}.definitions.json`;
  for (const path of [mappingFile, definitionsFile]) await refuseExisting(path);
  const answers = new Map<string, string>();
  const open = new Set<string>();
  let read = await readOnce(sql, file, dataset, answers);
  while (answer !== undefined && (await answerFirst(read.inference, answers, open, answer))) {
    read = await readOnce(sql, file, dataset, answers);
  }
  const { chosen, inference, known } = read;
  onInferred(inference);
  const answered = answer === undefined ? read.mapping : await answerRest(inference, read.mapping, answer);
  const isDefining = inference.proposals.size > 0;
  const mapping: Mapping = { ...answered, ...(isDefining ? { definitions: basename(definitionsFile) } : {}) };
  const figures = await previewFigures(chosen, mapping, known, inference);
  const questions = inference.questions.map(({ at, question, choices }) => ({
    at,
    question: translate(question, locale),
    choices: [...choices],
  }));
  const written = { ...(questions.length > 0 ? { questions } : {}), ...inOrder(mapping) };
  await writeFile(mappingFile, `${JSON.stringify(written, null, 2)}\n`, { flag: 'wx' });
  if (isDefining) {
    await writeFile(definitionsFile, `${JSON.stringify(Object.fromEntries(inference.proposals), null, 2)}\n`, {
      flag: 'wx',
    });
  }
  return { mappingFile, definitionsFile: isDefining ? definitionsFile : null, inference, figures };
}

/** What the file as a whole is comes first, for who reads the mapping. */
const inOrder = ({ version, dataset, definitions, file, language, ...table }: Mapping): Mapping => ({
  version,
  ...(dataset === undefined ? {} : { dataset }),
  ...(definitions === undefined ? {} : { definitions }),
  ...(file === undefined ? {} : { file }),
  ...(language === undefined ? {} : { language }),
  ...table,
});

interface InferredOnce {
  readonly chosen: ChosenFile;
  readonly mapping: Mapping;
  readonly inference: Inference;
  readonly known: KnownCodes;
}

/** Reads the file with the answers that decide how it is read. */
async function readOnce(
  sql: Sql,
  file: string,
  dataset: string | undefined,
  answers: ReadonlyMap<string, string>,
): Promise<InferredOnce> {
  const inference = new Inference(answers);
  const problems = new Problems(PROBLEM_LIMIT, undefined, undefined, 'FILE');
  const chosen = await chooseFile(file, inference, problems);
  if (chosen === null) throw problems.refusal();
  const given = dataset ?? answers.get('dataset') ?? (await findOwnDataset(sql, chosen, inference));
  const code = given ?? (await askDataset(sql, inference));
  const { own, ownTable } = chosen;
  const lookup = await findLookupDataset(sql, given);
  const known = await readKnownCodes(sql, NO_DEFINITIONS, new Set(), lookup);
  const language = languageOf(chosen.text);
  const { name: sheet, labels, figures: of, hiddenColumns: hidden, nestedColumns: nested } = chosen.sheet;
  const context = {
    known,
    topics: Object.values(lookup?.titles ?? {}),
    language,
    sheet,
    labels,
    figures: of,
    hidden,
    nested,
  };
  const table =
    ownTable !== null
      ? await inferOwnTable(sql, ownTable, { dataset: code, spoken: language }, inference)
      : own !== null
        ? mapOwnExport(own, known, inference)
        : inferTable(chosen.table, context, inference);
  const mapping: Mapping = {
    version: 1,
    ...(code === undefined ? {} : { dataset: { code } }),
    ...(Object.keys(chosen.file).length > 0 ? { file: chosen.file } : {}),
    language,
    ...table,
  };
  if (ownTable === null) return { chosen, mapping, inference, known };
  // Its rows name more than figures do.
  const kinds = namedKinds(sectionsOf(mapping, language));
  return { chosen, mapping, inference, known: await readKnownCodes(sql, NO_DEFINITIONS, kinds, lookup) };
}

/** What names mean depends on the data set, as it does in an import; nothing does while nobody has said which it is. */
export async function findLookupDataset(sql: Sql, code: string | undefined): Promise<LookupDataset | null> {
  if (code === undefined) return null;
  const standing = await describeDataset(sql, {}, code, '', new Problems(0));
  const { region = null, titles = {}, fiscalYearStart = null } = standing ?? {};
  return { code, region, titles, fiscalYearStart };
}

/** In which language names are, by their script: Japanese has kana among Chinese characters, or forms of these that Chinese has not. */
function languageOf(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}総県歳円労働込]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en';
}

const DATASET_CODE = /^[a-z0-9][a-z0-9._-]*$/;

async function refuseExisting(path: string): Promise<void> {
  const exists = await stat(path).then(() => true, () => false); // biome-ignore format: one line
  if (exists) throw new DomainError('BAD_INPUT', message('inference.exists', { file: oneLine(path) }));
}

/** The data set that a file of this platform names, where it is the only one that is here. */
async function findOwnDataset(
  sql: Sql,
  { own, ownTable }: ChosenFile,
  inference: Inference,
): Promise<string | undefined> {
  const named = ownTable !== null ? [ownTable.dataset] : own === null ? [] : exportedDatasets(own);
  if (named.length === 0) return undefined;
  const rows = await sql.query<{ code: string }>(
    '-- inference.own-datasets\nselect code from dataset where code = any($1::text[])',
    [named],
  );
  const [dataset, another] = rows.map(({ code }) => code);
  if (dataset === undefined || another !== undefined) return undefined;
  const text = ownTable === null ? 'inference.dataset-of-file' : 'inference.rows-of-file';
  inference.decide('dataset', message(text, { dataset }));
  return dataset;
}

/** The data set that the figures are for; asked where it is not the only one. */
async function askDataset(sql: Sql, inference: Inference): Promise<string | undefined> {
  const rows = await sql.query<{ code: string }>(
    '-- inference.datasets\nselect code from dataset order by code limit 50',
  );
  const codes = rows.map(({ code }) => code);
  inference.ask('dataset', message('inference.which-dataset', { codes: list(codes) }), codes, {
    options: codes,
    accepts: (text) => DATASET_CODE.test(text),
    apply: readAgain,
  });
  return codes[0];
}
