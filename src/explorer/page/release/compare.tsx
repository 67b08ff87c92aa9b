import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReleaseListQuery } from '../../api/generated/graphql.ts';
import { Choice } from '../../element/choice.tsx';
import { Empty } from '../../element/failure.tsx';
import { useText } from '../../language/text.ts';
import { Comparison } from './comparison.tsx';
import type { Release } from './release.ts';

/** Two releases and a metric, which the address names or the page chooses, beside each other. */
export function Compare({
  releases,
  metrics,
}: {
  readonly releases: readonly Release[];
  readonly metrics: ReleaseListQuery['metrics']['nodes'];
}) {
  const t = useText();
  const search = useSearch({ from: '/releases' });
  const navigate = useNavigate({ from: '/releases' });
  const find = (version: string | undefined) => releases.find((release) => release.version === version);
  const to = find(search.to) ?? releases.at(-1);
  // What is compared with nothing that is named is compared with the release before; the first, which has none, with the one after it.
  const place = to ? releases.indexOf(to) : -1;
  const from = find(search.from) ?? releases[place - 1] ?? releases[place + 1];
  const metric = metrics.find(({ code }) => code === search.metric) ?? metrics[0];
  if (!from || !to) {
    return (
      <section aria-labelledby="compare">
        <h2 id="compare">{t('release.compare')}</h2>
        <p className="muted">{t('release.only-one')}</p>
      </section>
    );
  }
  // The earlier of two is the one that was published before, in whichever order the address names them.
  const isSwapped = releases.indexOf(from) > place;
  const [earlier, later] = isSwapped ? [to, from] : [from, to];
  const set = (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), resetScroll: false });
  const setPair = (change: { from?: string; to?: string }) =>
    set({ from: earlier.version, to: later.version, ...change });
  const versions = releases.map(({ version }) => [version, version] as const);
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('release.compare')}</h2>
      <div className="choices no-print">
        <Choice
          label={t('release.from')}
          value={earlier.version}
          isRequired
          options={versions}
          onChoice={(version) => version && setPair({ from: version })}
        />
        <Choice
          label={t('release.to')}
          value={later.version}
          isRequired
          options={versions}
          onChoice={(version) => version && setPair({ to: version })}
        />
        <Choice
          label={t('release.metric')}
          value={metric?.code}
          isRequired
          options={metrics.map(({ code, name }) => [code, name])}
          onChoice={(code) => set({ metric: code })}
        />
      </div>
      {isSwapped && search.from !== undefined && <p className="muted">{t('release.swapped')}</p>}
      {metric &&
        (earlier === later ? (
          <Empty>{t('release.one')}</Empty>
        ) : (
          <Comparison
            reasons={releases.slice(releases.indexOf(earlier) + 1, releases.indexOf(later) + 1)}
            earlier={earlier}
            later={later}
            metric={metric}
            isLatest={later === releases.at(-1)}
          />
        ))}
    </section>
  );
}
