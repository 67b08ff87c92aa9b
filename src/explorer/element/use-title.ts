import { useEffect } from 'react';
import { beginLine } from '../language/line-start.ts';

/** The title of the window, which a screen reader tells first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${beginLine(title)} · govgraph`;
  }, [title]);
}
