import type { Database } from '../../../database/database.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import type { Table } from '../../table/table.ts';
import { fileAbout } from '../description/about.ts';
import { buildCsvw } from '../description/csvw.ts';
import { layOut, type WorkbookRequest, workbookBytes } from '../description/workbook.ts';
import { type BatchSource, type Owners, readBatches } from '../formats/batch.ts';
import { csvBytes } from '../formats/csv.ts';
import { jsonBytes, once } from '../formats/json.ts';
import { parquetBytes } from '../formats/parquet.ts';
import type { Sheet } from '../formats/sheet.ts';
import type { FileOf } from '../request/file.ts';
import { Words } from '../request/words.ts';
import { type TaskSelection, taskVersion } from './task-selection.ts';

/** A flat table of tasks, or of what hangs on them, and how its rows are found. */
export interface RowFile<Selection extends TaskSelection> {
  /** How its files are called. */
  readonly name: string;
  readonly table: Table;
  /** The columns that people read first in a workbook. */
  readonly first: readonly string[];
  readonly sheetTitle: WorkbookRequest['title'];
  readonly words: readonly string[];
  select(options: HandlerOptions, request: Request, words: Words): Promise<Selection>;
  /** The tasks that have rows in a selection, and how many. */
  owners(database: Database, selection: Selection): Promise<Owners>;
  readonly owner?: BatchSource['owner'];
  rowsOf(selection: Selection): BatchSource['rowsOf'];
}

/** The rows of such a table, as a file of every format that has rows. */
export function rowFile<Selection extends TaskSelection>(of: RowFile<Selection>): FileOf<Selection> {
  const { name, table, words } = of;
  const columns = table.columns.filter(({ internal }) => !internal);
  const layout = layOut(columns, of.first);
  return {
    name,
    formats: ['csv', 'xlsx', 'parquet', 'json', 'metadata.json'],
    words,
    what: { json: 'a list of objects' },
    select: (options, request, given) => of.select(options, request, new Words(given, words)),
    versionOf: taskVersion,
    bytes: async ({ database }, selection, format, given) => {
      const { context, datasetId } = selection;
      const about = fileAbout(context, given, datasetId === 0 ? [] : [datasetId], []);
      if (format === 'metadata.json') {
        return once(buildCsvw(`${name}.csv${given.size > 0 ? `?${given}` : ''}`, about, columns, table.key));
      }
      const owners = await of.owners(database, selection);
      const written = format === 'xlsx' ? layout.columns : columns;
      const batches = readBatches({
        database,
        name: `files.${name}`,
        table,
        columns: written.map((column) => column.name),
        reading: context,
        owners,
        ...(of.owner ? { owner: of.owner } : {}),
        rowsOf: of.rowsOf(selection),
      });
      const sheet: Sheet = { columns: written, batches };
      switch (format) {
        case 'csv':
          return csvBytes(sheet);
        case 'xlsx':
          return workbookBytes({ context, layout, batches, total: owners.total, about, title: of.sheetTitle });
        case 'parquet':
          return parquetBytes(sheet, { about: JSON.stringify(about) });
        default:
          return jsonBytes(sheet);
      }
    },
  };
}
