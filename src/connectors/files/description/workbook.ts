import { message } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';
import type { Bytes, Sheet, SheetRow } from '../formats/sheet.ts';
import { type WorkbookColumn, xlsxBytes } from '../formats/xlsx.ts';
import type { FileContext } from '../request/context.ts';
import { buildNotes, type FileAbout } from './about.ts';
import { columnTitle, type DescribedColumn } from './column-title.ts';

/** The columns of a file as a workbook has them, and how many of them people read first and print. */
export interface WorkbookLayout {
  readonly columns: readonly DescribedColumn[];
  readonly printed: number;
}

/** Puts those first that people read, and ids last. */
export function layOut(columns: readonly DescribedColumn[], first: readonly string[]): WorkbookLayout {
  const named = first.map((name) => {
    const column = columns.find((one) => one.name === name);
    if (!column) throw new Error(`no column is called ${name}`);
    return column;
  });
  const others = columns.filter(({ name }) => name !== 'id' && !first.includes(name));
  const ids = columns.filter(({ name }) => name === 'id');
  return { columns: [...named, ...others, ...ids], printed: first.length };
}

/** In characters; other columns are as wide as their type. */
const WIDTHS: Readonly<Record<string, number>> = {
  metricName: 34,
  breakdownName: 26,
  unitName: 16,
  value: 16,
  title: 50,
  taskTitle: 50,
  reportedByName: 34,
  note: 50,
  locator: 30,
  id: 44,
};
/** Changes are told to 12 significant digits, and progress to four decimals; both are shown to fewer. */
const SHOWN_DECIMALS: Readonly<Record<string, number>> = {
  yoyPercent: 2,
  ownProgress: 1,
  progress: 1,
  rolledUpProgress: 1,
  weight: 2,
};

export interface WorkbookRequest {
  readonly context: FileContext;
  readonly layout: WorkbookLayout;
  readonly batches: Sheet['batches'];
  readonly total: number;
  readonly about: FileAbout;
  readonly title: 'files.sheet-observations' | 'files.sheet-tasks' | 'files.sheet-task-reports';
}

/** A file as a workbook in the language of who reads it. */
export function workbookBytes({ context, layout, batches, total, about, title }: WorkbookRequest): Bytes {
  const { locale } = context;
  const columns = layout.columns.map(({ name, type, description }): WorkbookColumn => {
    const column = { name, type, description, title: translate(columnTitle(name), locale) };
    const width = WIDTHS[name];
    const shownDecimals = SHOWN_DECIMALS[name];
    return {
      ...column,
      ...(width === undefined ? {} : { width }),
      ...(shownDecimals === undefined ? {} : { shownDecimals }),
      ...(name === 'value' ? { leastDecimals: leastDecimals(layout, about) } : {}),
    };
  });
  return xlsxBytes({
    sheet: { columns, batches },
    total,
    titles: [translate(message(title), locale), translate(message('files.sheet-about'), locale)],
    notes: buildNotes(about, layout.columns, locale),
    locale,
    printed: layout.printed,
  });
}

/** The decimals of the metric that a row is of. Rows of one metric come together. */
function leastDecimals({ columns }: WorkbookLayout, { metrics }: FileAbout): (row: SheetRow) => number {
  const at = columns.findIndex(({ name }) => name === 'metricCode');
  const byCode = new Map(metrics.map(({ code, unit }) => [code, unit.decimals ?? 0]));
  let last: string | null | undefined;
  let decimals = 0;
  return (row) => {
    const code = row[at];
    if (code !== last) {
      last = code;
      decimals = byCode.get(code ?? '') ?? 0;
    }
    return decimals;
  };
}
