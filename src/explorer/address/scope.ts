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

/** The day of a moment in a time zone. */
export const dayOf = (moment: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(moment));

/** The moment of which a day is: its end, unless it is today, whose end nobody can ask for yet. */
export const momentOfDay = (day: string, timeZone: string): string | null =>
  day === dayOf(new Date(), timeZone) ? null : endOfDay(day, timeZone);

/** The last second of a day in a time zone. */
export function endOfDay(day: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T23:59:59Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc);
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc;
  return new Date(asUtc - offset).toISOString();
}
