import { Link } from '@tanstack/react-router';
import type { MeasureFragment, PlaceFragment, SourceReadingsQuery } from '../../api/generated/graphql.ts';
import { CutNote } from '../../element/cut-note.tsx';
import { ValueText } from '../../element/figure.tsx';
import { GroupName, TaskTitle } from '../../element/named.tsx';
import { beginLine } from '../../language/line-start.ts';
import { idOf, type MessageId, useText } from '../../language/text.ts';
import { byPlace } from './by-place.ts';
import type { SourceMetric } from './use-metrics.ts';
import type { AimedMetric } from './use-targets.ts';

type Row<List> = List extends readonly (infer One)[] ? One : never;

/** Something besides figures that was read at a place. */
export type Reading =
  | { readonly kind: 'WorkingGroup'; readonly group: Row<SourceReadingsQuery['workingGroups']> }
  | { readonly kind: 'Programme'; readonly programme: Row<SourceReadingsQuery['programmes']['nodes']> }
  | { readonly kind: 'Task'; readonly task: Row<SourceReadingsQuery['tasks']['nodes']> }
  | { readonly kind: 'Metric'; readonly metric: SourceMetric }
  | {
      readonly kind: 'Target';
      readonly metric: MeasureFragment;
      readonly target: Row<AimedMetric['targets']['nodes']>;
    };

/** Everything of a data set that was read from one source, by place. */
export function readingsByPlace(
  data: SourceReadingsQuery | undefined,
  metrics: readonly SourceMetric[],
  aimed: readonly AimedMetric[],
  source: string,
) {
  return byPlace([...(data ? readingsOf(data) : []), ...meaningsOf(metrics), ...targetsOf(aimed)], source);
}

function* readingsOf(data: SourceReadingsQuery): Generator<readonly [readonly PlaceFragment[], Reading]> {
  for (const group of data.workingGroups) yield [group.citations, { kind: 'WorkingGroup', group }];
  for (const programme of data.programmes.nodes) yield [programme.citations, { kind: 'Programme', programme }];
  for (const task of data.tasks.nodes) yield [task.citations, { kind: 'Task', task }];
}

function* meaningsOf(metrics: readonly SourceMetric[]): Generator<readonly [readonly PlaceFragment[], Reading]> {
  for (const metric of metrics) yield [metric.citations, { kind: 'Metric', metric }];
}

function* targetsOf(aimed: readonly AimedMetric[]): Generator<readonly [readonly PlaceFragment[], Reading]> {
  for (const metric of aimed) {
    for (const target of metric.targets.nodes) yield [target.citations, { kind: 'Target', metric, target }];
  }
}

/** Says what of the readings is not shown. */
export function ReadingsCut({ data }: { readonly data: SourceReadingsQuery }) {
  const t = useText();
  const { tasks, programmes } = data;
  return (
    <>
      <CutNote shown={tasks.nodes.length} total={tasks.totalCount} of={t('kind-of.Task')} />
      <CutNote shown={programmes.nodes.length} total={programmes.totalCount} of={t('kind-of.Programme')} />
    </>
  );
}

/** Says of which metrics nothing is shown, and of which not all targets, and reads on. */
export function MetricsCut({
  shown,
  total,
  aimed,
  loadMore,
  loadAll,
}: {
  readonly shown: number;
  readonly total: number;
  readonly aimed: readonly AimedMetric[];
  /** Reads of further metrics. */
  loadMore(): void;
  /** Reads all targets of each metric. */
  loadAll(): void;
}) {
  const t = useText();
  const first = Math.max(0, ...aimed.filter(isCut).map(({ targets }) => targets.nodes.length));
  const stated = {
    count: first,
    shown: aimed.reduce((sum, { targets }) => sum + targets.nodes.length, 0),
    total: aimed.reduce((sum, { targets }) => sum + targets.totalCount, 0),
  };
  return (
    <>
      {shown < total && <More label={t('source.metrics-cut', { shown, total })} load={loadMore} />}
      {first > 0 && <More label={t('source.targets-cut', stated)} load={loadAll} />}
    </>
  );
}

const isCut = ({ targets }: AimedMetric): boolean => targets.nodes.length < targets.totalCount;

function More({ label, load }: { readonly label: string; load(): void }) {
  const t = useText();
  return (
    <p className="more">
      <span className="muted is-cut">{label}</span>{' '}
      <button type="button" onClick={load}>
        {t('list.more')}
      </button>
    </p>
  );
}

const KINDS = ['WorkingGroup', 'Programme', 'Task', 'Metric', 'Target'] as const;

/** What else was read at one place, by kind. */
export function Readings({ readings }: { readonly readings: readonly Reading[] }) {
  const t = useText();
  if (readings.length === 0) return null;
  return (
    <dl className="readings">
      {KINDS.filter((kind) => readings.some((one) => one.kind === kind)).map((kind) => (
        <div key={kind}>
          <dt>{t(idOf('kind-of', kind))}</dt>
          {readings
            .filter((one) => one.kind === kind)
            .map((one) => (
              <dd key={keyOf(one)}>
                <ReadingText reading={one} />
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}

function keyOf(reading: Reading): string {
  switch (reading.kind) {
    case 'WorkingGroup':
      return reading.group.code;
    case 'Programme':
      return reading.programme.code;
    case 'Task':
      return reading.task.code;
    case 'Metric':
      return reading.metric.code;
    case 'Target':
      return reading.target.id;
  }
}

function ReadingText({ reading }: { readonly reading: Reading }) {
  const t = useText();
  switch (reading.kind) {
    case 'WorkingGroup':
      return (
        <Link to="/plan" search={{ group: reading.group.code }}>
          <GroupName group={reading.group} />
        </Link>
      );
    case 'Programme':
      return (
        <Link to="/plan" search={{ programme: reading.programme.code }}>
          {beginLine(reading.programme.name)}
        </Link>
      );
    case 'Task':
      return (
        <Link to="/task/$code" params={{ code: reading.task.code }}>
          <TaskTitle task={reading.task} />
        </Link>
      );
    case 'Metric':
      return <MetricLink metric={reading.metric} />;
    case 'Target': {
      const { metric, target } = reading;
      return (
        <>
          <MetricLink metric={metric} />{' '}
          <small className="muted">
            {[t(idOf('target', target.kind) as MessageId), target.region.name, target.periodLabel].join(' · ')}
          </small>{' '}
          <b className="inline">
            <ValueText of={{ value: target.value, statusFlags: [] }} measure={metric} />
          </b>
        </>
      );
    }
  }
}

function MetricLink({ metric }: { readonly metric: MeasureFragment }) {
  return (
    <Link to="/metric/$code" params={{ code: metric.code }}>
      {beginLine(metric.name)}
    </Link>
  );
}
