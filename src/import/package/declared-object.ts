import { distance } from 'fastest-levenshtein';
import { list, message, type Text } from '../../domain/message/message.ts';
import { clipped, type Expected, type Problems, quoted } from './problem.ts';

/** An object of a descriptor, of which properties are read one by one; what is wrong with one is told by its name. */
export class DeclaredObject {
  readonly #json: Readonly<Record<string, unknown>>;
  /** The file that the object stands in. */
  readonly #resource: string;
  readonly #path: string;
  readonly #problems: Problems;

  constructor(json: object, resource: string, path: string, problems: Problems) {
    this.#json = json as Readonly<Record<string, unknown>>;
    this.#resource = resource;
    this.#path = path;
    this.#problems = problems;
  }

  /** The object as it is written. */
  get json(): object {
    return this.#json;
  }

  get names(): readonly string[] {
    return Object.keys(this.#json);
  }

  /** null and what is not there are the same. */
  value(name: string): unknown {
    return Object.hasOwn(this.#json, name) ? (this.#json[name] ?? null) : null;
  }

  has(name: string): boolean {
    return this.value(name) !== null;
  }

  refuse(name: string, text: Text, expected: Expected): void {
    const value = this.value(name);
    this.#problems.add({
      resource: this.#resource,
      column: this.#pathOf(name),
      value: value === null ? null : JSON.stringify(value),
      message: text,
      expected,
    });
  }

  /** Says that this cannot be done here. */
  refuseUnsupported(name: string, expected: Expected): void {
    const shown = shownJson(this.value(name));
    this.refuse(name, message('import.not-supported', { property: `${quoted(name)}: ${shown}` }), expected);
  }

  text(name: string): string | null {
    return this.#typed(name, (value) => typeof value === 'string', message('import.a-text-in-quotes'));
  }

  flag(name: string): boolean | null {
    return this.#typed(name, (value) => typeof value === 'boolean', message('import.true-or-false'));
  }

  list(name: string): readonly unknown[] | null {
    return this.#typed(name, (value) => Array.isArray(value), message('import.a-list'));
  }

  /** One text or a list of texts. */
  texts(name: string): readonly string[] | null {
    const value = this.value(name);
    if (typeof value === 'string') return [value];
    const isTexts = (given: unknown) => Array.isArray(given) && given.every((one) => typeof one === 'string');
    return this.#typed(name, isTexts, message('import.list-of-texts'));
  }

  object(name: string): DeclaredObject | null {
    const value = this.#typed<object>(name, isObject, message('import.an-object'));
    return value === null ? null : new DeclaredObject(value, this.#resource, this.#pathOf(name), this.#problems);
  }

  objects(name: string): readonly DeclaredObject[] {
    const isObjects = (given: unknown) => Array.isArray(given) && given.every(isObject);
    const values = this.#typed<readonly object[]>(name, isObjects, message('import.list-of-objects')) ?? [];
    return values.map(
      (value, index) => new DeclaredObject(value, this.#resource, `${this.#pathOf(name)}.${index}`, this.#problems),
    );
  }

  /** Refuses every name but these. */
  refuseOthers(known: readonly string[]): void {
    for (const name of this.names) if (!known.includes(name) && this.has(name)) this.#refuseName(name, list(known));
  }

  /** Refuses names that differ so little from known ones that these were meant: nothing would come of them. */
  refuseSlips(known: readonly string[], free: readonly string[] = []): void {
    for (const name of this.names) {
      if (known.includes(name) || free.includes(name) || !this.has(name)) continue;
      const meant = findMeant(name, known);
      if (meant !== undefined) this.#refuseName(name, quoted(meant));
    }
  }

  /** Refuses what belongs into another object, slips of its names included; `own` are names of this one. */
  refuseMisplaced(names: readonly string[], owner: string, own: readonly string[] = []): void {
    for (const name of this.names) {
      if (own.includes(name) || !this.has(name) || findMeant(name, own) !== undefined) continue;
      const meant = findMeant(name, names);
      if (meant === undefined) continue;
      const text = message('import.misplaced-property', { property: quoted(name) });
      this.refuse(name, text, message('import.under', { property: quoted(meant), owner: quoted(owner) }));
    }
  }

  #refuseName(name: string, expected: Text): void {
    this.refuse(name, message('import.unknown-key', { key: quoted(name) }), expected);
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #typed<T>(name: string, fits: (value: unknown) => boolean, expected: Text): T | null {
    const value = this.value(name);
    if (value === null || fits(value)) return value as T | null;
    this.refuse(name, message('import.is-not', { value: shownJson(value), expected }), expected);
    return null;
  }
}

export const shownJson = (value: unknown): string => clipped(JSON.stringify(value) ?? '');

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Names of fewer letters are too like other words. */
const MIN_COMPARED = 6;

/** The known name that was meant, the name itself before one that is like it. */
const findMeant = (name: string, known: readonly string[]): string | undefined =>
  known.find((other) => other === name) ??
  known.find((other) => plainName(other) === plainName(name)) ??
  known.find((other) => isSlip(name, other));

function isSlip(name: string, other: string): boolean {
  const [given, known] = [plainName(name).slice(0, 100), plainName(other)];
  if (given.length < MIN_COMPARED || known.length < MIN_COMPARED) return false;
  return given.startsWith(known) || known.startsWith(given) || distance(given, known) <= 2;
}
