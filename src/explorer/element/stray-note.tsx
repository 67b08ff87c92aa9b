import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { findPageStep, readSearch } from '../address/pages.ts';
import { findStray, findUnknown, type Known, type Stray, withoutStray } from '../address/stray.ts';
import { type MessageId, useText } from '../language/text.ts';

/** What the names in addresses are called on the pages. */
const NAMES: Readonly<Record<string, MessageId>> = {
  at: 'table.source',
  by: 'plan.by',
  columns: 'cube.columns',
  dataset: 'kind-of.Dataset',
  compare: 'metric.compare',
  dimension: 'axis.part',
  due: 'plan.due',
  frequency: 'metric.frequency',
  from: 'kind-of.Release',
  lang: 'shell.language',
  latest: 'cube.latest',
  light: 'overview.lights',
  metric: 'axis.metric',
  metrics: 'axis.metric',
  order: 'plan.sort',
  part: 'axis.part',
  period: 'axis.period',
  region: 'axis.region',
  regions: 'axis.region',
  role: 'plan.role',
  rows: 'cube.rows',
  sort: 'plan.sort',
  status: 'plan.by.status',
  theme: 'metrics.theme',
  to: 'kind-of.Release',
  total: 'cube.total',
  unit: 'kind-of.Unit',
  view: 'metric.view',
};

/** What the address held that was opened. The router writes in its place what the page takes of it. */
const OPENED = Object.fromEntries(new URL(location.href).searchParams);

type Values = Readonly<Record<string, unknown>>;

/** What the page takes of its address; null where there is no such page. */
function useTaken(): { readonly path: string; readonly taken: Values | null } {
  const path = useRouterState({ select: ({ location: now }) => now.pathname });
  const search = useRouterState({ select: ({ location: now }): Values => now.search });
  const page = findPageStep(path);
  return { path, taken: page === null ? null : { ...readSearch(page, search) } };
}

/** The page that was opened, as it takes its address; nothing once that was cleaned. */
let openedPage: string | null | undefined;

/** Says what the address asks for and the page does not know, until the reader goes on. It stands above every page. */
export function StrayNote() {
  const { path, taken } = useTaken();
  const [, setCleaned] = useState(false);
  const page = JSON.stringify([path, taken]);
  if (openedPage === undefined) openedPage = page;
  if (!taken || openedPage !== page) return null;
  const clean = () => {
    openedPage = null;
    setCleaned(true);
  };
  return <Note strays={findStray(OPENED, taken)} taken={taken} onCleaned={clean} />;
}

/** The same of codes that the data do not have, told by the page that knows these. */
export function UnknownNote({ known }: { readonly known: Known }) {
  const { taken } = useTaken();
  return taken && <Note strays={findUnknown(taken, known)} taken={taken} />;
}

interface NoteProps {
  readonly strays: readonly Stray[];
  readonly taken: Values;
  onCleaned?(): void;
}

function Note({ strays, taken, onCleaned }: NoteProps) {
  const t = useText();
  if (strays.length === 0) return null;
  const asked = strays.map(({ name, value }) => {
    const id = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    return t('address.asked', { name: id ? t(id) : name, value });
  });
  return (
    <p className="notice is-past no-print" role="status">
      {t('address.not-here', { asked: asked.join(t('text.comma')) })}{' '}
      <Link to="." search={() => withoutStray(taken, strays)} replace onClick={onCleaned}>
        {t('address.clean')}
      </Link>
    </p>
  );
}
