import { message } from '../../../domain/message/message.ts';
import type { Reading } from '../../table/table.ts';
import { propertyOf } from '../model/model.ts';
import { Statement } from '../sql/relation.ts';
import { hasCollections, shapeOf } from '../sql/shape.ts';
import { shownAs } from '../sql/value.ts';
import { notFound } from '../syntax/refusal.ts';
import type { Step } from './address.ts';
import { ROOM } from './collection.ts';
import { contextOf, finishAll } from './link.ts';
import { type Answer, assertNone, type ODataRequest, readingFor } from './request.ts';
import { assertThere } from './resolve-request.ts';
import { resourceOf } from './resource.ts';

const NOTHING: Answer = { status: 204, headers: {}, body: null };

/** What was read of the one row that a way leads to; null where it leads to none. Refuses a way that leads nowhere. */
async function readOne<Found>(
  ask: ODataRequest,
  steps: readonly Step[],
  reading: Reading,
  select: (statement: Statement, resource: ReturnType<typeof resourceOf>) => string,
): Promise<Found | null> {
  const step = steps.at(-1) as Step;
  const statement = new Statement(reading);
  const resource = resourceOf(statement, steps, ask.defaultDataset);
  const selected = select(statement, resource);
  const [found] = await ask.sql.query<Found>(
    `-- odata.${step.set.name}.one\nselect ${selected} from ${resource.rows.sql()} where ${resource.conditions.join(' and ')} limit 1`,
    statement.parameters.values,
  );
  if (found) return found;
  await assertThere(ask, steps, reading);
  if (step.key) {
    const path = JSON.stringify(decodeURIComponent(ask.path).slice(0, 100));
    throw notFound(message('odata.no-row', { path }));
  }
  return null;
}

export async function answerRow(ask: ODataRequest, steps: readonly Step[], metadata: string): Promise<Answer> {
  assertNone(ask, ['$select', '$expand', '$format'], message('odata.resource-row'));
  const { reading } = await readingFor(ask);
  const { request, limits } = ask;
  let shape: ReturnType<typeof shapeOf> | undefined;
  const found = await readOne<{ row: string }>(ask, steps, reading, (_statement, { rows }) => {
    shape = shapeOf(rows, request, {
      rows: ROOM,
      depth: limits.expandDepth,
      maxDepth: limits.expandDepth,
      page: limits.pageSize,
    });
    return `(select row_to_json(j) from (select ${shape.items.join(', ')}) j)::text as row`;
  });
  if (!found || !shape) return NOTHING;
  const texts = [found.row];
  if (hasCollections(shape)) finishAll(ask, reading, shape, texts);
  const [row = '{}'] = texts;
  if (metadata === 'none') return { status: 200, headers: {}, body: row };
  const context = `"@odata.context":${JSON.stringify(`${contextOf(ask, steps, shape.context)}/$entity`)}`;
  return { status: 200, headers: {}, body: row === '{}' ? `{${context}}` : `{${context},${row.slice(1)}` };
}

export async function answerProperty(
  ask: ODataRequest,
  steps: readonly Step[],
  { property, isRaw }: { readonly property: string; readonly isRaw: boolean },
  metadata: string,
): Promise<Answer> {
  assertNone(ask, ['$format'], message('odata.resource-property'));
  const { reading } = await readingFor(ask);
  const step = steps.at(-1) as Step;
  const column = propertyOf(step.set, property);
  const found = await readOne<{ value: string | null }>(
    ask,
    steps,
    reading,
    (_statement, { rows }) => `to_json(${shownAs(rows.column(property), column?.type ?? 'string')})::text as value`,
  );
  if (!found || found.value === null) return NOTHING;
  if (isRaw) {
    const value: unknown = JSON.parse(found.value);
    return { status: 200, headers: { 'content-type': 'text/plain;charset=utf-8' }, body: String(value) };
  }
  const path = encodeURI(decodeURIComponent(ask.path).replace(/\/$/, ''));
  const context = metadata === 'none' ? '' : `"@odata.context":${JSON.stringify(`${ask.root}$metadata#${path}`)},`;
  return { status: 200, headers: {}, body: `{${context}"value":${found.value}}` };
}
