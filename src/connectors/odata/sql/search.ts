import { foldText } from '../../../domain/core/text.ts';
import { message } from '../../../domain/message/message.ts';
import { unsupported, wrong } from '../syntax/refusal.ts';
import type { Search } from '../syntax/search-parse.ts';
import type { Rows } from './relation.ts';

/** What is searched: an internal column, where a table has one. */
const COLUMN = 'searchText';
const MAX_WORDS = 30;

/** The condition that rows hold what is searched for, in a code or in a name in any language, without difference of case. */
export function searchSql(search: Search, rows: Rows): string {
  if (!rows.set.table.columns.some(({ name }) => name === COLUMN)) {
    throw unsupported('$search', message('odata.feature-search-in', { set: rows.set.name }));
  }
  let words = 0;
  const written = (part: Search): string => {
    switch (part.kind) {
      case 'not':
        return `(not ${written(part.operand)})`;
      case 'and':
      case 'or':
        return `(${part.operands.map(written).join(` ${part.kind} `)})`;
      case 'word':
        if (++words > MAX_WORDS) {
          throw wrong('$search', message('odata.too-many-search-words', { max: MAX_WORDS }));
        }
        return `strpos(${rows.column(COLUMN)}, ${rows.statement.parameters.add(foldText(part.text), 'text')}) > 0`;
    }
  };
  return written(search);
}
