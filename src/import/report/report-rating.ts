import { OPEN, type Sql } from '../../database/sql.ts';
import { badInput } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { listed, quoted } from '../package/problem.ts';
import { dayInZone } from '../package/timestamp.ts';

interface RatedTask {
  readonly dataset_id: number;
  readonly dataset: string;
  readonly time_zone: string;
}

/** The rating with this code, which has to be valid on the day of the report where the data set is. */
export async function findRating(tx: Sql, code: string, task: RatedTask, at: Date): Promise<number> {
  const day = dayInZone(at, task.time_zone);
  const ratings = await tx.query<{ id: number; code: string; valid: boolean }>(
    `-- report.ratings
select id, code, coalesce(valid_from <= $2::text::date, true) and coalesce(valid_to >= $2::text::date, true) as valid
from rating where dataset_id = $1::int and to_seq = ${OPEN} order by position, code`,
    [task.dataset_id, day],
  );
  const found = ratings.find((rating) => rating.code === code);
  if (found?.valid) return found.id;
  const valid = ratings.filter((rating) => rating.valid).map((rating) => rating.code);
  const given = { code: quoted(code), day };
  if (valid.length === 0) throw badInput('rating', message('report.no-rating', { ...given, dataset: task.dataset }));
  const codes = listed(valid);
  throw badInput(
    'rating',
    found === undefined
      ? message('report.unknown-rating', { ...given, codes })
      : message('report.rating-not-valid', { ...given, codes }),
  );
}
