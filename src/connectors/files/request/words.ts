import { didYouMean } from '../../../domain/core/did-you-mean.ts';
import { badInput, DomainError } from '../../../domain/core/errors.ts';
import { isLanguage } from '../../../domain/core/language.ts';
import { list, message, type Text } from '../../../domain/message/message.ts';
import { refuseUnknown } from '../../../graphql/core/unknown-code.ts';
import type { Reading } from '../../table/table.ts';

const MAX_SHOWN_LENGTH = 100;
/** Sentences name what there is as long as that can be read. */
const MAX_LISTED = 20;

/** Says of a code that nothing has it, without a full stop. */
type Missing = (code: string) => Text;

export const MISSING = {
  dataset: (code) => message('files.no-dataset', { code }),
  metric: (code) => message('files.no-metric', { code }),
  region: (code) => message('files.no-region', { code }),
  workingGroup: (code) => message('files.no-working-group', { code }),
  programme: (code) => message('files.no-programme', { code }),
  rating: (code) => message('files.no-rating', { code }),
  source: (code) => message('files.no-source', { code }),
  organization: (code) => message('files.no-organization', { code }),
  dimension: (code) => message('files.no-dimension', { code }),
  categoryOf:
    (dimension: string): Missing =>
    (code) =>
      message('files.no-category', { dimension, code }),
} satisfies Readonly<Record<string, Missing | ((dimension: string) => Missing)>>;

/** The words of an address, `?metrics=a,b&from=2020`: each is read once, and what nobody reads is refused. */
export class Words {
  readonly #given: URLSearchParams;
  readonly #known: readonly string[];
  readonly #state: Reading['state'] | null;

  /** `known` are all the words that the address may have; a slip is told, never passed over. */
  constructor(given: URLSearchParams, known: readonly string[], state: Reading['state'] | null = null) {
    this.#given = given;
    this.#known = known;
    this.#state = state;
    for (const [name, value] of given) {
      if (!known.includes(name)) {
        const sentence = didYouMean(name, known, message('files.no-parameter', { name: quoted(name) }));
        const text = message('files.unknown-parameter', { sentence, known: list(known) });
        throw badInput(name.slice(0, MAX_SHOWN_LENGTH), text);
      }
      if (value === '') throw badInput(name, message('files.empty-value', { name }));
      if (value.includes('\0')) throw badInput(name, message('files.null-character', { name }));
    }
  }

  /** The same words over the state in which their codes are looked up: one that an earlier state lacks may exist today. */
  in(state: Reading['state']): Words {
    return new Words(this.#given, this.#known, state);
  }

  one(name: string): string | null {
    const values = this.#given.getAll(name);
    if (values.length > 1) throw badInput(name, message('files.several-values', { name, count: values.length }));
    return values[0] ?? null;
  }

  all(name: string): readonly string[] {
    return this.#given.getAll(name);
  }

  /** Values that are separated by commas, or given one by one; null where there are none. A value that is known as it stands may hold a comma itself. */
  list(name: string, isKnown: (value: string) => boolean = () => false): readonly string[] | null {
    const values = this.all(name).flatMap((value) => (isKnown(value) ? [value] : partsOf(value, isKnown)));
    if (values.length === 0) return null;
    const cleared = values.map((value) => value.trim());
    if (cleared.includes('')) throw badInput(name, message('files.empty-item', { name }));
    return cleared;
  }

  /** Codes that must be among those that there are. */
  codes(name: string, missing: Missing, known: ReadonlySet<string>): readonly string[] | null {
    const codes = this.list(name, (value) => known.has(value));
    for (const code of codes ?? []) if (!known.has(code)) throw unknown(name, missing, code, known, this.#state);
    return codes;
  }

  code(name: string, missing: Missing, known: ReadonlySet<string>): string | null {
    const code = this.one(name);
    if (code !== null && !known.has(code)) throw unknown(name, missing, code, known, this.#state);
    return code;
  }

  /** One of a few names that the program itself has. */
  choices<Choice extends string>(name: string, known: readonly Choice[]): Choice[] | null {
    return this.list(name)?.map((value) => choiceOf(name, value, known)) ?? null;
  }

  choice<Choice extends string>(name: string, known: readonly Choice[]): Choice | null {
    const value = this.one(name);
    return value === null ? null : choiceOf(name, value, known);
  }

  /** A value that a rule reads. The rule names its own parameter; here it is the word of the address. */
  read<Value>(name: string, rule: (text: string) => Value): Value | null {
    const value = this.one(name);
    if (value === null) return null;
    return named(name, () => rule(value));
  }

  language(): string | null {
    const lang = this.one('lang');
    if (lang !== null && !isLanguage(lang)) {
      throw badInput('lang', message('table.invalid-language', { value: quoted(lang) }));
    }
    return lang;
  }
}

/** More commas within one code are not looked for. */
const MAX_COMMAS = 8;

/** What stands between commas; together where only together it is known. */
function partsOf(value: string, isKnown: (value: string) => boolean): readonly string[] {
  const pieces = value.split(',');
  const parts: string[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = Math.min(pieces.length, from + 1 + MAX_COMMAS);
    while (to > from + 1 && !isKnown(pieces.slice(from, to).join(','))) to--;
    parts.push(pieces.slice(from, to).join(','));
    from = to;
  }
  return parts;
}

/** What a rule refuses is told of the word that it was read from. */
export function named<Value>(name: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof DomainError && error.code === 'BAD_INPUT' ? badInput(name, error.text) : error;
  }
}

function choiceOf<Choice extends string>(name: string, value: string, known: readonly Choice[]): Choice {
  const found = known.find((one) => one === value);
  const missing: Missing = (code) => message('files.no-choice', { name, value: code });
  if (found === undefined) throw unknown(name, missing, value, new Set<string>(known));
  return found;
}

function unknown(
  name: string,
  missing: Missing,
  code: string,
  known: ReadonlySet<string>,
  state: Reading['state'] | null = null,
): DomainError {
  const text = describeUnknown(didYouMean(code, known, missing(quoted(code))), known);
  return state === null ? badInput(name, text) : refuseUnknown(name, text, state);
}

function describeUnknown(sentence: Text, known: ReadonlySet<string>): Text {
  if (known.size === 0) return message('files.unknown-nothing-known', { sentence });
  if (known.size > MAX_LISTED) return message('files.unknown', { sentence });
  return message('files.unknown-value', { sentence, known: list([...known]) });
}

const quoted = (text: string): string =>
  JSON.stringify(text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text);
