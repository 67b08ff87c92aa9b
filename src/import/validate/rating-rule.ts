import { message } from '../../domain/message/message.ts';
import { isValidOn } from '../../domain/period/validity.ts';
import type { PackageCatalogue, Placed } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import type { Package } from '../package/package.ts';
import { listed, type Problems, quoted } from '../package/problem.ts';
import { dayInZone, momentIn } from '../package/timestamp.ts';
import type { Complain } from './row-rule.ts';

type Rating = Placed<'ratings'>;

/** A rating begins before it ends, and a report gives one that is valid on its day. */
export function checkRatings(rows: PackageCatalogue['rows'], timeZone: string, complain: Complain): void {
  for (const rating of rows.ratings) {
    const { valid_from: from, valid_to: to } = rating;
    if (from === null || to === null || to >= from) continue;
    const expected = message('import.day-or-later', { day: from });
    complain('ratings', rating, 'valid_to', to, message('import.rating-ends-early'), expected);
  }
  const byCode = new Map(rows.ratings.map((rating) => [rating.code, rating]));
  for (const report of rows.task_reports) {
    // A code that names nothing is told already.
    const rating = report.rating === null ? undefined : byCode.get(report.rating);
    if (rating === undefined) continue;
    const day = dayInZone(momentIn(report.reported_at, timeZone), timeZone);
    if (isValid(rating, day)) continue;
    const text = message('import.rating-not-valid', { code: quoted(rating.code), day });
    complain('task_reports', report, 'rating', rating.code, text, () => describeValid(rows.ratings, day));
  }
}

const isValid = ({ valid_from: from, valid_to: to }: Rating, day: string): boolean => isValidOn({ from, to }, day);

function describeValid(ratings: readonly Rating[], day: string) {
  const valid = ratings.filter((rating) => isValid(rating, day)).toSorted((a, b) => a.order - b.order);
  return valid.length === 0
    ? message('import.no-rating-valid')
    : message('import.rating-valid-expected', { codes: listed(valid.map(({ code }) => code)) });
}

/** Lights that follow ratings need some. */
export function checkLightRule({ taskLight }: Package, names: CodeIds, problems: Problems): void {
  const [first] = names.codes('rating');
  if (taskLight !== 'RATING' || first !== undefined || !names.sure('rating')) return;
  problems.add({
    resource: DESCRIPTOR,
    column: 'govgraph.taskLight',
    value: 'rating',
    message: message('import.light-without-ratings'),
    expected: message('import.ratings-or-due-date'),
  });
}
