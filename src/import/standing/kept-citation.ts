import { OPEN, type Sql } from '../../database/sql.ts';
import { ESTIMATE_COLUMNS } from '../package/fact-format.ts';
import { CITED, type FileSaying, published, STANDING_FACTS, sameKey } from './standing-fact.ts';

/** Columns whose digits are those of the publication. */
const NUMBERS: ReadonlySet<string> = new Set(['value', 'numerator', 'denominator', ...ESTIMATE_COLUMNS]);

/** Digits that a workbook has of a number. */
const MAX_DIGITS = 15;

/** Whether a number is one that stands, as far as the file can tell. */
function isSameNumber(column: string, digits: FileSaying['digits']): string {
  const isEqual = `g.${column} is not distinct from t.${column}`;
  if (digits === 'SHIFTED') return isEqual;
  // The text of a double has as few digits as it needs; the number itself would have the first 15.
  if (digits === 'DOUBLE') return `(${isEqual} or g.${column} = t.${column}::float8::text::numeric)`;
  const decimals = `(${MAX_DIGITS - 1} - floor(log(abs(nullif(t.${column}, 0)))))::int`;
  return `(${isEqual} or g.${column} = round(t.${column}, ${decimals}))`;
}

/**
 * Gives staged figures what the file cannot say of them. A number that is equal keeps the digits that stand, where those of the file are not the
 * publication's. A figure that is equal in all that the file says keeps its citation and what the file has no column for, such as a note: next
 * month's file of a year gives the months before once more, from other cells of another file, and that is no revision.
 */
export async function keepWhatStands(tx: Sql, dataset: number, saying: FileSaying | null = null): Promise<void> {
  const { digits } = saying ?? { digits: 'PUBLISHED' as const };
  for (const file of STANDING_FACTS) {
    const columns = Object.keys(file.cells).filter((column) => column !== CITED);
    const numbers = digits === 'PUBLISHED' ? [] : columns.filter((column) => NUMBERS.has(column));
    const standing = `from series s join ${file.table} t on t.series_id = s.id and t.to_seq = ${OPEN}${published(file)}
where s.dataset_id = $1::int and ${file.of} and ${sameKey(file)} and (${file.row('g')}) is distinct from (${file.row('t')})`;
    if (numbers.length > 0) {
      const kept = numbers.map(
        (column) => `${column} = case when ${isSameNumber(column, digits)} then t.${column} else g.${column} end`,
      );
      await tx.query(
        `-- import.keep-${file.table}-digits\nupdate ${file.stage} g set ${kept.join(', ')}\n${standing}`,
        [dataset],
      );
    }
    // A file without figures has none to be completed.
    const isCompleted = file.table === 'observation' && saying !== null && saying.columns.size > 0;
    const unsaid = isCompleted ? columns.filter((column) => !saying.columns.has(column)) : [];
    const same = Object.entries(file.cells)
      .filter(([column]) => columns.includes(column) && !unsaid.includes(column))
      .map(([, cell]) => `${cell('g')} is not distinct from ${cell('t')}`);
    const kept = ['citation_ids', ...unsaid].map((column) => `${column} = t.${column}`);
    await tx.query(
      `-- import.keep-${file.table}-citations\nupdate ${file.stage} g set ${kept.join(', ')}\n${standing} and ${same.join(' and ')}`,
      [dataset],
    );
  }
}
