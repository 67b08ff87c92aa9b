import type { CombinedError } from 'urql';

/** Whether no server answered, so that the same may be answered later. */
export const isServerGone = (error: CombinedError | null | undefined): boolean =>
  error?.networkError !== undefined && !isRefusal(error);

/** Whether the same may be answered later: no server answered, or one that is busy. */
export const isPassing = (error: CombinedError | null | undefined): boolean =>
  isServerGone(error) || (typeof error?.response?.status === 'number' && error.response.status >= 500);

/** A proxy says so of one client that asks more than it lets through. */
const TOO_MANY_REQUESTS = 429;

/** An answer with a status of its own, such as 400, is an answer: asking again brings the same, but where too much was asked at once. */
export const isRefusalStatus = (status: number): boolean =>
  status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS;

const isRefusal = ({ response }: CombinedError): boolean => {
  const status: unknown = response?.status;
  return typeof status === 'number' && isRefusalStatus(status);
};
