import { basename } from 'node:path';
import type { Database } from '../database/database.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { type ImportOptions, type ImportResult, importPackage, PROBLEM_LIMIT } from './import.ts';
import { SheetConverter } from './mapping/convert-sheet.ts';
import { describeDataset } from './mapping/dataset-description.ts';
import { readDefinitions } from './mapping/definition.ts';
import type { KeptCell } from './mapping/kept-cell.ts';
import { readKnownCodes } from './mapping/known-code.ts';
import { MappedPackage } from './mapping/mapped-package.ts';
import { readMapping } from './mapping/mapping-file.ts';
import { clipped, oneLine, Problems } from './package/problem.ts';
import { factParts } from './quarantine/fact-part.ts';
import { KeptCells } from './quarantine/kept-cells.ts';
import { keepDelivery } from './quarantine/store.ts';
import { chooseSheets, openSheetFile } from './reader/open.ts';
import { tellUnreadable } from './reader/unreadable.ts';

export interface FileImportOptions extends ImportOptions {
  /** The mapping's path. */
  readonly mapping: string;
  /** The data set, over what the mapping says. */
  readonly dataset?: string | undefined;
}

/** Publishes what a file holds, read by a mapping: all of it or, with ImportRefused, nothing. It adds to what stands unless the mode says otherwise. */
export async function importFile(
  database: Pick<Database, 'query' | 'longTransaction'>,
  file: string,
  { mapping: mappingPath, dataset: named, quarantine = false, ...options }: FileImportOptions,
): Promise<ImportResult> {
  const problems = new Problems(options.problemLimit ?? PROBLEM_LIMIT);
  const mappingFile = basename(mappingPath);
  const mapping = await readMapping(mappingPath, problems);
  if (mapping === null) throw problems.refusal();
  const definitions = await readDefinitions(mappingPath, mapping.definitions, problems);
  const opened = await openSheetFile(file, mapping.file ?? {}, problems);
  const dataset = await describeDataset(database, mapping, named, mappingFile, problems);
  if (opened === null || definitions === null || dataset === null || !problems.none) throw problems.refusal();
  const sheets = chooseSheets(opened, mapping.file ?? {}, mappingFile, problems);
  const known = await readKnownCodes(database, definitions);
  const made = await MappedPackage.create({ file: opened, mapping, mappingFile, dataset, definitions });
  try {
    const notes: Text[] = [];
    const kept = new KeptCells(opened, mapping, mappingFile);
    for (const [index, sheet] of sheets.entries()) {
      options.signal?.throwIfAborted();
      const keep = quarantine ? (cell: KeptCell) => kept.add(index, cell) : undefined;
      const converter = new SheetConverter({ file: opened.name, mapping, mappingFile, known, problems, keep }, sheet);
      try {
        const summary = await converter.convert((figure) => made.add(figure, index, sheet));
        made.addSummary(summary);
        kept.addSheet(index, sheet, converter.head);
        notes.push(...summary.notes);
        if (summary.footer.length > 0)
          notes.push(
            message('mapping.note-footer', { footer: list(summary.footer.map((line) => oneLine(clipped(line)))) }),
          );
      } catch (error) {
        tellUnreadable(error, opened.name, problems);
      }
      options.onProgress?.({ stage: 'reading', resource: opened.name, rows: made.count });
    }
    // Where no figure is right, it is the mapping that is wrong.
    if (made.count === 0 || kept.isTooMuch || !problems.none) kept.tell(problems);
    if (problems.none && made.count === 0) {
      const text = message('mapping.no-figures');
      problems.add({ resource: opened.name, message: text, expected: message('mapping.figures-expected') });
    }
    if (!problems.none) throw problems.refusal();
    await made.finish();
    const result = await importPackage(database, made.directory, {
      mode: 'APPEND',
      ...options,
      quarantine,
      keepsCitations: true,
      relocate: (place) => made.relocate(place),
      keeping: {
        found: kept.faults,
        settle: (sql, rows, source) =>
          keepDelivery(sql, { dataset: source.code, hash: opened.sha256, version: source.version }, [
            ...kept.parts(),
            ...factParts(rows, source, opened.name),
          ]),
      },
    });
    return { ...result, notes: [...notes, ...result.notes] };
  } finally {
    await made.remove();
  }
}
