import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from '../../../src/database/database.ts';
import { convertSheet } from '../../../src/import/convert/convert-sheet.ts';
import { SheetConverter } from '../../../src/import/convert/sheet-converter.ts';
import { findLookupDataset, inferFile } from '../../../src/import/infer-file.ts';
import { isAskedWhole, withoutAnswers, withProposals } from '../../../src/import/inference/preview-figure.ts';
import { withCrosswalks } from '../../../src/import/mapping/crosswalk.ts';
import { NO_DEFINITIONS, readDefinitions } from '../../../src/import/mapping/definition.ts';
import { type KnownCodes, readKnownCodes } from '../../../src/import/mapping/known-code.ts';
import type { Mapping } from '../../../src/import/mapping/schema.ts';
import { chooseSections, sectionsOf } from '../../../src/import/mapping/section.ts';
import { Problems } from '../../../src/import/package/problem.ts';
import { openSheetFile } from '../../../src/import/reader/open.ts';
import { cellLocator } from '../../../src/import/reader/sheet.ts';

/** For how many cells of a file its inferred mapping says what the written one says. */
export interface InferenceScore {
  readonly right: number;
  /** Cells of which nothing is said while a question is open, or whose metric or region has to be defined. */
  readonly asked: number;
  /** Cells of which something else is said, or nothing although nothing is asked; and those that the written mapping leaves out. */
  readonly wrong: number;
  readonly examples: readonly string[];
  readonly questions: readonly string[];
}

const WHOLE = /^(?:values|breakdown)/;

/** Compares what `--infer` finds in a file with what its own mapping reads. */
export async function scoreInference(database: Database, file: string, mappingPath: string): Promise<InferenceScore> {
  const written = await withCrosswalks(
    mappingPath,
    JSON.parse(await readFile(mappingPath, 'utf8')) as Mapping,
    new Problems(0),
  );
  const definitions = await readDefinitions(mappingPath, written?.definitions, new Problems(0));
  if (written === null || definitions === null) throw new Error(`${mappingPath} is not read`);
  const own = { code: written.dataset?.code ?? '', region: written.dataset?.region ?? null };
  const truth = await cellsBy(file, written, await readKnownCodes(database, definitions, new Set(), own));
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-score-'));
  try {
    const copy = join(folder, basename(file));
    await cp(file, copy);
    const dataset = written.dataset?.code;
    const { inference, mappingFile } = await inferFile(database, copy, { dataset, locale: 'en' });
    const inferred = JSON.parse(await readFile(mappingFile, 'utf8')) as Mapping;
    const lookup = await findLookupDataset(database, dataset);
    const known = withProposals(await readKnownCodes(database, NO_DEFINITIONS, new Set(), lookup), inference);
    const isWhole = isAskedWhole(inference) || inference.questions.some(({ at }) => WHOLE.test(at));
    const found = isWhole
      ? new Map<string, string>()
      : await cellsBy(copy, { ...withoutAnswers(inferred, inference), file: inferred.file }, known);
    const proposed = new Set([...inference.proposals.values()].flat().flatMap((row) => Object.values(row)));
    return compare(
      truth,
      found,
      proposed,
      inference.questions.map(({ at }) => at),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a mapping says of each cell that it makes a figure of. */
async function cellsBy(file: string, mapping: Mapping, known: KnownCodes): Promise<Map<string, string>> {
  const problems = new Problems(0);
  const opened = await openSheetFile(file, mapping.file ?? {}, problems);
  if (opened === null) throw new Error(`${file} is not opened`);
  const sections = sectionsOf(mapping, 'en').filter(({ makes }) => makes === 'observations');
  const cells = new Map<string, string>();
  for (const [sheet, own] of chooseSections(opened, mapping, sections, '', problems)) {
    const converters = own.map(
      (section) =>
        new SheetConverter(
          { file, section, mappingFile: '', known, problems },
          sheet,
          ({ cells: said, row, column, unread }) => {
            if (unread.length > 0) return;
            const { metric, region, breakdown, period, value, status } = said;
            const text = [metric, region, breakdown, period, value, status].join(BETWEEN);
            cells.set(cellLocator(sheet, row, column), text);
          },
        ),
    );
    await convertSheet(sheet, converters);
  }
  return cells;
}

const MAX_EXAMPLES = 5;
const BETWEEN = ' | ';

function compare(
  truth: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  proposed: ReadonlySet<unknown>,
  questions: readonly string[],
): InferenceScore {
  const counts = { right: 0, asked: 0, wrong: 0 };
  const examples: string[] = [];
  const wrong = (cell: string, said: string | undefined, meant: string | undefined) => {
    counts.wrong++;
    if (examples.length < MAX_EXAMPLES) examples.push(`${cell}: ${said ?? 'nothing'}; right is ${meant ?? 'nothing'}`);
  };
  for (const [cell, meant] of truth) {
    const said = found.get(cell);
    const isProposed = said?.split(BETWEEN).some((part) => proposed.has(part)) === true;
    if (said === meant) counts.right++;
    else if (isProposed || (said === undefined && questions.length > 0)) counts.asked++;
    else wrong(cell, said, meant);
  }
  for (const [cell, said] of found) if (!truth.has(cell)) wrong(cell, said, undefined);
  return { ...counts, examples, questions };
}
