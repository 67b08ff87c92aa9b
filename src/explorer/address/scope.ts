import { createContext, useContext } from 'react';
import type { InterfaceLanguage } from './search.ts';

/** What a page needs of the shell around it. */
export interface Scope {
  /** Code of the data set that is looked at. */
  readonly dataset: string;
  /** Its language and its time zone. */
  readonly timeZone: string;
  readonly language: InterfaceLanguage;
  /** The day in the bar above, and the moment that is its end in the data set's time zone. Of today, that is now, and none is named. */
  readonly asOfDay: string | null;
  readonly asOf: string | null;
}

const ScopeContext = createContext<Scope | null>(null);

export const ScopeProvider = ScopeContext.Provider;

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('a page stands outside of the shell');
  return scope;
}
