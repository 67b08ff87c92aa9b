import { useCallback, useEffect, useState } from 'react';
import type { AnyVariables, Client, CombinedError } from 'urql';
import { asNode } from './client.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { isServerGone } from './server-gone.ts';
import { RETRY_AFTER } from './use-answer.ts';

interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** A list of the API, and how it is asked for page by page. */
export interface PagedList<Data, Variables, Row> {
  readonly client: Client;
  readonly document: TypedDocumentString<Data, Variables>;
  /** What is sent for the page after a cursor, for the first one without. The same list has the same first page. */
  variablesAfter(cursor: string | null): Variables;
  connectionOf(data: Data): Connection<Row>;
  /** How many rows at least are read at first, and each time that the reader wants more. */
  readonly portion: number;
  readonly isPaused?: boolean;
  /** The first page was asked for before it is drawn, and the client may have it. */
  readonly isAskedAhead?: boolean;
}

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly error: CombinedError | null;
  /** How many rows are to be there. */
  readonly wanted: number;
  readonly attempt: number;
}

/** What is known once a page has come after the rows that are there. */
const append = <Row>(rows: readonly Row[], { nodes, totalCount, pageInfo }: Connection<Row>) => ({
  rows: [...rows, ...nodes],
  total: totalCount,
  cursor: pageInfo.endCursor ?? null,
  hasMore: pageInfo.hasNextPage,
  error: null,
});

/** A list that grows page by page. One that was begun is read to its end as it was begun: the cursor sees to that. */
export function usePages<Data, Variables extends AnyVariables, Row>({
  client,
  document,
  variablesAfter,
  connectionOf,
  portion,
  isPaused = false,
  isAskedAhead = false,
}: PagedList<Data, Variables, Row>) {
  const key = JSON.stringify(variablesAfter(null));
  const nothing: Rows<Row> = { rows: [], total: null, cursor: null, hasMore: true, error: null, wanted: portion, attempt: 0 }; // biome-ignore format: one line
  const [state, setState] = useState(() => {
    const kept = isAskedAhead
      ? client.readQuery(asNode(document), variablesAfter(null), { requestPolicy: 'cache-only' })
      : null;
    const first = kept?.data ? append<Row>([], connectionOf(kept.data)) : {};
    return { ...nothing, ...first, key, client };
  });
  /**
   * What is known of the list that is asked for now. Of another one, nothing; of the same in another language, or as it is published by now, how much of it
   * was wanted.
   */
  const currentOf = (known: typeof state): Rows<Row> => {
    if (known.key !== key) return nothing;
    return known.client === client ? known : { ...nothing, wanted: known.wanted };
  };
  const { rows, total, cursor, hasMore, error, wanted, attempt } = currentOf(state);
  const isDue = !isPaused && hasMore && rows.length < wanted;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked, and a further attempt asks the same again
  useEffect(() => {
    if (!isDue) return;
    let isStale = false;
    void client
      .query(asNode(document), variablesAfter(cursor))
      .toPromise()
      .then((answer) => {
        if (isStale) return;
        const learn = (found: Partial<Rows<Row>>) => setState((now) => ({ ...currentOf(now), ...found, key, client }));
        if (!answer.data) return learn({ error: answer.error ?? null });
        learn(append(rows, connectionOf(answer.data)));
      });
    return () => {
      isStale = true;
    };
  }, [client, key, isDue, cursor, attempt]);

  const loadMore = useCallback(() => setState((now) => ({ ...now, wanted: now.rows.length + portion })), [portion]);
  const retry = useCallback(() => setState((now) => ({ ...now, attempt: now.attempt + 1 })), []);
  // Each failure is an error of its own, so that the time is counted from the last one.
  useEffect(() => {
    if (!isServerGone(error)) return;
    const timer = setTimeout(retry, RETRY_AFTER);
    return () => clearTimeout(timer);
  }, [error, retry]);
  // What was there stands until something is there in its place.
  const isRenewed = isDue && rows.length === 0 && state.key === key;
  const shown = isRenewed ? { rows: state.rows, total: state.total } : { rows, total };
  return { ...shown, hasMore, isReading: isDue, error, isServerGone: isServerGone(error), loadMore, retry };
}
