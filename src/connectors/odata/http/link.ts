import type { Reading } from '../../table/table.ts';
import type { Shape } from '../sql/shape.ts';
import type { Step } from './address.ts';
import { finish, type Row } from './finish.ts';
import { type ODataRequest, printOf } from './request.ts';
import { encodeToken } from './skip-token.ts';

export const contextOf = (ask: ODataRequest, steps: readonly Step[], names: readonly string[]): string =>
  `${ask.root}$metadata#${steps.at(-1)?.set.name}${names.length > 0 ? `(${names.join(',')})` : ''}`;

const GONE = /^(?:%24|\$)(?:skip|skiptoken)$/i;

/** The options of the address, but for where the page begins. What is not OData's stays: a key to the service may be among it. */
export function following(search: string, token: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !GONE.test(part.split('=')[0] ?? ''));
  return [...kept, `$skiptoken=${token}`].join('&');
}

/** Takes from rows what they carried for the server, and links what was cut. */
export function finishAll(ask: ODataRequest, reading: Required<Reading>, shape: Shape, rows: string[]): void {
  const others = ask.search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^(?:%24|\$)(?!format=)/i.test(part));
  for (const [place, text] of rows.entries()) {
    const row = JSON.parse(text) as Row;
    finish(row, shape, ({ expanding, limit }, path, values) => {
      const { written, query } = expanding;
      const left = query.top === null ? null : query.top - limit;
      const token = encodeToken(
        { facts: reading.state.facts, left, size: ask.limits.pageSize, values },
        printOf(path, { system: written, aliases: ask.options.aliases }, reading.languages),
      );
      const options = [...written]
        .filter(([name]) => name !== '$skip')
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return `${ask.root}${path}?${[...options, ...others, `$skiptoken=${token}`].join('&')}`;
    });
    rows[place] = JSON.stringify(row);
  }
}
