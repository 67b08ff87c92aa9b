import type { MouseEvent, ReactNode } from 'react';

/** Leads past something, from the keyboard. A fragment alone would be one of the page that the base of all addresses names. */
export function SkipLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    const target = document.getElementById(to);
    target?.scrollIntoView();
    target?.focus();
  };
  return (
    <a className="skip" href={`${location.pathname}${location.search}#${to}`} onClick={skip}>
      {children}
    </a>
  );
}
