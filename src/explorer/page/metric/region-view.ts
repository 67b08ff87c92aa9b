import type { Frequency, MetricRegionsQuery } from '../../api/generated/graphql.ts';
import type { MetricCard } from './card.ts';

type Row = MetricRegionsQuery['cube']['rows'][number];

/** A region with its latest figure. */
export interface RegionFigure extends Row {
  readonly name: string;
}

export interface RegionViewProps {
  readonly figures: readonly RegionFigure[];
  readonly metric: MetricCard;
  /** The period of most figures; another one is told beside its figure. */
  readonly period: string;
  /** The region that is looked at. */
  readonly region: string;
  readonly part: string | undefined;
  /** The frequency of all figures. */
  readonly frequency: Frequency | undefined;
}
