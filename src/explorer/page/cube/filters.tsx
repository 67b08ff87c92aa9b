import { type CubeSearch, FREQUENCIES } from '../../address/pages.ts';
import { CubeRegionsDocument } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Choice, TypedText } from '../../element/choice.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { idOf, useText } from '../../language/text.ts';
import { type CubeMetric, codesIn } from './request.ts';

interface FiltersProps {
  readonly metrics: readonly CubeMetric[];
  readonly chosen: readonly CubeMetric[];
  readonly search: CubeSearch;
  onChange(change: Partial<CubeSearch>): void;
}

const LATEST = ['1', '2', '5', '10', '20'] as const;

export function Filters({ metrics, chosen, search, onChange }: FiltersProps) {
  const t = useText();
  const [first] = chosen;
  const { data } = useAnswer(CubeRegionsDocument, { code: first?.code ?? '' }, first === undefined);
  const regions = data?.metric?.availability.regions.nodes ?? [];
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
          options={metrics.map(({ code, name }) => [code, name])}
          values={chosen.map(({ code }) => code)}
          onValues={(codes) => onChange({ metrics: codes.join(',') || undefined })}
        />
        <Several
          label={t('metric.regions')}
          options={regions.map(({ code, name }) => [code, name])}
          values={codesIn(search.regions)}
          onValues={(codes) => onChange({ regions: codes.join(',') || undefined })}
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
            onChoice={(frequency) => onChange({ frequency })}
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
          onText={(from) => onChange({ from: from || undefined })}
        />
        <TypedText
          label={t('cube.to')}
          isShort
          value={search.to ?? ''}
          onText={(to) => onChange({ to: to || undefined })}
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

interface SeveralProps {
  readonly label: string;
  readonly options: readonly (readonly [code: string, name: string])[];
  readonly values: readonly string[];
  onValues(values: readonly string[]): void;
}

/** Several of a list: a field of the page that opens, with a tick for each. */
function Several({ label, options, values, onValues }: SeveralProps) {
  const t = useText();
  const toggle = (code: string) =>
    onValues(values.includes(code) ? values.filter((one) => one !== code) : [...values, code]);
  const [only] = values;
  const named = options.find(([code]) => code === only)?.[1] ?? only;
  return (
    <div className="choice several">
      <span aria-hidden="true">{label}</span>
      <details>
        <summary>
          <span className="visually-hidden">{label}: </span>
          {values.length === 0
            ? t('choice.all')
            : values.length === 1
              ? named
              : t('cube.chosen', { count: values.length })}
        </summary>
        <fieldset>
          <legend className="visually-hidden">{label}</legend>
          {options.map(([code, name]) => (
            <label key={code}>
              <input type="checkbox" checked={values.includes(code)} onChange={() => toggle(code)} /> {name}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}
