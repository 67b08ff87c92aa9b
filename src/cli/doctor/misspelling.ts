import { distance } from 'fastest-levenshtein';

/** A name in the environment that nothing reads, and the variable that was probably meant. */
export interface Misspelling {
  readonly name: string;
  readonly meant: string;
}

/** How operators of several programs tell their variables apart. */
const OWN_PREFIX = /^GOVGRAPH_/;
/** Kubernetes gives a pod the address of each service: of one named govgraph in GOVGRAPH_SERVICE_HOST, GOVGRAPH_PORT and others. */
const SERVICE = /^(.+)_SERVICE_HOST$/;
const OF_SERVICE = /_(?:SERVICE|PORT)(?:_.*)?$/;
const MAX_LENGTH = 60;
/** In a shorter name one letter makes another word: HOST is PORT but for two. */
const LONG_NAME = 8;

/**
 * Finds names that are almost those of variables. An environment is full of other programs' names, so a name has to differ by no more than a
 * letter or two, in its case, by GOVGRAPH_ before it, or by words that are missing after at least two, or are too many.
 */
export function findMisspellings(names: readonly string[], known: readonly string[]): Misspelling[] {
  const services = new Set(names.flatMap((name) => SERVICE.exec(name)?.[1] ?? []));
  return names
    .filter((name) => name.length <= MAX_LENGTH && !services.has(name.replace(OF_SERVICE, '')))
    .flatMap((name) => {
      const meant = findMeant(name.toUpperCase().replaceAll('-', '_').replace(OWN_PREFIX, ''), known);
      return meant === undefined ? [] : [{ name, meant }];
    });
}

function findMeant(name: string, known: readonly string[]): string | undefined {
  const byDistance = known
    .map((meant) => ({ meant, steps: distance(name, meant) }))
    .filter(({ meant, steps }) => steps <= (meant.length < LONG_NAME ? 1 : 2))
    .sort((one, other) => one.steps - other.steps);
  return byDistance[0]?.meant ?? known.find((meant) => isLonger(meant, name) || isLonger(name, meant));
}

/** Whether a name goes on where another of two or more words ends: FILE_TIMEOUT_MS after FILE_TIMEOUT. */
const isLonger = (name: string, start: string): boolean => start.includes('_') && name.startsWith(`${start}_`);
