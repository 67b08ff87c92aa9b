/** What of a table in an ODS file its reader does not tell. */
export interface OdsTable {
  readonly rows: OdsLines;
  readonly columns: OdsLines;
}

/** The rows or the columns of a table, counted from 0. */
export interface OdsLines {
  /** What is said of one; undefined where that is nothing. */
  at(index: number): OdsLine | undefined;
  /** Those that nobody sees who looks at the table. */
  hidden(): Iterable<number>;
}

interface OdsLine {
  readonly isHidden: boolean;
  /** How dates are shown in cells that have no style of their own. A row goes before a column. */
  readonly date: string | undefined;
}

// No tag holds another: what is not closed is not looked through to the end of the file.
const TAG = /<(\/?)table:(table|table-row|table-column)(?=[\s/>])([^<>]*)>/g;
const HIDDEN = /\stable:visibility="(?:collapse|filter)"/;
const REPEATED = /\stable:number-(?:rows|columns)-repeated="(\d{1,7})"/;
const DEFAULT_STYLE = /\stable:default-cell-style-name="([^"]*)"/;

/** No sheet has more: blank rows at its end are repeated up to here. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Reads the tables in the content.xml of an ODS file, one after the other; `styles` is its styles.xml. */
export function readOdsTables(content: string, styles: string): OdsTable[] {
  const dates = dateStyles([styles, content]);
  const tables: { readonly rows: Lines; readonly columns: Lines }[] = [];
  let depth = 0;
  for (const [, end, kind, attributes = ''] of content.matchAll(TAG)) {
    if (kind === 'table') {
      if (end) depth--;
      else if (!attributes.endsWith('/')) depth++;
      if (!end && depth === 1) tables.push({ rows: new Lines(MAX_ROWS), columns: new Lines(MAX_COLUMNS) });
      continue;
    }
    // A table within a cell has rows of its own.
    if (end || depth !== 1) continue;
    const table = tables.at(-1);
    const lines = kind === 'table-row' ? table?.rows : table?.columns;
    lines?.add(attributes, dates.get(DEFAULT_STYLE.exec(attributes)?.[1] ?? ''));
  }
  return tables;
}

/** One tag may stand for a million rows: what it says is kept once. */
class Lines implements OdsLines {
  readonly #max: number;
  /** Those of which something is said, in their order. */
  readonly #runs: (OdsLine & { readonly from: number; readonly end: number })[] = [];
  #next = 0;

  constructor(max: number) {
    this.#max = max;
  }

  add(attributes: string, date: string | undefined): void {
    const from = this.#next;
    this.#next += Number(REPEATED.exec(attributes)?.[1] ?? 1);
    const end = Math.min(this.#next, this.#max);
    const isHidden = HIDDEN.test(attributes);
    if (from < end && (isHidden || date !== undefined)) this.#runs.push({ from, end, isHidden, date });
  }

  at(index: number): OdsLine | undefined {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.end ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const run = this.#runs[low];
    return run !== undefined && run.from <= index ? run : undefined;
  }

  *hidden(): Generator<number> {
    for (const { from, end, isHidden } of this.#runs) {
      if (isHidden) for (let index = from; index < end; index++) yield index;
    }
  }
}

const DATE_STYLE_PART = /<(\/?)number:date-style(?=[\s/>])([^<>]*)>|<number:(day|month|year)/g;
const CELL_STYLE = /<style:style(?=\s)([^<>]*)>/g;
const OF_CELLS = /\sstyle:family="table-cell"/;
const NAME = /\sstyle:name="([^"]*)"/;
const DATA_STYLE = /\sstyle:data-style-name="([^"]*)"/;
const PARENT_STYLE = /\sstyle:parent-style-name="([^"]*)"/;
const MAX_DEPTH = 20;

/** As what dates are shown in cells of a style, as far as a reader of formats has to know: a day, a month or a year. */
function dateStyles(parts: readonly string[]): ReadonlyMap<string, string> {
  const formats = new Map<string, string>();
  const cellStyles = new Map<string, { readonly format: string | undefined; readonly parent: string | undefined }>();
  for (const part of parts) {
    for (const [name, format] of dateFormats(part)) formats.set(name, format);
    for (const [, attributes = ''] of part.matchAll(CELL_STYLE)) {
      if (!OF_CELLS.test(attributes)) continue;
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

/** The least that each style of a date shows. */
function* dateFormats(part: string): Generator<readonly [name: string, format: string]> {
  let name: string | null = null;
  let shown = new Set<string>();
  for (const [, end, attributes = '', unit] of part.matchAll(DATE_STYLE_PART)) {
    if (unit !== undefined) shown.add(unit);
    else if (end === '') [name, shown] = [NAME.exec(attributes)?.[1] ?? null, new Set()];
    else if (name !== null) {
      const format = formatOf(shown);
      if (format !== null) yield [name, format];
      name = null;
    }
  }
}

function formatOf(shown: ReadonlySet<string>): string | null {
  if (shown.has('day')) return 'yyyy-mm-dd';
  if (shown.has('month')) return 'yyyy-mm';
  return shown.has('year') ? 'yyyy' : null;
}
