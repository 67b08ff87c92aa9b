import { type CubeSearch, FREQUENCIES } from '../../address/pages.ts';
import { Choice, TypedText } from '../../element/choice.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { idOf, useText } from '../../language/text.ts';
import type { Axis } from './axis.ts';
import type { Periods } from './fixed-axes.ts';
import type { MemberOrder } from './member-order.ts';
import { canonicalPeriod } from './period-names.ts';
import { type CubeMetric, codesIn, isAddedUp, WHOLE_PART } from './request.ts';
import { Several } from './several.tsx';

interface FiltersProps {
  readonly metrics: readonly CubeMetric[];
  readonly chosen: readonly CubeMetric[];
  readonly search: CubeSearch;
  readonly order: MemberOrder;
  /** The axes of which the table shows one, and the periods from which one is chosen. */
  readonly fixed: readonly Axis[];
  readonly periods: Periods;
  /** `isContinued`: it goes on with the change before, and both are one step of the history. */
  onChange(change: Partial<CubeSearch>, isContinued?: boolean): void;
}

/** The regions of which several parts are known: a total of one would be the figure of that one under another name. */
function totalRegions(
  regions: readonly { readonly parent?: { readonly code: string; readonly name: string } | null }[],
  total: string | undefined,
): readonly (readonly [code: string, name: string])[] {
  const known = new Map<string, { readonly name: string; count: number }>();
  for (const { parent } of regions) {
    if (!parent) continue;
    const one = known.get(parent.code) ?? { name: parent.name, count: 0 };
    known.set(parent.code, one);
    one.count++;
  }
  return [...known].flatMap(([code, { name, count }]) =>
    count > 1 || total === `region:${code}` ? [[code, name] as const] : [],
  );
}

const LATEST = ['1', '2', '5', '10', '20'] as const;

export function Filters({ metrics, chosen, search, order, fixed, periods, onChange }: FiltersProps) {
  const t = useText();
  const parents = totalRegions(order.nodes, search.total);
  const dimensions = new Map(
    chosen.flatMap((metric) => metric.dimensions.map(({ code, name }) => [code, name] as const)),
  );
  const frequencies = FREQUENCIES.filter((one) =>
    chosen.some(({ availability }) => availability.frequencies.includes(one)),
  );
  const isPeriodFixed = fixed.includes('period');
  return (
    <>
      <div className="choices no-print">
        {fixed.includes('metric') ? (
          <Choice
            label={t('axis.metric')}
            isRequired
            value={chosen[0]?.code}
            options={metrics.map(({ code, name }) => [code, name])}
            onChoice={(metric) => onChange({ metric })}
          />
        ) : (
          <Several
            label={t('nav.metrics')}
            options={metrics.map(({ code, name }) => ({ code, name, depth: 0 }))}
            values={chosen.map(({ code }) => code)}
            onValues={(codes, isContinued) => onChange({ metrics: codes.join(',') || undefined }, isContinued)}
          />
        )}
        {fixed.includes('region') && !isAddedUp('region', search) ? (
          <Choice
            label={t('axis.region')}
            isRequired
            value={search.region}
            options={order.regions.map(({ code, name }) => [code, name])}
            onChoice={(region) => onChange({ region })}
          />
        ) : (
          <Several
            label={t('metric.regions')}
            options={order.regions}
            values={codesIn(search.regions)}
            onValues={(codes, isContinued) => onChange({ regions: codes.join(',') || undefined }, isContinued)}
          />
        )}
        {dimensions.size > 0 && (
          <Choice
            label={t('cube.dimension')}
            none={t('cube.whole')}
            value={search.dimension}
            options={[...dimensions]}
            onChoice={(dimension) => onChange({ dimension, part: dimension && search.part && WHOLE_PART })}
          />
        )}
        {fixed.includes('part') && !isAddedUp('part', search) && (
          <Choice
            label={t('axis.part')}
            isRequired
            value={search.part}
            options={[[WHOLE_PART, t('cube.whole')], ...order.parts]}
            onChoice={(part) => onChange({ part })}
          />
        )}
        {frequencies.length > 1 && (!isPeriodFixed || isAddedUp('period', search)) && (
          <Choice
            label={t('metric.frequency')}
            value={search.frequency}
            options={frequencies.map((one) => [one, t(idOf('frequency', one))])}
            onChoice={(frequency) => onChange({ frequency: FREQUENCIES.find((one) => one === frequency) })}
          />
        )}
        {isPeriodFixed ? (
          <PeriodChoice period={search.period} periods={periods} onChange={onChange} />
        ) : (
          <PeriodSpan search={search} onChange={onChange} />
        )}
        <Choice
          label={t('cube.total')}
          none={t('cube.total-none')}
          value={search.total}
          options={[
            ...parents.map(([code, name]) => [`region:${code}`, t('cube.total-region', { name })] as const),
            ['time:ANNUAL', t('cube.total-years')] as const,
            ...[...dimensions].map(([code, name]) => [`part:${code}`, t('cube.total-part', { name })] as const),
          ]}
          onChoice={(total) => onChange({ total })}
        />
      </div>
      <CutNote shown={order.nodes.length} total={order.totalCount} of={t('metric.regions')} />
    </>
  );
}

type PartProps = Pick<FiltersProps, 'onChange'>;

/** The one period that is shown; where they are too many for a list, it is written. */
function PeriodChoice({
  period,
  periods,
  onChange,
}: PartProps & Pick<FiltersProps, 'periods'> & Pick<CubeSearch, 'period'>) {
  const t = useText();
  if (!periods.isWhole) {
    return (
      <TypedText
        label={t('axis.period')}
        isShort
        isRequired
        value={period ?? ''}
        onText={(text, isContinued) => onChange({ period: text }, isContinued)}
      />
    );
  }
  return (
    <Choice
      label={t('axis.period')}
      isRequired
      value={period && canonicalPeriod(period)}
      options={[...periods.names]}
      onChoice={(one) => onChange({ period: one })}
    />
  );
}

function PeriodSpan({ search, onChange }: PartProps & Pick<FiltersProps, 'search'>) {
  const t = useText();
  return (
    <>
      <Choice
        label={t('cube.latest')}
        value={search.latest}
        options={LATEST.map((one) => [one, one])}
        onChoice={(latest) => onChange({ latest })}
      />
      <TypedText
        label={t('cube.from')}
        isShort
        value={search.from ?? ''}
        onText={(from, isContinued) => onChange({ from: from || undefined }, isContinued)}
      />
      <TypedText
        label={t('cube.to')}
        isShort
        value={search.to ?? ''}
        onText={(to, isContinued) => onChange({ to: to || undefined }, isContinued)}
      />
    </>
  );
}
