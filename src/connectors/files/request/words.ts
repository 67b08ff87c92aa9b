import { didYouMean } from '../../../domain/core/did-you-mean.ts';
import { badInput } from '../../../domain/core/errors.ts';
import { isLanguage } from '../../../domain/core/language.ts';
import { translate } from '../../../domain/message/translate.ts';

const MAX_SHOWN_LENGTH = 100;
/** Sentences name what there is as long as that can be read. */
const MAX_LISTED = 20;

/** The words of an address, `?metrics=a,b&from=2020`: each is read once, and what nobody reads is refused. */
export class Words {
  readonly #given: URLSearchParams;

  /** `known` are all the words that the address may have; a slip is told, never passed over. */
  constructor(given: URLSearchParams, known: readonly string[]) {
    this.#given = given;
    for (const [name, value] of given) {
      if (!known.includes(name)) {
        throw badInput(
          name.slice(0, MAX_SHOWN_LENGTH),
          `${translate(didYouMean(name, known, `There is no parameter ${quoted(name)}`), 'en')}. There are: ${known.join(', ')}.`,
        );
      }
      if (value === '') throw badInput(name, `${name} is empty. Leave it out, or give it a value.`);
      if (value.includes('\0'))
        throw badInput(name, `${name} holds the character U+0000, which no text here can hold.`);
    }
  }

  one(name: string): string | null {
    const values = this.#given.getAll(name);
    if (values.length > 1)
      throw badInput(name, `${name} is given ${values.length} times, and means one thing. Give it once.`);
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
    if (cleared.includes('')) throw badInput(name, `${name} has an empty value between its commas.`);
    return cleared;
  }

  /** Codes that must be among those that there are. */
  codes(name: string, kind: string, known: ReadonlySet<string>): readonly string[] | null {
    const codes = this.list(name, (value) => known.has(value));
    for (const code of codes ?? []) if (!known.has(code)) throw unknown(name, kind, code, known);
    return codes;
  }

  code(name: string, kind: string, known: ReadonlySet<string>): string | null {
    const code = this.one(name);
    if (code !== null && !known.has(code)) throw unknown(name, kind, code, known);
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
      throw badInput('lang', `${quoted(lang)} is not a language tag. Write BCP 47: zh-Hans, en.`);
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
    throw error instanceof Error && 'code' in error && error.code === 'BAD_INPUT'
      ? badInput(name, error.message)
      : error;
  }
}

function choiceOf<Choice extends string>(name: string, value: string, known: readonly Choice[]): Choice {
  const found = known.find((one) => one === value);
  if (found === undefined) throw unknown(name, 'value', value, new Set<string>(known));
  return found;
}

function unknown(name: string, kind: string, code: string, known: ReadonlySet<string>) {
  const sentence = translate(didYouMean(code, known, `There is no ${kind} ${quoted(code)}`), 'en');
  const listed = known.size <= MAX_LISTED ? ` There are: ${[...known].join(', ') || 'none'}.` : '';
  return badInput(name, `${sentence}.${listed}`);
}

const quoted = (text: string): string =>
  JSON.stringify(text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text);
