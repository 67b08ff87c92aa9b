import { useSyncExternalStore } from 'react';
import { RETRY_AFTER } from './use-answer.ts';

/** What browsers and Vite say where a script or a style of a page is not there: after an upgrade the server has others. */
const NOT_THERE = /dynamically imported module|importing a module script|preload css/i;

export const isNotThere = (error: unknown): boolean => NOT_THERE.test(String(error));

/** Whether the server answers: a part that is not there then is not on its way either. */
export async function hasServer(): Promise<boolean> {
  const answer = await fetch(location.href, { method: 'HEAD', headers: { accept: 'text/html' } }).catch(() => null);
  return answer?.ok ?? false;
}

/** How many parts are waited for, since the server does not answer. */
let awaited = 0;
const listeners = new Set<() => void>();

function addAwaited(more: number): void {
  awaited += more;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a part of the page is waited for, since the server does not answer. */
export const useIsPartAwaited = (): boolean => useSyncExternalStore(subscribe, () => awaited > 0);

/**
 * Fetches a script of the page. While the server does not answer, it is tried again: a part that fails would take the page with it, and React
 * keeps the failure. It fails only where the server answers without it.
 */
export async function fetchPart<Part>(fetchOnce: () => Promise<Part>): Promise<Part> {
  try {
    return await fetchOnce();
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
  addAwaited(1);
  try {
    while (!(await hasServer())) await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
    return await fetchOnce();
  } finally {
    addAwaited(-1);
  }
}
