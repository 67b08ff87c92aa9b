import { sourceCode } from './mapped/mapped-package.ts';
import type { Definitions } from './mapping/definition.ts';
import { isFactFile, type MappedSection } from './mapping/section.ts';
import type { CatalogueFile } from './package/format.ts';
import { type SheetFile, WORKBOOK_FORMATS } from './reader/sheet.ts';
import type { FileSaying } from './standing/standing-fact.ts';

/** What a file can say that is read by these sections of a mapping. */
export const describeSaying = (
  file: Pick<SheetFile, 'format' | 'sha256'>,
  sections: readonly MappedSection[],
  definitions: Definitions,
): FileSaying => ({
  source: sourceCode(file),
  columns: filledColumns(sections),
  digits: findDigits(file, sections),
  tables: filledTables(sections, definitions),
});

/** How far the digits of the figures are those that were published. */
function findDigits({ format }: Pick<SheetFile, 'format'>, sections: readonly MappedSection[]): FileSaying['digits'] {
  if (WORKBOOK_FORMATS.has(format)) return 'ROUNDED';
  if (format === 'parquet') return 'DOUBLE';
  const groups = sections.flatMap((section) => [section, ...section.values]);
  const isShifted = groups.some(({ unit, multiplier }) => unit !== undefined || multiplier !== undefined);
  const hasUnits = sections.some(({ flags = {} }) => Object.values(flags).includes('UNIT'));
  return isShifted || hasUnits ? 'SHIFTED' : 'PUBLISHED';
}

/** The columns of observations that a file fills; of notes, whichever languages they are in. */
const filledColumns = (sections: readonly MappedSection[]): ReadonlySet<string> =>
  new Set(
    sections
      .filter(({ makes }) => makes === 'observations')
      .flatMap(({ filled }) => filled.map((column) => column.replace(/:.*$/s, ''))),
  );

/** The columns of the other tables, by table; of one that the definitions have rows of as well, the columns of both. */
function filledTables(sections: readonly MappedSection[], { rows }: Definitions): FileSaying['tables'] {
  const made = sections.flatMap(({ makes }) => (isFactFile(makes) ? [] : [makes as CatalogueFile]));
  return new Map(
    made.map((table) => {
      const defined = (rows.get(table) ?? []).flatMap((row) => Object.keys(row));
      const filled = sections.flatMap(({ makes, filled }) => (makes === table ? filled : []));
      return [table, new Set([...defined, ...filled])] as const;
    }),
  );
}
