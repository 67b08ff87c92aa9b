import { useEffect } from 'react';

/** The title of the window, which a screen reader tells first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · govgraph`;
  }, [title]);
}
