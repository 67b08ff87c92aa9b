import { useEffect } from 'react';
import { type AnyVariables, type CombinedError, useQuery } from 'urql';
import { asNode } from './client.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

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

export const isServerGone = (error: CombinedError | null | undefined): boolean =>
  error?.networkError !== undefined && !isRefusal(error);

/** A proxy says so of one client that asks more than it lets through. */
const TOO_MANY_REQUESTS = 429;

/** An answer with a status of its own, such as 400, is an answer: asking again brings the same, but where too much was asked at once. */
const isRefusal = ({ response }: CombinedError): boolean => {
  const status: unknown = response?.status;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS;
};
