import { Link, useRouterState } from '@tanstack/react-router';
import { readAddress } from '../address/pages.ts';
import { findStray, findUnknown, type Known, type Stray, withoutStray } from '../address/stray.ts';
import { type MessageId, useText } from '../language/text.ts';

/** What the names in addresses are called on the pages. */
const NAMES: Readonly<Record<string, MessageId>> = {
  at: 'table.source',
  by: 'plan.by',
  columns: 'cube.columns',
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
  view: 'metric.view',
};

/** Says what the address asks for and the page does not know. It stands above every page. */
export function StrayNote() {
  const { raw, taken } = useAddress();
  return taken && <Note strays={findStray(raw, taken)} taken={taken} />;
}

/** The same of codes that the data do not have, told by the page that knows these. */
export function UnknownNote({ known }: { readonly known: Known }) {
  const { raw, taken } = useAddress();
  return taken && <Note strays={findUnknown(raw, known)} taken={taken} />;
}

type Values = Readonly<Record<string, unknown>>;

/** What an address holds, and what its page takes of it. */
function useAddress(): { readonly raw: Values; readonly taken: Values | null } {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const raw = useRouterState({ select: ({ location }): Values => location.search });
  const taken = readAddress(path, raw);
  return { raw, taken: taken && { ...taken } };
}

function Note({ strays, taken }: { readonly strays: readonly Stray[]; readonly taken: Values }) {
  const t = useText();
  if (strays.length === 0) return null;
  const asked = strays.map(({ name, value }) => {
    const id = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    return t('address.asked', { name: id ? t(id) : name, value });
  });
  return (
    <p className="notice is-past no-print" role="status">
      {t('address.not-here', { asked: asked.join(t('text.comma')) })}{' '}
      <Link to="." search={() => withoutStray(taken, strays)} replace>
        {t('address.clean')}
      </Link>
    </p>
  );
}
