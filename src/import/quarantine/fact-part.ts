import { FACTS, type FactFile } from '../package/fact-format.ts';
import type { Package } from '../package/package.ts';
import type { KeptFact } from './kept-row.ts';
import type { KeptPart } from './store.ts';

const FACT_FILES = Object.keys(FACTS) as FactFile[];

/** What the rows of a file of facts are read with. */
export interface TableReading {
  readonly header: readonly string[];
  /** As datapackage.json declares it; null for none. */
  readonly schema: object | null;
  readonly nullSequence: string | null;
  /** Whether the rows were made of another file: then a problem is told at the place where the first was. */
  readonly isMapped: boolean;
}

/** The files of facts of a package, as datapackage.json names them. */
export const factPaths = ({ resources }: Package): ReadonlySet<string> =>
  new Set(FACT_FILES.flatMap((name) => resources.get(name)?.path ?? []));

/** Kept rows of a package by its files; `madeOf` is the file that the package was made of. */
export function factParts(
  rows: readonly KeptFact[],
  { resources }: Package,
  madeOf: string | null = null,
): readonly KeptPart[] {
  return FACT_FILES.flatMap((key) => {
    const resource = resources.get(key);
    const own = rows.filter(({ path }) => path === resource?.path);
    const [first] = own;
    if (resource === undefined || first === undefined) return [];
    const reading: TableReading = {
      header: first.header,
      schema: resource.schema,
      nullSequence: resource.declared.dialect.nullSequence,
      isMapped: madeOf !== null,
    };
    const kept = own.map(({ line, faults, cells }) => ({ line, position: 0, faults, content: cells }));
    return [{ kind: 'TABLE', key, file: madeOf ?? resource.path, reading, rows: kept }] satisfies KeptPart[];
  });
}
