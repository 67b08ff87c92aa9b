import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useScope } from '../../address/scope.ts';
import { MetricPartsDocument, type MetricPartsQuery, PartLeadsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Bars } from '../../chart/bars.tsx';
import { Downloadable } from '../../chart/downloadable.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { ValueText } from '../../element/figure.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { captionOf } from './caption.ts';
import type { MetricCard } from './card.ts';

type Row = MetricPartsQuery['cube']['rows'][number];
type Dimension = MetricCard['dimensions'][number];
/** An organisation and how many tasks it leads. */
type Lead = { readonly code: string; readonly count: number };

const MAX_PARTS = 500;

/** The latest figures by each dimension that there are any for. */
export function Parts({ metric, region }: { readonly metric: MetricCard; readonly region: string }) {
  const used = new Set(metric.availability.breakdowns.map(({ code }) => code));
  return metric.dimensions
    .filter(({ code }) => used.has(code))
    .map((dimension) => <Part key={dimension.code} metric={metric} region={region} dimension={dimension} />);
}

function Part({
  metric,
  region,
  dimension,
}: {
  readonly metric: MetricCard;
  readonly region: string;
  readonly dimension: Dimension;
}) {
  const t = useText();
  const { asOf } = useScope();
  const inputOf = (dimensions: readonly string[]) => ({
    metrics: [metric.code],
    regions: { codes: [region] },
    breakdowns: dimensions.map((code) => ({ dimension: code })),
    latest: 1,
    asOf,
    first: MAX_PARTS,
  });
  const alone = useAnswer(MetricPartsDocument, { input: inputOf([dimension.code]) });
  // What is refused has no data, and nothing is known of it.
  const isNone = alone.data ? partsOf(alone.data, dimension).length === 0 : false;
  // Some publish a dimension only together with another one.
  const used = metric.availability.breakdowns.map(({ code }) => code);
  const isCrossed = isNone && used.length > 1;
  const crossed = useAnswer(MetricPartsDocument, { input: inputOf(used) }, !isCrossed);
  const id = `part-${dimension.code}`;
  const isNamed = useRouterState({ select: ({ location }) => location.hash === id });
  // The page is drawn in steps: the browser has looked for the place before it was there.
  useEffect(() => {
    if (isNamed) document.getElementById(id)?.scrollIntoView();
  }, [isNamed, id]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('metric.by', { dimension: dimension.name })}</h2>
      <Await answer={isCrossed ? crossed : alone}>
        {(data) => <PartBars data={data} metric={metric} dimension={dimension} isCrossed={isCrossed} />}
      </Await>
    </section>
  );
}

function PartBars({
  data,
  metric,
  dimension,
  isCrossed,
}: {
  readonly data: MetricPartsQuery;
  readonly metric: MetricCard;
  readonly dimension: Dimension;
  readonly isCrossed: boolean;
}) {
  const t = useText();
  const scope = useScope();
  const parts = partsOf(data, dimension);
  const leads = useLeads(metric.dataset.code);
  const [first] = parts;
  if (!first) return <Empty>{t('metric.no-parts', { dimension: dimension.name })}</Empty>;
  const periods = [...new Set(parts.map(({ periodLabel }) => periodLabel))];
  return (
    <>
      {isCrossed && <p className="muted">{t('metric.parts-crossed')}</p>}
      <Downloadable
        name={`${metric.code}-${dimension.code}`}
        title={beginLine(t('text.named', { name: metric.name, value: dimension.name }))}
        lines={captionOf(metric, [first.region.name, ...periods], scope, t)}
      >
        <Bars bars={parts.map((row) => toBar(row, metric, leads, periods.length > 1))} />
      </Downloadable>
      <p className="muted">
        {periods.length === 1 ? t('metric.period', { period: first.periodLabel }) : t('metric.periods-differ')}
      </p>
      <CutNote shown={data.cube.rows.length} total={data.cube.totalCount} />
    </>
  );
}

/** The figures that are of a part of the dimension: its total is of none. */
const partsOf = ({ cube }: MetricPartsQuery, { code }: Dimension): readonly Row[] =>
  cube.rows.filter(({ breakdown }) => breakdown.some(({ dimension }) => dimension.code === code));

/**
 * The organisations that lead tasks of a data set, by name. A category has no other tie to an organisation: where a publisher gives both one name, the
 * part is of what the organisation does.
 */
function useLeads(dataset: string): ReadonlyMap<string, Lead> {
  const { data } = useAnswer(PartLeadsDocument, { dataset });
  return new Map(
    data?.taskProgress.flatMap(({ leadOrganization, progress }) =>
      leadOrganization
        ? [[leadOrganization.name, { code: leadOrganization.code, count: progress.total }] as const]
        : [],
    ),
  );
}

/** A part leads to its own figures, they to where they were read, and one of an organisation to the tasks that it leads. */
const toBar = (row: Row, metric: MetricCard, leads: ReadonlyMap<string, Lead>, withPeriod: boolean) => ({
  key: row.breakdown.map(({ category }) => category.code).join(' '),
  name: <PartName breakdown={row.breakdown} metric={metric} />,
  number: row.number ?? null,
  figure: (
    <span className="inline">
      <ValueText of={row} measure={metric} /> {withPeriod && <small className="muted">{row.periodLabel}</small>}
      <PartTasks row={row} metric={metric} leads={leads} />
    </span>
  ),
});

/** How many tasks the organisation leads that a part is of. */
function PartTasks({
  row: { breakdown },
  metric,
  leads,
}: {
  readonly row: Row;
  readonly metric: MetricCard;
  readonly leads: ReadonlyMap<string, Lead>;
}) {
  const t = useText();
  const [only, ...others] = breakdown;
  const lead = only && others.length === 0 ? leads.get(only.category.name) : undefined;
  if (!lead) return null;
  return (
    <Link to="/plan" search={{ dataset: metric.dataset.code, organ: lead.code, by: 'none' }} className="bar-tasks">
      {t('organ.has.LEAD', { count: lead.count })}
    </Link>
  );
}

function PartName({ breakdown, metric }: { readonly breakdown: Row['breakdown']; readonly metric: MetricCard }) {
  const t = useText();
  const name = beginLine(breakdown.map(({ category }) => category.name).join(t('text.comma')));
  const [only, ...others] = breakdown;
  // The figures of a crossing have no page of their own.
  if (!only || others.length > 0) return name;
  const { code, validTo } = only.category;
  return (
    <>
      <Link
        to="/metric/$code"
        params={{ code: metric.code }}
        search={(now) => ({ ...now, part: `${only.dimension.code}:${code}` })}
      >
        {name}
      </Link>
      {validTo && <small className="muted"> {t('metric.part-until', { day: validTo })}</small>}
    </>
  );
}
