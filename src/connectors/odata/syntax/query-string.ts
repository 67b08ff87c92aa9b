import { unsupported, wrong } from './refusal.ts';

/** The options of an address, decoded. */
export interface Options {
  /** Those that begin with $. */
  readonly system: ReadonlyMap<string, string>;
  /** What `@name` stands for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** All others, which are OData's to ignore. */
  readonly custom: ReadonlyMap<string, string>;
}

const KNOWN = [
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$expand',
  '$search',
  '$apply',
  '$skiptoken',
  '$format',
] as const;
const ELSEWHERE = new Set(['$compute', '$deltatoken', '$index', '$schemaversion', '$id', '$levels']);

/** Splits first and decodes then, so that whatever is encoded in a value stays in it. */
export function optionsOf(search: string): Options {
  const system = new Map<string, string>();
  const aliases = new Map<string, string>();
  const custom = new Map<string, string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [, rawName = '', , rawValue = ''] = /^([^=]*)(=?)(.*)$/s.exec(part) ?? [];
    const name = decode(rawName, 'The name of an option');
    if (name.startsWith('$')) {
      const value = decode(rawValue, name);
      assertKnown(name, value);
      if (system.has(name)) throw wrong(name, `${name} is given twice: give it once.`);
      system.set(name, value);
    } else if (name.startsWith('@')) {
      if (aliases.has(name)) throw wrong(name, `${name} is given twice: give it once.`);
      aliases.set(name, decode(rawValue, name));
    }
    // What is ignored may hold anything.
    else custom.set(name, name === 'lang' || name === 'on' ? decode(rawValue, name) : rawValue);
  }
  return { system, aliases, custom };
}

function assertKnown(name: string, value: string): void {
  if (ELSEWHERE.has(name)) throw unsupported(name, `The option ${name}`);
  if (!KNOWN.some((known) => known === name)) {
    throw wrong(name, `There is no option ${JSON.stringify(name.slice(0, 40))}. There are ${KNOWN.join(', ')}.`);
  }
  if (value === '') throw wrong(name, `${name} is empty: leave it out, or give it a value.`);
}

/** A plus sign stands for a blank, as forms write it. */
export function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw wrong(
      what,
      `${what} is not well encoded: after a % two hexadecimal digits stand, and together they are UTF-8.`,
    );
  }
}
