import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isLanguage } from '../domain/core/language.ts';
import { type Locale, pickLocale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';

export const USAGE = message('cli.usage');

/** The command line itself is wrong; the process ends with 2. Its `message` is English, as that of every error. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(translate(text, 'en'));
    this.text = text;
  }
}

/** node:util's parseArgs, whose complaints are UsageErrors. */
export function parseCommand<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const faults = readTokens(config.args ?? [], config.options ?? {}).map((token) => findFault(token, config));
  const fault = faults.find((found) => found !== null);
  if (fault) throw new UsageError(fault);
  return parseArgs(config);
}

/** What stands in the arguments, right or wrong. */
const readTokens = (args: readonly string[], options: NonNullable<ParseArgsConfig['options']>) =>
  parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;

type Token = ReturnType<typeof readTokens>[number];

/** What parseArgs would refuse: it says so in English only, and names the option within the sentence alone. */
function findFault(token: Token, { options = {}, allowPositionals }: ParseArgsConfig): Text | null {
  if (token.kind === 'positional') {
    return allowPositionals ? null : message('cli.unexpected-argument', { value: token.value });
  }
  if (token.kind !== 'option') return null;
  const { name, rawName: option, value } = token;
  if (!Object.hasOwn(options, name)) return message('cli.unknown-option', { option });
  if (options[name]?.type === 'boolean') return value === undefined ? null : message('cli.unwanted-value', { option });
  return lacksValue(token) ? message('cli.missing-value', { option }) : null;
}

/** `--note --lang en`: whoever wants a value that begins with a hyphen writes `--note=--lang`. */
const lacksValue = ({ value, inlineValue }: Extract<Token, { kind: 'option' }>): boolean =>
  value === undefined || (!inlineValue && value.startsWith('-'));

/** Takes `--locale TAG` out of the arguments, before or after the command. Null: it is not there. */
export function takeLocale(args: readonly string[]): { readonly locale: Locale | null; readonly rest: string[] } {
  const taken = new Set<number>();
  let locale: Locale | null = null;
  for (const token of readTokens(args, { locale: { type: 'string' } })) {
    if (token.kind !== 'option' || token.name !== 'locale') continue;
    const { rawName: option, index, value = '', inlineValue } = token;
    if (lacksValue(token)) throw new UsageError(message('cli.missing-value', { option }));
    if (!isLanguage(value)) throw new UsageError(message('cli.invalid-locale', { value }));
    locale = pickLocale([value]);
    taken.add(index);
    if (!inlineValue) taken.add(index + 1);
  }
  return { locale, rest: args.filter((_, at) => !taken.has(at)) };
}

/** The one argument that a command takes. `wrong` says which. */
export function onlyArgument(positionals: readonly string[], wrong: (count: number) => Text): string {
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(wrong(positionals.length));
  return argument;
}
