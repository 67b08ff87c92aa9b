import { useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import { SourceClaimsDocument, type SourceClaimsQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';

/** A change that a source published of a figure, in a sentence, and what arithmetic says of it. */
export type Claim = SourceClaimsQuery['checks']['nodes'][number];

interface Figure extends Pick<Claim, 'period'> {
  readonly metric: { readonly code: string };
  readonly region: { readonly code: string };
  readonly breakdown: readonly {
    readonly dimension: { readonly code: string };
    readonly category: { readonly code: string };
  }[];
}

/** By which a change and the figure that it is of are known. */
export const figureKey = ({ metric, region, period, breakdown }: Figure): string =>
  JSON.stringify([
    metric.code,
    region.code,
    period,
    ...breakdown.map(({ dimension, category }) => [dimension.code, category.code]),
  ]);

/** The changes that were published of the figures of a data set. Checks are those of now: of a day, there are none. */
export function useClaims() {
  const { dataset, asOf } = useScope();
  const { data } = useAnswer(SourceClaimsDocument, { dataset }, asOf !== null);
  const nodes = asOf === null ? data?.checks.nodes : undefined;
  const claims = useMemo(() => {
    const byFigure = new Map<string, readonly Claim[]>();
    for (const claim of nodes ?? []) {
      const key = figureKey(claim);
      byFigure.set(key, [...(byFigure.get(key) ?? []), claim]);
    }
    return byFigure;
  }, [nodes]);
  return { claims, shown: nodes?.length ?? 0, total: nodes ? (data?.checks.totalCount ?? 0) : 0 };
}
