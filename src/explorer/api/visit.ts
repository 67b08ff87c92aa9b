import { faultOfDay, momentOfDay } from '../address/day.ts';
import type { Scope } from '../address/scope.ts';
import type { CommonSearch, InterfaceLanguage } from '../address/search.ts';
import type { Thing } from '../address/thing.ts';
import type { Ask } from './asking.ts';
import { ShellDocument, type ShellQuery } from './generated/graphql.ts';
import { findHome } from './home.ts';

type DatasetEntry = ShellQuery['datasets'][number];

/** A page that a reader opens, or is about to open: it asks its questions before it is drawn, and finds the answers when it is. */
export interface Visit<Search extends CommonSearch> {
  readonly search: Search;
  /** The code in the address of a page of one thing. */
  readonly code: string;
  readonly language: InterfaceLanguage;
  /** Which data set, as of when; null where one of them is not there. The address says both as a rule, so that nothing is waited for. */
  where(): Promise<Pick<Scope, 'dataset' | 'asOf'> | null>;
  /** The same with all that the shell knows. */
  scope(): Promise<Scope | null>;
  /** Asks, and keeps the answer for the page. */
  readonly ask: Ask;
}

export function visit<Search extends CommonSearch>(
  search: Search,
  code: string,
  language: InterfaceLanguage,
  ask: Ask,
  thing: Thing | null,
): Visit<Search> {
  let known: Promise<Scope | null> | undefined;
  const scope = () => {
    known ??= findScope();
    return known;
  };
  const findScope = async () => {
    const isNamed = search.dataset !== undefined;
    const [shell, home] = await Promise.all([
      ask(ShellDocument, {}),
      thing && !isNamed ? findHome(thing, undefined, ask) : null,
    ]);
    const chosen = chooseDataset(shell?.datasets ?? [], search.dataset ?? home ?? undefined);
    return chosen ? scopeOf(chosen, language, search.asOf) : null;
  };
  const { dataset, asOf } = search;
  return {
    search,
    code,
    language,
    ask,
    scope,
    where: async () => {
      if (dataset !== undefined && asOf === undefined) return { dataset, asOf: null };
      const found = await scope();
      return found && { dataset: found.dataset, asOf: found.asOf };
    },
  };
}

/** The data set that the address names, else the first that there is. */
export const chooseDataset = (datasets: readonly DatasetEntry[], code: string | undefined): DatasetEntry | undefined =>
  code === undefined ? datasets[0] : datasets.find((one) => one.code === code);

/** What a page needs of the data set and the day; null where the address names what is no day of the past. */
export const scopeOf = (
  { code, timeZone }: DatasetEntry,
  language: InterfaceLanguage,
  asOfDay: string | undefined,
): Scope | null =>
  asOfDay !== undefined && faultOfDay(asOfDay, timeZone) !== null
    ? null
    : {
        dataset: code,
        timeZone,
        language,
        asOfDay: asOfDay ?? null,
        asOf: asOfDay === undefined ? null : momentOfDay(asOfDay, timeZone),
      };
