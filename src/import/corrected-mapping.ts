import { basename } from 'node:path';
import { message } from '../domain/message/message.ts';
import { PROBLEM_LIMIT } from './import.ts';
import { SheetConverter } from './mapping/convert-sheet.ts';
import { withCrosswalks } from './mapping/crosswalk.ts';
import { type Definitions, readDefinitions } from './mapping/definition.ts';
import type { KnownCodes } from './mapping/known-code.ts';
import { readMapping } from './mapping/mapping-file.ts';
import type { Mapping } from './mapping/schema.ts';
import { checkSections, type MappedSection, sectionsOf } from './mapping/section.ts';
import { oneLine, Problems, quoted } from './package/problem.ts';
import type { CellSheet } from './quarantine/cell-file.ts';

/** A mapping by which kept cells are read in place of the one that they were kept with. */
export interface CorrectedMapping {
  readonly mapping: Mapping;
  readonly mappingFile: string;
  readonly definitions: Definitions;
}

/** Reads a mapping and what stands beside it, or throws what is wrong with them. */
export async function readCorrectedMapping(path: string): Promise<CorrectedMapping> {
  const problems = new Problems(PROBLEM_LIMIT);
  const written = await readMapping(path, problems);
  const mapping = written === null ? null : await withCrosswalks(path, written, problems);
  const definitions = mapping === null ? null : await readDefinitions(path, mapping.definitions, problems);
  if (mapping === null || definitions === null || !problems.none) throw problems.refusal();
  return { mapping, mappingFile: basename(path), definitions };
}

/** The tables of the corrected mapping that take the place of the one that the cells of a sheet were kept for; what is wrong goes to `problems`. */
export function correctedSections(
  { mapping, mappingFile }: CorrectedMapping,
  { sheet, reading }: CellSheet,
  language: string,
  problems: Problems,
): readonly MappedSection[] {
  const [before] = sectionsOf(reading.mapping, language);
  const all = sectionsOf(mapping, language);
  checkSections(mapping, all, mappingFile, problems);
  const sections = all.filter(
    ({ makes, sheets }) => makes === before?.makes && (sheets === undefined || sheets.includes(sheet.name ?? '')),
  );
  const refuse = (text: ReturnType<typeof message>, expected: ReturnType<typeof message>) =>
    problems.add({ resource: mappingFile, message: text, expected });
  if (sections.length === 0 && before !== undefined) {
    const shown = { table: before.makes, sheet: sheet.name === null ? quoted(reading.file.name) : quoted(sheet.name) };
    refuse(message('mapping.kept-table', shown), message('mapping.kept-table-expected'));
  }
  const headEnd = (section: MappedSection) => {
    const known: KnownCodes = {
      dataset: null,
      metrics: [],
      units: [],
      regions: [],
      categories: new Map(),
      others: new Map(),
    };
    return new SheetConverter({ file: '', section, mappingFile, known, problems }, sheet, () => {}).headEnd;
  };
  // Of what stood between the head and the kept rows there is nothing any more.
  const end = before === undefined ? 0 : headEnd(before);
  const tooDeep = sections.map(headEnd).find((row) => row > end);
  if (tooDeep !== undefined) {
    const shown = { row: tooDeep, end, file: oneLine(reading.file.name) };
    refuse(message('mapping.kept-head', shown), message('mapping.kept-head-expected', { file: shown.file }));
  }
  return sections;
}
