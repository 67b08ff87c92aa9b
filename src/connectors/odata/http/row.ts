import { findProperty } from '../model/model.ts';
import type { ResolvedStep } from '../model/step.ts';
import type { ResolvedQuery } from '../sql/resolve-query.ts';
import { writeResource } from '../sql/resource.ts';
import { hasCollections, type RowShape, writeShape } from '../sql/shape.ts';
import { type Rows, Statement } from '../sql/statement.ts';
import { writeJsonValue } from '../sql/value.ts';
import { ROOM } from './collection.ts';
import { assertParentExists, buildMissingRow } from './existence.ts';
import { buildContext, finishAll } from './link.ts';
import type { ODataAnswer, ODataRequest, View } from './request.ts';

const NOTHING: ODataAnswer = { status: 204, headers: {}, body: null };

/** What was read of the one row that a way leads to; null where it leads to none. Refuses a way that leads nowhere. */
async function readOne<Found>(
  request: ODataRequest,
  { steps, resource }: ResolvedQuery,
  { reading }: View,
  select: (rows: Rows) => string,
): Promise<Found | null> {
  const statement = new Statement(reading);
  const { rows, conditions } = writeResource(statement, steps, resource);
  const selected = select(rows);
  const [found] = await request.sql.query<Found>(
    `-- odata.${resource.set.name}.one\nselect ${selected} from ${rows.sql()} where ${conditions.join(' and ')} limit 1`,
    statement.parameters.values,
  );
  if (found) return found;
  await assertParentExists(request, steps, reading);
  const { key } = steps.at(-1) as ResolvedStep;
  if (key) throw await buildMissingRow(request, steps, reading);
  return null;
}

export async function answerRow(
  request: ODataRequest,
  query: ResolvedQuery,
  view: View,
  metadata: string,
): Promise<ODataAnswer> {
  const { selection } = query;
  if (selection.kind !== 'rows') throw new Error('one row is never grouped');
  let shape: RowShape | undefined;
  const found = await readOne<{ row: string }>(request, query, view, (rows) => {
    shape = writeShape(rows, selection, { rows: ROOM, page: request.limits.pageSize }, metadata !== 'none');
    return `(select row_to_json(j) from (select ${shape.items.join(', ')}) j)::text as row`;
  });
  if (!found || !shape) return NOTHING;
  const texts = [found.row];
  if (hasCollections(shape)) finishAll(request, view.reading, shape, texts);
  const [row = '{}'] = texts;
  if (metadata === 'none') return { status: 200, headers: {}, body: row };
  const context = `"@odata.context":${JSON.stringify(`${buildContext(request, query.steps, selection.context)}/$entity`)}`;
  return { status: 200, headers: {}, body: row === '{}' ? `{${context}}` : `{${context},${row.slice(1)}` };
}

export async function answerProperty(
  request: ODataRequest,
  query: ResolvedQuery,
  { property, isRaw }: { readonly property: string; readonly isRaw: boolean },
  view: View,
  metadata: string,
): Promise<ODataAnswer> {
  const column = findProperty(query.resource.set, property);
  const found = await readOne<{ value: string | null }>(
    request,
    query,
    view,
    (rows) => `to_json(${writeJsonValue(rows.column(property), column?.type ?? 'string')})::text as value`,
  );
  if (!found || found.value === null) return NOTHING;
  if (isRaw) {
    const value: unknown = JSON.parse(found.value);
    return { status: 200, headers: { 'content-type': 'text/plain;charset=utf-8' }, body: String(value) };
  }
  const path = encodeURI(decodeURIComponent(request.path).replace(/\/$/, ''));
  const context = metadata === 'none' ? '' : `"@odata.context":${JSON.stringify(`${request.root}$metadata#${path}`)},`;
  return { status: 200, headers: {}, body: `{${context}"value":${found.value}}` };
}
