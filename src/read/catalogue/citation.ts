import type { Sql } from '../../database/sql.ts';
import {
  keyTable,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  type SortKey,
} from '../core/statement.ts';

/** A place in a document. */
export interface CitationRow {
  readonly id: number;
  readonly sourceId: number;
  readonly locator: string;
  readonly quote: string | null;
}

const COLUMNS = ['c.id', 'c.source_id as "sourceId"', 'c.locator', 'c.quote'];

export const CITATION_KEYS: readonly SortKey[] = [{ name: 'id', expression: 'c.id', type: 'int', descending: false }];

/** The citations with these ids. */
export function readCitations(sql: Sql, ids: readonly number[]): Promise<CitationRow[]> {
  return sql.query<CitationRow>(
    `-- citation.find\nselect ${COLUMNS.join(', ')} from citation c where c.id = any($1::int[])`,
    [ids],
  );
}

/** A page of the places that something was read from in each document. */
export async function readCitationsOf(
  sql: Sql,
  sourceIds: readonly number[],
  page: ListPage,
): Promise<ListRead<CitationRow>[]> {
  const parameters = new Parameters();
  const list = {
    name: 'citation.list',
    keys: keyTable(sourceIds, parameters),
    columns: COLUMNS,
    from: 'citation c',
    conditions: ['c.source_id = k.key'],
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), sourceIds);
}
