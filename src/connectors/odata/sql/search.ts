import { foldText } from '../../../domain/core/text.ts';
import { message } from '../../../domain/message/message.ts';
import { isSearchable, SEARCH_COLUMN } from '../model/model.ts';
import { unsupported, wrong } from '../syntax/refusal.ts';
import type { Search } from '../syntax/search-parse.ts';
import { type QuerySource, SetSource } from './source.ts';
import type { SqlWriter } from './statement.ts';

const MAX_WORDS = 30;

/** The condition that rows hold what is searched for, in a code or in a name in any language, folded. */
export function resolveSearch(
  search: Search,
  source: QuerySource,
  option: '$search' | '$apply' = '$search',
): SqlWriter {
  if (!(source instanceof SetSource)) {
    throw unsupported(option, message('odata.feature-after-apply', { option: '$search' }));
  }
  const { set } = source;
  if (!isSearchable(set.table)) {
    throw unsupported(option, message('odata.feature-search-in', { set: set.name }));
  }
  let words = 0;
  const resolve = (part: Search): SqlWriter => {
    switch (part.kind) {
      case 'not': {
        const operand = resolve(part.operand);
        return (statement) => `(not ${operand(statement)})`;
      }
      case 'and':
      case 'or': {
        const operands = part.operands.map(resolve);
        return (statement) => `(${operands.map((write) => write(statement)).join(` ${part.kind} `)})`;
      }
      case 'word': {
        if (++words > MAX_WORDS) {
          throw wrong(option, message('odata.too-many-search-words', { max: MAX_WORDS }));
        }
        const word = foldText(part.text);
        return (statement) =>
          `strpos(${statement.rowsOf(source).column(SEARCH_COLUMN)}, ${statement.parameters.add(word, 'text')}) > 0`;
      }
    }
  };
  return resolve(search);
}
