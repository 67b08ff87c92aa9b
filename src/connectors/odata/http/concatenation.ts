import { message } from '../../../domain/message/message.ts';
import { assertSumsAllowed } from '../sql/guard.ts';
import type { ResolvedConcatenation } from '../sql/resolve-query.ts';
import { Statement } from '../sql/statement.ts';
import { concatenationSql } from '../sql/write-concatenation.ts';
import { wrong } from '../syntax/refusal.ts';
import { buildPage, countRows, findPage } from './collection.ts';
import { assertParentExists } from './existence.ts';
import { buildContext } from './link.ts';
import type { ODataAnswer, ODataRequest, View } from './request.ts';
import { readOffset } from './skip-token.ts';

/** How far the pages of a concatenation go: whatever lies before a page is worked out again for it. */
const MAX_ROWS = 100_000;

/** One page of what the sequences of a concatenation make, one after the other. A page goes on after so many rows. */
export async function answerConcatenation(
  request: ODataRequest,
  query: ResolvedConcatenation,
  view: View,
  metadata: string,
): Promise<ODataAnswer> {
  const { sql } = request;
  const { reading, token } = view;
  const { size, left, limit } = findPage(request, view);
  const skip = token ? readOffset(token) : request.query.skip;
  if (skip + Math.min(size, limit) > MAX_ROWS) {
    throw wrong(token ? '$skiptoken' : '$skip', message('odata.concat-too-far', { max: MAX_ROWS }));
  }
  await assertSumsAllowed(sql, query.parts, reading);
  const statement = new Statement(reading);
  const text = concatenationSql(statement, query, { skip, limit, isTyped: metadata !== 'none' });
  const found = await sql.query<{ row: string }>(text, statement.parameters.values);
  if (found.length === 0) await assertParentExists(request, query.steps, reading);
  const rows = found.slice(0, size).map(({ row }) => row);
  const next =
    found.length > rows.length
      ? {
          facts: reading.state.facts,
          left: left === null ? null : left - rows.length,
          size,
          values: [String(skip + rows.length)],
        }
      : null;
  const count = request.query.count ? await countRows(sql, query, reading) : null;
  const context = metadata === 'none' ? null : buildContext(request, query.steps, query.context);
  return buildPage(request, view, { context, count, rows, next });
}
