/** What of a table nobody sees who looks at it: rows and columns, counted from 0. */
export interface HiddenParts {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

const TAG = /<(\/?)table:(table|table-row|table-column)(?=[\s/>])([^>]*)>/g;
const HIDDEN = /\stable:visibility="(?:collapse|filter)"/;
const REPEATED = /\stable:number-(?:rows|columns)-repeated="(\d{1,7})"/;

/** No sheet has more: blank rows at its end are repeated up to here. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Finds hidden rows and columns in the content.xml of an ODS file, table by table: its reader does not tell them. */
export function findHiddenParts(content: string): HiddenParts[] {
  const tables: { rows: Set<number>; columns: Set<number> }[] = [];
  let depth = 0;
  let row = 0;
  let column = 0;
  for (const [, end, kind, attributes = ''] of content.matchAll(TAG)) {
    if (kind === 'table') {
      if (end) depth--;
      else if (!attributes.endsWith('/')) depth++;
      if (!end && depth === 1) {
        tables.push({ rows: new Set(), columns: new Set() });
        row = 0;
        column = 0;
      }
      continue;
    }
    // A table within a cell has rows of its own.
    if (end || depth !== 1) continue;
    const count = Number(REPEATED.exec(attributes)?.[1] ?? 1);
    const table = tables.at(-1);
    if (kind === 'table-row') {
      if (HIDDEN.test(attributes)) addRange(table?.rows, row, Math.min(row + count, MAX_ROWS));
      row += count;
    } else {
      if (HIDDEN.test(attributes)) addRange(table?.columns, column, Math.min(column + count, MAX_COLUMNS));
      column += count;
    }
  }
  return tables;
}

function addRange(set: Set<number> | undefined, from: number, end: number): void {
  for (let index = from; index < end; index++) set?.add(index);
}
