import { Link } from '@tanstack/react-router';
import type { MetricSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import type { MetricThenQuery } from '../../api/generated/graphql.ts';
import { Empty } from '../../element/failure.tsx';
import { useText } from '../../language/text.ts';
import { reasonThen } from './card.ts';

/** That a selection had no figure on a day, and where there was one. */
export function NoneThen({
  search,
  then,
}: {
  readonly search: MetricSearch;
  readonly then: MetricThenQuery | null | undefined;
}) {
  const t = useText();
  const { asOfDay } = useScope();
  const { id, other } = reasonThen(search, then);
  return (
    <Empty>
      {t(id, { day: asOfDay ?? '' })}
      {other && (
        <>
          {' '}
          <Link to="." search={(now: object) => ({ ...now, region: other.region.code })}>
            {t('metric.other-region', { name: other.region.name })}
          </Link>
        </>
      )}
    </Empty>
  );
}
