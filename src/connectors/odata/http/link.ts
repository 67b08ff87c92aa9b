import type { Reading } from '../../table/table.ts';
import type { ResolvedStep } from '../model/step.ts';
import type { RowShape } from '../sql/shape.ts';
import { finish, type ODataRow } from './finish.ts';
import { buildPrint, type ODataRequest } from './request.ts';
import { encodeToken } from './skip-token.ts';

export const buildContext = (
  { root }: ODataRequest,
  steps: readonly ResolvedStep[],
  names: readonly string[],
): string => `${root}$metadata#${steps.at(-1)?.set.name}${names.length > 0 ? `(${names.join(',')})` : ''}`;

const SKIP_PARAMETERS = /^(?:%24|\$)(?:skip|skiptoken)$/i;

/** The options of the address, but for where the page begins. What is not OData's stays: a key to the service may be among it. */
export function buildFollowing(search: string, token: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !SKIP_PARAMETERS.test(part.split('=')[0] ?? ''));
  return [...kept, `$skiptoken=${token}`].join('&');
}

/** Takes from rows what they carried for the server, and links what was cut. */
export function finishAll(request: ODataRequest, reading: Required<Reading>, shape: RowShape, rows: string[]): void {
  const others = request.search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^(?:%24|\$)(?!format=)/i.test(part));
  for (const [place, text] of rows.entries()) {
    const row = JSON.parse(text) as ODataRow;
    finish(row, shape, ({ expanding, limit }, path, values) => {
      const { written, query } = expanding;
      const left = query.top === null ? null : query.top - limit;
      const token = encodeToken(
        { facts: reading.state.facts, left, size: request.limits.pageSize, values },
        buildPrint(path, { system: written, aliases: request.options.aliases }, reading),
      );
      const options = [...written]
        .filter(([name]) => name !== '$skip')
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return `${request.root}${path}?${[...options, ...others, `$skiptoken=${token}`].join('&')}`;
    });
    rows[place] = JSON.stringify(row);
  }
}
