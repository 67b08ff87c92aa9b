/** A version of a region; an empty day is no bound. */
export interface Version {
  readonly code: string;
  readonly level: string;
  readonly parent: string;
  readonly from: string;
  readonly to: string;
}

const isValid = ({ from, to }: Version, day: string) => (from === '' || from <= day) && (to === '' || day <= to);

export const codesOf = (versions: readonly Version[]): string[] => [...new Set(versions.map(({ code }) => code))];

/** What lies right below a region on a day; nothing where it is not there itself. */
export function below(versions: readonly Version[], region: string, day: string): string[] {
  const valid = versions.filter((version) => isValid(version, day));
  if (!valid.some(({ code }) => code === region)) return [];
  return valid.filter(({ parent }) => parent === region).map(({ code }) => code);
}

export const levelOn = (versions: readonly Version[], region: string, day: string): string | undefined =>
  versions.find((version) => version.code === region && isValid(version, day))?.level;

/** Everything that lies below a region on a day. */
export const deepBelow = (versions: readonly Version[], region: string, day: string): string[] =>
  below(versions, region, day).flatMap((child) => [child, ...deepBelow(versions, child, day)]);

/** Of each region the version that is valid today, or else its latest, as one without bounds. */
export function current(versions: readonly Version[], today: string): Version[] {
  return codesOf(versions).flatMap((code) => {
    const own = versions.filter((version) => version.code === code).toSorted((a, b) => (a.from < b.from ? 1 : -1));
    const found = own.find((version) => isValid(version, today)) ?? own[0];
    return found === undefined ? [] : [{ ...found, from: '', to: '' }];
  });
}

export interface Selection {
  readonly codes?: readonly string[];
  readonly childrenOf?: string;
  readonly descendantsOf?: string;
  readonly level?: string;
}

/** The codes that a selection means among these versions; all of them without one. */
export function selected(versions: readonly Version[], selection: Selection | undefined): Set<string> {
  if (selection === undefined) return new Set(codesOf(versions));
  if (selection.codes) return new Set(selection.codes);
  const childrenOf = (code: string) => versions.filter(({ parent }) => parent === code);
  if (selection.childrenOf) return new Set(childrenOf(selection.childrenOf).map(({ code }) => code));
  const found = new Set<Version>();
  const add = (code: string) => {
    for (const child of childrenOf(code)) {
      if (found.has(child)) continue;
      found.add(child);
      add(child.code);
    }
  };
  add(selection.descendantsOf ?? '');
  const wanted = [...found].filter(({ level }) => selection.level === undefined || level === selection.level);
  return new Set(wanted.map(({ code }) => code));
}
