/** What of a table in an ODS file its reader does not tell; rows and columns are counted from 0. */
export interface OdsTable {
  /** Rows and columns that nobody sees who looks at the table. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  /** How dates are shown in cells that have no style of their own, by row; a row goes before a column. */
  readonly rowDates: ReadonlyMap<number, string>;
  readonly columnDates: ReadonlyMap<number, string>;
}

interface OpenTable extends OdsTable {
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly rowDates: Map<number, string>;
  readonly columnDates: Map<number, string>;
}

const TAG = /<(\/?)table:(table|table-row|table-column)(?=[\s/>])([^>]*)>/g;
const HIDDEN = /\stable:visibility="(?:collapse|filter)"/;
const REPEATED = /\stable:number-(?:rows|columns)-repeated="(\d{1,7})"/;
const DEFAULT_STYLE = /\stable:default-cell-style-name="([^"]*)"/;

/** No sheet has more: blank rows at its end are repeated up to here. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Reads the tables in the content.xml of an ODS file, one after the other; `styles` is its styles.xml. */
export function readOdsTables(content: string, styles: string): OdsTable[] {
  const dates = dateStyles([styles, content]);
  const tables: OpenTable[] = [];
  let depth = 0;
  let row = 0;
  let column = 0;
  for (const [, end, kind, attributes = ''] of content.matchAll(TAG)) {
    if (kind === 'table') {
      if (end) depth--;
      else if (!attributes.endsWith('/')) depth++;
      if (!end && depth === 1) {
        const [hiddenRows, hiddenColumns] = [new Set<number>(), new Set<number>()];
        tables.push({ hiddenRows, hiddenColumns, rowDates: new Map(), columnDates: new Map() });
        row = 0;
        column = 0;
      }
      continue;
    }
    // A table within a cell has rows of its own.
    if (end || depth !== 1) continue;
    const count = Number(REPEATED.exec(attributes)?.[1] ?? 1);
    const table = tables.at(-1);
    const isHidden = HIDDEN.test(attributes);
    const date = dates.get(DEFAULT_STYLE.exec(attributes)?.[1] ?? '');
    if (kind === 'table-row') {
      const last = Math.min(row + count, MAX_ROWS);
      if (isHidden) for (let index = row; index < last; index++) table?.hiddenRows.add(index);
      if (date !== undefined) for (let index = row; index < last; index++) table?.rowDates.set(index, date);
      row += count;
    } else {
      const last = Math.min(column + count, MAX_COLUMNS);
      if (isHidden) for (let index = column; index < last; index++) table?.hiddenColumns.add(index);
      if (date !== undefined) for (let index = column; index < last; index++) table?.columnDates.set(index, date);
      column += count;
    }
  }
  return tables;
}

const DATE_STYLE = /<number:date-style(?=\s)([^>]*)>(.*?)<\/number:date-style>/gs;
const CELL_STYLE = /<style:style(?=\s)([^>]*\sstyle:family="table-cell"[^>]*)>/g;
const NAME = /\sstyle:name="([^"]*)"/;
const DATA_STYLE = /\sstyle:data-style-name="([^"]*)"/;
const PARENT_STYLE = /\sstyle:parent-style-name="([^"]*)"/;
const MAX_DEPTH = 20;

/** As what dates are shown in cells of a style, as far as a reader of formats has to know: a day, a month or a year. */
function dateStyles(parts: readonly string[]): ReadonlyMap<string, string> {
  const formats = new Map<string, string>();
  const cellStyles = new Map<string, { readonly format: string | undefined; readonly parent: string | undefined }>();
  for (const part of parts) {
    for (const [, attributes = '', body = ''] of part.matchAll(DATE_STYLE)) {
      const format = dateFormat(body);
      if (format !== null) formats.set(NAME.exec(attributes)?.[1] ?? '', format);
    }
    for (const [, attributes = ''] of part.matchAll(CELL_STYLE)) {
      const format = formats.get(DATA_STYLE.exec(attributes)?.[1] ?? '');
      const parent = PARENT_STYLE.exec(attributes)?.[1];
      cellStyles.set(NAME.exec(attributes)?.[1] ?? '', { format, parent });
    }
  }
  const found = new Map<string, string>();
  for (const name of cellStyles.keys()) {
    let style = cellStyles.get(name);
    for (let depth = 0; style?.format === undefined && style?.parent !== undefined && depth < MAX_DEPTH; depth++)
      style = cellStyles.get(style.parent);
    if (style?.format !== undefined) found.set(name, style.format);
  }
  return found;
}

function dateFormat(style: string): string | null {
  if (style.includes('<number:day')) return 'yyyy-mm-dd';
  if (style.includes('<number:month')) return 'yyyy-mm';
  return style.includes('<number:year') ? 'yyyy' : null;
}
