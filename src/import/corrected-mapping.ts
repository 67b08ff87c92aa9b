import { message } from '../domain/message/message.ts';
import { PROBLEM_LIMIT } from './import-options.ts';
import type { Definitions } from './mapping/definition.ts';
import { checkSections, headEndOf, type MappedSection, sectionsOf } from './mapping/section.ts';
import { readWholeMapping, type WholeMapping } from './mapping/whole-mapping.ts';
import { oneLine, Problems, quoted } from './package/problem.ts';
import type { CellSheet } from './quarantine/cell-file.ts';

/** A mapping by which kept cells are read in place of the one that they were kept with. */
export interface CorrectedMapping extends WholeMapping {
  readonly definitions: Definitions;
}

/** Reads a mapping and what stands beside it, or throws what is wrong with them. */
export async function readCorrectedMapping(path: string): Promise<CorrectedMapping> {
  const problems = new Problems(PROBLEM_LIMIT, undefined, undefined, 'FILE');
  const whole = await readWholeMapping(path, problems);
  if (whole === null || whole.definitions === null || !problems.none) throw problems.refusal();
  return { ...whole, definitions: whole.definitions };
}

/** Refuses a mapping for another data set than that of the kept rows. */
export function refuseOtherDataset({ mapping, mappingFile }: CorrectedMapping, dataset: string): void {
  const named = mapping.dataset?.code ?? dataset;
  if (named === dataset) return;
  const problems = new Problems(PROBLEM_LIMIT, undefined, undefined, 'FILE');
  problems.add({
    resource: mappingFile,
    column: 'dataset.code',
    value: named,
    message: message('mapping.kept-dataset', { named: quoted(named), dataset: quoted(dataset) }),
    expected: message('mapping.kept-dataset-expected'),
  });
  throw problems.refusal();
}

/** The tables of the corrected mapping for each sheet of kept cells, in place of the one that they were kept for; what is wrong goes to `problems`. */
export function correctedSections(
  { mapping, mappingFile }: CorrectedMapping,
  sheets: readonly CellSheet[],
  language: string,
  problems: Problems,
): readonly (readonly MappedSection[])[] {
  const all = sectionsOf(mapping, language);
  checkSections(mapping, all, mappingFile, problems);
  const refuse = (text: ReturnType<typeof message>, expected: ReturnType<typeof message>) =>
    problems.add({ resource: mappingFile, message: text, expected });
  return sheets.map(({ sheet, reading }) => {
    const [before] = sectionsOf(reading.mapping, language);
    if (before === undefined) throw new Error('kept cells are of no table');
    const { makes } = before;
    const alike = all.filter(
      (section) =>
        section.makes === makes && (section.sheets === undefined || section.sheets.includes(sheet.name ?? '')),
    );
    // Of as many tables as there were, the one in its place is meant.
    const { table } = reading;
    const sections = alike.filter(
      (_, index) => table === undefined || table.count !== alike.length || table.index === index,
    );
    if (sections.length === 0) {
      const shown = { table: makes, sheet: quoted(sheet.name ?? reading.file.name) };
      refuse(message('mapping.kept-table', shown), message('mapping.kept-table-expected'));
    }
    // Of what stood between the head and the kept rows there is nothing any more.
    const end = headEndOf(before);
    const tooDeep = sections.map(headEndOf).find((row) => row > end);
    if (tooDeep !== undefined) {
      const file = oneLine(reading.file.name);
      refuse(message('mapping.kept-head', { row: tooDeep, end }), message('mapping.kept-head-expected', { file }));
    }
    return sections;
  });
}
