import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Texts } from '../package/column.ts';
import type { Package } from '../package/package.ts';
import { type Problems, quoted } from '../package/problem.ts';

/** A row of any file of the catalogue. */
export type AnyRow = Readonly<Record<string, unknown>> & { readonly line: number };

/** An appended package, and where it is compared with what stands. */
export interface Compared {
  readonly tx: Sql;
  readonly source: Package;
  /** What the package itself holds. */
  readonly catalogue: PackageCatalogue;
  readonly names: CodeIds;
  readonly problems: Problems;
}

/** A cell of the package that says something else than what stands. */
export interface DifferingCell {
  readonly resource: string;
  readonly row: number | null;
  readonly column: string;
  /** The row or figure in words. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Refuses a cell that an addition would change, with what stands and what the package says. */
export function refuseDifference(problems: Problems, { name, before, after, ...place }: DifferingCell): void {
  const shown = (value: string) => (value === '' ? message('import.nothing') : quoted(value));
  problems.addOfRow({
    ...place,
    value: after,
    message: message(problems.subject === 'FILE' ? 'import.file-differs' : 'import.differs', {
      name: quoted(name),
      before: shown(before),
      after: shown(after),
    }),
    expected: message('import.same-or-revise', { before: shown(before) }),
  });
}

/** Where a row differs, and how. */
export type Cell = Pick<DifferingCell, 'column' | 'before' | 'after'>;

/** Texts that differ, a language each. */
export function differingTexts(column: string, before: Texts | null, after: Texts | null): Cell[] {
  const languages = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...languages].sort().flatMap((language) => {
    const cell = { column: `${column}:${language}`, before: before?.[language] ?? '', after: after?.[language] ?? '' };
    return cell.before === cell.after ? [] : [cell];
  });
}

/** What a cell holds, as it is shown. */
export function shownText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(';') : String(value);
}
