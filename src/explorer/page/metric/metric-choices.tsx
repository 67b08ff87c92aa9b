import { useNavigate } from '@tanstack/react-router';
import type { MetricsSearch } from '../../address/pages.ts';
import { MetricCategoriesDocument, type MetricListQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Choice, TypedText } from '../../element/choice.tsx';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import { categoriesVariables, splitPart } from './ask.ts';

type Entry = MetricListQuery['all']['nodes'][number];

/** What the metrics of a data set are chosen by. */
export function MetricChoices({
  search: { theme, unit, part, q },
  all,
}: {
  readonly search: MetricsSearch;
  /** The metrics of the data set, once they are known. */
  readonly all: MetricListQuery['all'] | undefined;
}) {
  const t = useText();
  const navigate = useNavigate({ from: '/metric' });
  const { dimension, category } = splitPart(part);
  const categories = useDimension(dimension)?.categories ?? [];
  // Of part of the metrics nothing is counted.
  const isWhole = all?.nodes.length === all?.totalCount;
  const optionsBy = (classesOf: (metric: Entry) => readonly Entry['theme'][]) =>
    tally(all?.nodes.flatMap(classesOf) ?? []).map(
      ({ code, name, count }) => [code, isWhole ? t('text.aside', { text: name, aside: `${count}` }) : name] as const,
    );
  const set = (change: Partial<MetricsSearch>, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace, resetScroll: false });
  return (
    <form className="choices no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      <TypedText
        value={q ?? ''}
        label={t('plan.text')}
        onText={(text, isContinued) => set({ q: text || undefined }, isContinued)}
      />
      <Choice
        label={t('metrics.theme')}
        value={theme}
        options={optionsBy((metric) => [metric.theme])}
        onChoice={(code) => set({ theme: code })}
      />
      <Choice
        label={t('kind-of.Unit')}
        value={unit}
        options={optionsBy((metric) => [metric.unit])}
        isAsWritten
        onChoice={(code) => set({ unit: code })}
      />
      <Choice
        label={t('kind-of.Dimension')}
        value={dimension}
        options={optionsBy((metric) => metric.dimensions)}
        onChoice={(code) => set({ part: code })}
      />
      {dimension !== undefined && (
        <Choice
          label={t('kind-of.Category')}
          value={category}
          options={categories.map(({ code, name }) => [code, name])}
          none={t('cube.whole')}
          onChoice={(code) => set({ part: code === undefined ? dimension : `${dimension}:${code}` })}
        />
      )}
    </form>
  );
}

/** A dimension by its code, with its categories, once it is known. */
function useDimension(code: string | undefined) {
  const { data } = useAnswer(MetricCategoriesDocument, categoriesVariables(code ?? ''), code === undefined);
  return data?.metrics.nodes[0]?.dimensions.find((dimension) => dimension.code === code);
}

/** Of which part the figures are, on paper too. */
export function PartName({ part }: { readonly part: string | undefined }) {
  const t = useText();
  const { dimension: code, category } = splitPart(part);
  const dimension = useDimension(code);
  const name = dimension?.categories.find((one) => one.code === category)?.name;
  return dimension && name ? (
    <p className="facts">{beginLine(t('text.named', { name: dimension.name, value: name }))}</p>
  ) : null;
}

/** What classifies some metrics, each once, in the order in which it comes first, and how many have it. */
function tally(classes: readonly Entry['theme'][]) {
  const counts = new Map<string, { readonly code: string; readonly name: string; count: number }>();
  for (const { code, name } of classes) {
    const known = counts.get(code);
    if (known) known.count++;
    else counts.set(code, { code, name, count: 1 });
  }
  return [...counts.values()];
}
