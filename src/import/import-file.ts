import type { Database } from '../database/database.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { convertSheet } from './convert/convert-sheet.ts';
import type { KeptCell } from './convert/kept-cell.ts';
import type { SheetSummary } from './convert/sheet-conversion.ts';
import { SheetConverter } from './convert/sheet-converter.ts';
import { describeSaying } from './file-saying.ts';
import { importPackage } from './import.ts';
import { type ImportOptions, type ImportResult, MAX_KEPT_PROBLEMS, PROBLEM_LIMIT } from './import-options.ts';
import { describeDataset } from './mapped/dataset-description.ts';
import { MappedPackage, type MappedPart } from './mapped/mapped-package.ts';
import { quoteCells } from './mapped/quoted-cell.ts';
import { readKnownCodes } from './mapping/known-code.ts';
import { checkSections, chooseSections, mappingOf, namedKinds, sectionsOf } from './mapping/section.ts';
import { readWholeMapping } from './mapping/whole-mapping.ts';
import type { FileName } from './package/fact-format.ts';
import { clipped, ImportRefused, oneLine, Problems } from './package/problem.ts';
import { factParts } from './quarantine/fact-part.ts';
import { KeptCells } from './quarantine/kept-cells.ts';
import { cellKey, RecalledCells } from './quarantine/recalled-cells.ts';
import { keepDelivery } from './quarantine/store.ts';
import { openSheetFile } from './reader/open.ts';
import type { SourceSheet } from './reader/sheet.ts';
import { tellUnreadable } from './reader/unreadable.ts';

export interface FileImportOptions extends ImportOptions {
  /** The mapping's path. */
  readonly mapping: string;
  /** The data set, over what the mapping says. */
  readonly dataset?: string | undefined;
}

type ForImport = Pick<Database, 'query' | 'longTransaction'>;

/** Publishes what a file holds, read by a mapping: all of it or, with ImportRefused, nothing. It adds to what stands unless the mode says otherwise. */
export async function importFile(database: ForImport, file: string, options: FileImportOptions): Promise<ImportResult> {
  try {
    return await importOnce(database, file, options);
  } catch (error) {
    if (options.quarantine !== true || !(error instanceof ImportRefused)) throw error;
    // Nothing goes on: then all that is wrong is told, as of a file that has to be right as a whole.
    const asWhole = { ...options, quarantine: false, dryRun: true };
    const whole = await importOnce(database, file, asWhole).catch((reason: unknown) => reason);
    if (!(whole instanceof ImportRefused)) throw error;
    const names = new Set(whole.faults.map(nameOf));
    const isTold = error.faults.some((fault) => names.has(nameOf(fault)));
    throw whole.joined({ faults: isTold ? [] : error.faults, notes: error.notes });
  }
}

const nameOf = ({ at: _, expected: __, ...fault }: ImportRefused['faults'][number]): string => JSON.stringify(fault);

