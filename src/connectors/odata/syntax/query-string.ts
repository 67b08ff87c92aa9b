import { list, type Message, message } from '../../../domain/message/message.ts';
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
  '$compute',
  '$skiptoken',
  '$format',
] as const;
/** Options of our own that say how an address is read. */
const READ = new Set(['lang', 'on', 'scaled']);
const UNSUPPORTED_OPTIONS = new Set(['$deltatoken', '$index', '$schemaversion', '$id', '$levels']);

/** Splits first and decodes then, so that whatever is encoded in a value stays in it. */
export function parseOptions(search: string): Options {
  const system = new Map<string, string>();
  const aliases = new Map<string, string>();
  const custom = new Map<string, string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [, rawName = '', , rawValue = ''] = /^([^=]*)(=?)(.*)$/s.exec(part) ?? [];
    const name = decode(rawName, null, message('odata.option-name-not-encoded'));
    if (name.startsWith('$')) {
      const value = decodeValue(rawValue, name);
      assertKnown(name, value);
      if (system.has(name)) throw wrong(name, message('odata.option-repeated', { name }));
      system.set(name, value);
    } else if (name.startsWith('@')) {
      if (aliases.has(name)) throw wrong(name, message('odata.option-repeated', { name }));
      aliases.set(name, decodeValue(rawValue, name));
    }
    // What is ignored may hold anything.
    else custom.set(name, READ.has(name) ? decodeValue(rawValue, name) : rawValue);
  }
  return { system, aliases, custom };
}

function assertKnown(name: string, value: string): void {
  if (UNSUPPORTED_OPTIONS.has(name)) throw unsupported(name, message('odata.feature-option', { name }));
  if (!KNOWN.some((known) => known === name)) {
    throw wrong(name, message('odata.no-option', { name: JSON.stringify(name.slice(0, 40)), known: list(KNOWN) }));
  }
  if (value === '') throw wrong(name, message('odata.option-empty', { name }));
}

const decodeValue = (text: string, name: string): string =>
  decode(text, name, message('odata.option-not-encoded', { name }));

/** A plus sign stands for a blank, as forms write it. */
export function decode(text: string, target: string | null, notEncoded: Message): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw wrong(target, notEncoded);
  }
}
