import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { figureText, type Problems, placeWords } from '../package/problem.ts';
import type { StagingTable } from './stage.ts';

interface Duplicate {
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly kind?: string;
  readonly first: number;
  readonly lines: number[];
}

/** Finds facts that are given twice. In the database, because a set of a million keys has no place in this process. */
export async function refuseDuplicateFacts(
  tx: Sql,
  stage: StagingTable,
  resource: string,
  names: CodeIds,
  problems: Problems,
): Promise<void> {
  const key = ['metric_id', 'region_id', 'breakdown_key', 'period', ...('kind' in stage.columns ? ['kind'] : [])];
  const list = key.join(', ');
  // Numbered by a window, which sorts: facts come nearly in order, and a table of hashes of a million keys takes twice as long.
  const duplicates = await tx.query<Duplicate>(
    `-- import.duplicates-${stage.table}
select ${list}, min(line) as first, array_agg(line order by line) as lines
from (select ${list}, line, count(*) over (partition by ${list}) as count from ${stage.table}) t
where count > 1 group by ${list} order by min(line) limit ${MAX_TOLD}`,
  );
  for (const { metric_id, region_id, breakdown_key, period, kind, first, lines } of duplicates) {
    const value = [
      names.codeOf('metric', metric_id),
      names.codeOf('region', region_id),
      breakdown_key,
      period,
      kind ?? '',
    ];
    const repeat = (row: number, line: number) => {
      const other = problems.placeOf(resource, line);
      problems.addOfRow({
        resource,
        row,
        column: `metric, region, breakdown, period${kind === undefined ? '' : ', kind'}`,
        value: figureText(...value),
        message:
          other === null
            ? message('import.fact-repeated', { line: String(line) })
            : message('mapping.fact-repeated', { place: placeWords(other) }),
        expected: message('import.fact-once'),
      });
    };
    for (const row of lines.slice(1)) repeat(row, first);
    // Which of them is meant nobody knows, so that the first cannot go on without the others.
    if (problems.keepsRows && lines[1] !== undefined) repeat(first, lines[1]);
  }
}

/** Beyond these nobody reads on. */
const MAX_TOLD = 1_000;