async function importOnce(
  database: ForImport,
  file: string,
  { mapping: mappingPath, dataset: named, quarantine = false, ...options }: FileImportOptions,
): Promise<ImportResult> {
  const limit = options.problemLimit ?? PROBLEM_LIMIT;
  const problems = new Problems(limit, undefined, options.keepsProblems === true ? MAX_KEPT_PROBLEMS : limit, 'FILE');
  const whole = await readWholeMapping(mappingPath, problems);
  if (whole === null) throw problems.refusal();
  const { mapping, mappingFile, definitions } = whole;
  const opened = await openSheetFile(file, mapping.file ?? {}, problems);
  const dataset = await describeDataset(database, mapping, named, mappingFile, problems);
  const sections = sectionsOf(mapping, dataset?.language ?? 'en');
  checkSections(mapping, sections, mappingFile, problems);
  if (opened === null || definitions === null || dataset === null || !problems.none) throw problems.refusal();
  const chosen = chooseSections(opened, mapping, sections, mappingFile, problems);
  const known = await readKnownCodes(database, definitions, namedKinds(sections), dataset);
  let openedSheets = async () => opened.sheets;
  const made = await MappedPackage.create({ file: opened, mapping, sections, mappingFile, dataset, definitions });
  try {
    // What is wrong already is a sheet that is not there.
    const lost = new Set<FileName>(problems.none ? [] : sections.map(({ makes }) => makes));
    const notes: Text[] = [];
    const warnings: Text[] = [];
    const kept = new KeptCells(opened, mappingFile);
    const recalled = new RecalledCells((path, line) => made.originOf(path, line));
    const read: { sheet: SourceSheet; parts: readonly MappedPart[] }[] = [];
    for (const [sheet, own] of chosen) {
      options.signal?.throwIfAborted();
      const parts = own.map((section) => made.addPart(section, sheet));
      read.push({ sheet, parts });
      const converters = parts.map((part) => {
        const keep = quarantine ? (cell: KeptCell) => kept.add(part.number, cell) : undefined;
        const number = opened.sheets.indexOf(sheet);
        const conversion = { file: opened.name, number, section: part.section, mappingFile, known, problems, keep };
        return new SheetConverter(conversion, sheet, (row) => made.add(row, part));
      });
      try {
        const summaries = await convertSheet(sheet, converters);
        for (const [index, part] of parts.entries()) {
          const summary = summaries[index];
          if (summary !== undefined) made.addSummary(part, summary);
          if (summary?.isCutShort === true) lost.add(part.section.makes);
          const head = converters[index]?.head ?? [];
          const alike = own.filter(({ makes }) => makes === part.section.makes);
          const table = { index: alike.indexOf(part.section), count: alike.length };
          const said = mappingOf(mapping, sections.indexOf(part.section));
          kept.addSheet(part.number, { sheet, head, mapping: said, table });
        }
        notes.push(...notesOf(summaries));
        warnings.push(...summaries.flatMap((summary) => summary.warnings));
      } catch (error) {
        tellUnreadable(error, opened.name, problems);
        for (const { section } of parts) lost.add(section.makes);
      }
      options.onProgress?.({ stage: 'reading', resource: opened.name, rows: made.count });
    }
    // Where no figure is right, it is the mapping that is wrong.
    if (made.count === 0 || kept.isTooMuch || !problems.none) kept.tell(problems);
    if (problems.none && made.count === 0) {
      const text = message('mapping.no-figures');
      problems.add({ resource: opened.name, message: text, expected: message('mapping.figures-expected') });
    }
    // Of a file of which nothing can be read, there is nothing more to say.
    if (!problems.none && (made.count === 0 || quarantine)) throw problems.refusal();
    await made.finish();
    // Only to keep rows as they stand, or to quote cells, is the file read once more.
    if (!quarantine && problems.none) {
      opened.close?.();
      openedSheets = async () => (await openSheetFile(file, mapping.file ?? {}, new Problems(0)))?.sheets ?? [];
    }
    const result = await importPackage(database, made.directory, {
      mode: 'APPEND',
      ...options,
      quarantine,
      keepsCitations: true,
      saying: describeSaying(opened, sections, definitions),
      versionOf: 'FILE',
      relocate: (place) => made.relocate(place),
      found: problems.none ? undefined : { problems, gaps: made.gaps(lost) },
      keeping: {
        found: kept.faults,
        quote: (faults) => quoteCells(faults, opened.sheets),
        recall: async (rows) => {
          const missing = recalled.missing(rows);
          for (const { sheet, parts } of missing.size === 0 ? [] : read) {
            options.signal?.throwIfAborted();
            const converters = parts.map(({ number, section }) => {
              const conversion = {
                file: opened.name,
                section,
                mappingFile,
                known,
                problems: new Problems(0),
                only: (row: number, column: number) => missing.has(cellKey({ part: number, row, column })),
                keep: (cell: KeptCell) => recalled.add(number, cell),
                isRecall: true,
              };
              return new SheetConverter(conversion, sheet, () => {});
            });
            await convertSheet(sheet, converters);
          }
        },
        settle: (sql, rows, source) => {
          const { cells, rest } = recalled.sort(rows);
          const delivery = { dataset: source.code, hash: opened.sha256, version: source.version };
          return keepDelivery(sql, delivery, [...kept.parts(cells), ...factParts(rest, source, opened.name)]);
        },
      },
    });
    return { ...result, notes: [...notes, ...result.notes], warnings: [...warnings, ...result.warnings] };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    throw await error.retold(async (faults) => quoteCells(faults, await openedSheets()));
  } finally {
    await made.remove();
  }
}

/** What was left out or differs, told once for all the tables of a sheet. */
function notesOf(summaries: readonly SheetSummary[]): Text[] {
  const footer = summaries.find((one) => one.footer.length > 0)?.footer ?? [];
  const shown = list(footer.map((line) => oneLine(clipped(line))));
  const below = footer.length === 0 ? [] : [message('mapping.note-footer', { footer: shown })];
  const notes = new Map(summaries.flatMap(({ notes }) => notes).map((note) => [JSON.stringify(note), note]));
  return [...notes.values(), ...below];
}
