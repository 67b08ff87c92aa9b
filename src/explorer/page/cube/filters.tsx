import { useMemo } from 'react';
import { type CubeSearch, FREQUENCIES } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { CubeRegionsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Choice, TypedText } from '../../element/choice.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { idOf, useText } from '../../language/text.ts';
import { orderRegions } from './region-order.ts';
import { type CubeMetric, codesIn } from './request.ts';
import { Several } from './several.tsx';

interface FiltersProps {
  readonly metrics: readonly CubeMetric[];
  readonly chosen: readonly CubeMetric[];
  readonly search: CubeSearch;
  /** `isContinued`: it goes on with the change before, and both are one step of the history. */
  onChange(change: Partial<CubeSearch>, isContinued?: boolean): void;
}

const LATEST = ['1', '2', '5', '10', '20'] as const;

export function Filters({ metrics, chosen, search, onChange }: FiltersProps) {
  const t = useText();
  const { language } = useScope();
  const [first] = chosen;
  const { data } = useAnswer(CubeRegionsDocument, { code: first?.code ?? '' }, first === undefined);
  const nodes = data?.metric?.availability.regions.nodes;
  const regions = nodes ?? [];
  const offered = useMemo(() => orderRegions(nodes ?? [], language), [nodes, language]);
  const parents = new Map(regions.flatMap(({ parent }) => (parent ? [[parent.code, parent.name] as const] : [])));
  const dimensions = new Map(
    chosen.flatMap((metric) => metric.dimensions.map(({ code, name }) => [code, name] as const)),
  );
  const frequencies = FREQUENCIES.filter((one) =>
    chosen.some(({ availability }) => availability.frequencies.includes(one)),
  );
  return (
    <>
      <div className="choices no-print">
        <Several
          label={t('nav.metrics')}
          options={metrics.map(({ code, name }) => ({ code, name, depth: 0 }))}
          values={chosen.map(({ code }) => code)}
          onValues={(codes, isContinued) => onChange({ metrics: codes.join(',') || undefined }, isContinued)}
        />
        <Several
          label={t('metric.regions')}
          options={offered}
          values={codesIn(search.regions)}
          onValues={(codes, isContinued) => onChange({ regions: codes.join(',') || undefined }, isContinued)}
        />
        {dimensions.size > 0 && (
          <Choice
            label={t('axis.part')}
            none={t('cube.whole')}
            value={search.dimension}
            options={[...dimensions]}
            onChoice={(dimension) => onChange({ dimension })}
          />
        )}
        {frequencies.length > 1 && (
          <Choice
            label={t('metric.frequency')}
            value={search.frequency}
            options={frequencies.map((one) => [one, t(idOf('frequency', one))])}
            onChoice={(frequency) => onChange({ frequency: FREQUENCIES.find((one) => one === frequency) })}
          />
        )}
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
        <Choice
          label={t('cube.total')}
          none={t('cube.total-none')}
          value={search.total}
          options={[
            ...[...parents].map(([code, name]) => [`region:${code}`, t('cube.total-region', { name })] as const),
            ['time:ANNUAL', t('cube.total-years')] as const,
            ...[...dimensions].map(([code, name]) => [`part:${code}`, t('cube.total-part', { name })] as const),
          ]}
          onChoice={(total) => onChange({ total })}
        />
      </div>
      <CutNote
        shown={regions.length}
        total={data?.metric?.availability.regions.totalCount ?? 0}
        of={t('metric.regions')}
      />
    </>
  );
}
