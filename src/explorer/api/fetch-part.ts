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

/** What was fetched already, which needs no server. */
const fetched = new WeakSet<() => Promise<unknown>>();

async function fetchAndKeep<Part>(fetchOnce: () => Promise<Part>): Promise<Part> {
  const part = await fetchOnce();
  fetched.add(fetchOnce);
  return part;
}

/** Fetches a script that may be wanted later. */
export function fetchAhead(fetchOnce: () => Promise<unknown>): void {
  fetchAndKeep(fetchOnce).catch(() => undefined);
}

/**
 * Fetches a script of the page, once the server answers: a part that fails would take the page with it, and React and some browsers keep the failure. It
 * fails only where the server answers without it. While the page itself is loaded, its server is there.
 */
export async function fetchPart<Part>(fetchOnce: () => Promise<Part>): Promise<Part> {
  if (document.readyState === 'complete' && !fetched.has(fetchOnce)) await untilServer();
  try {
    return await fetchAndKeep(fetchOnce);
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
  await untilServer();
  return await fetchAndKeep(fetchOnce);
}

async function untilServer(): Promise<void> {
  if (await hasServer()) return;
  addAwaited(1);
  try {
    do await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
    while (!(await hasServer()));
  } finally {
    addAwaited(-1);
  }
}
