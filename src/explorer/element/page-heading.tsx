import { useEffect } from 'react';

/** The title of the window, which a screen reader tells first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · govgraph`;
  }, [title]);
}

/** The heading of a page, by which the window is called too. */
export function PageHeading({ children }: { readonly children: string }) {
  useTitle(children);
  return <h1>{children}</h1>;
}
