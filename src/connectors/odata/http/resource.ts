import { message, type Text } from '../../../domain/message/message.ts';
import { isSamePublication } from '../../../read/core/snapshot.ts';
import { resolveSteps } from '../model/step.ts';
import { type ResolvedConcatenation, type ResolvedQuery, resolveQuery } from '../sql/resolve-query.ts';
import type { ResourceAddress } from './address.ts';
import { answerCollection, answerCount } from './collection.ts';
import { answerConcatenation } from './concatenation.ts';
import { assertParentExists, assertUnambiguous } from './existence.ts';
import type { Form } from './negotiate.ts';
import { assertOptionsAdmitted, findView, type ODataAnswer, type ODataRequest, type View } from './request.ts';
import { answerProperty, answerRow } from './row.ts';

/** The options that a resource admits, and what it is called; a collection admits all. */
const ADMITTED: Readonly<Record<'row' | 'property' | 'count', readonly [options: readonly string[], name: Text]>> = {
  row: [['$select', '$expand', '$compute', '$format'], message('odata.resource-row')],
  property: [['$format'], message('odata.resource-property')],
  count: [['$filter', '$search', '$apply', '$compute', '$format'], message('odata.resource-count')],
};

/**
 * Resolves the request once, and answers it from one state. What is published while an answer is made changes names in place: what may have
 * been read with new ones is read again, as it was, from the same resolved query.
 */
export async function answerResource(
  address: ResourceAddress,
  request: ODataRequest,
  form: Form,
  defaultDataset: string,
): Promise<ODataAnswer> {
  const { content, sql, limits, readVersion } = request;
  const { state } = content;
  const steps = resolveSteps(address.steps, defaultDataset);
  const isCount = address.kind === 'rows' && address.isCount;
  const kind = isCount ? 'count' : address.kind;
  const skiptoken = kind === 'rows' ? request.query.skiptoken : null;
  const view = await findView(request, state, skiptoken);
  await assertUnambiguous(sql, steps, view.reading);
  if (kind !== 'rows') assertOptionsAdmitted(request, ...ADMITTED[kind]);
  if (isCount) await assertParentExists(request, steps, view.reading);
  const query = resolveQuery(request.query, steps, limits.expandDepth);
  const found = await answerFrom(view, address, request, query, form);
  if (isSamePublication(await readVersion(), state)) return found;
  const then = await findView(request, { ...state, past: true }, skiptoken);
  return answerFrom(then, address, request, query, form);
}

async function answerFrom(
  view: View,
  address: ResourceAddress,
  request: ODataRequest,
  query: ResolvedQuery | ResolvedConcatenation,
  { metadata }: Form,
): Promise<ODataAnswer> {
  if (address.kind === 'rows' && address.isCount) return answerCount(request, query, view);
  if (query.kind === 'concatenation') return answerConcatenation(request, query, view, metadata);
  switch (address.kind) {
    case 'row':
      return answerRow(request, query, view, metadata);
    case 'property':
      return answerProperty(request, query, address, view, metadata);
    case 'rows':
      return answerCollection(request, query, view, metadata);
  }
}
