import { useEffect } from 'react';
import { type AnyVariables, type CombinedError, useQuery } from 'urql';
import { asNode } from './client.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { isServerGone } from './server-gone.ts';

/** Milliseconds after which a server that did not answer is asked again. */
export const RETRY_AFTER = 3_000;

export interface Answer<Data> {
  /** The answer; while a new one is on its way, the one before. */
  readonly data: Data | undefined;
  readonly isLoading: boolean;
  readonly error: CombinedError | undefined;
  /** The server does not answer. It is asked again until it does. */
  readonly isServerGone: boolean;
  retry(): void;
}

/** Asks the API, and again when the question changes. */
export function useAnswer<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  isPaused = false,
): Answer<Data> {
  const [{ data, fetching, error }, execute] = useQuery<Data, Variables>({
    query: asNode(document),
    variables,
    pause: isPaused,
  });
  const isGone = isServerGone(error);
  const retry = () => execute({ requestPolicy: 'network-only' });
  useEffect(() => {
    if (!isGone || fetching) return;
    const timer = setTimeout(retry, RETRY_AFTER);
    return () => clearTimeout(timer);
  });
  return { data, isLoading: fetching, error, isServerGone: isGone, retry };
}
