import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SETTINGS_FILE } from '../config.ts';
import { nearest } from '../domain/core/did-you-mean.ts';
import { isLanguage } from '../domain/core/language.ts';
import { DEFAULT_LOCALE, type Locale, parseLocale } from '../domain/message/locale.ts';
import { lines, message, sentences, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { quoted } from '../import/package/problem.ts';

export const USAGE = message('cli.usage', { settings: SETTINGS_FILE });

/** The command line itself is wrong; the process ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(translate(text, 'en'));
    this.text = text;
  }
}

export interface CommandLine {
  /** The arguments without --locale and its value. */
  readonly args: readonly string[];
  /** The language that --locale names, English where it has no messages; null without the option. */
  readonly locale: Locale | null;
  /** What is wrong with --locale. */
  readonly wrong: UsageError | null;
}

/** Takes --locale out of the arguments, wherever it stands: what is wrong with the others is told in that language. */
export function takeLocale(argv: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { locale: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const taken = new Set<number>();
  let locale: Locale | null = null;
  let wrong: UsageError | null = null;
  for (const token of tokens) {
    if (token.kind !== 'option' || token.rawName !== '--locale') continue;
    const { index, value, inlineValue } = token;
    taken.add(index);
    if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) {
      wrong ??= new UsageError(message('cli.option-without-value', { option: '--locale' }));
      continue;
    }
    if (!inlineValue) taken.add(index + 1);
    if (isLanguage(value)) locale = parseLocale(value) ?? DEFAULT_LOCALE;
    else wrong ??= new UsageError(message('cli.invalid-locale', { value: quoted(value) }));
  }
  return { args: argv.filter((_, index) => !taken.has(index)), locale, wrong };
}

/** What is wrong where no command is named, or one that does not exist. Who names none is shown all of them. */
export const commandFault = (name: string | undefined, known: Iterable<string>): UsageError =>
  name === undefined
    ? new UsageError(lines([message('cli.no-command'), '', USAGE]))
    : new UsageError(sentences([message('cli.unknown-command', { name: quoted(name) }), ...nearestOf(name, known)]));

/** What was probably meant, as a sentence; nothing where none is near. */
function nearestOf(given: string, known: Iterable<string>, prefix = ''): Text[] {
  const name = nearest(given, known);
  return name === null ? [] : [message('cli.nearest', { name: `${prefix}${name}` })];
}

/** node:util's parseArgs, its complaints as UsageErrors. */
export function parseCommand<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(describe(error, config.options ?? {}));
    throw error;
  }
}

/** What parseArgs says in English. It names what it is about in quotes, which is no part of its error otherwise. */
function describe(error: TypeError & { code?: string }, options: NonNullable<ParseArgsConfig['options']>): Text {
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const option = /^Unknown option '(.*?)'(?:\. To specify|$)/s.exec(error.message)?.[1];
    if (option !== undefined) {
      const known = ['locale', ...Object.keys(options)];
      const near = nearestOf(option.replace(/^-+/, ''), known, '--');
      return sentences([message('cli.unknown-option', { option: quoted(option) }), ...near]);
    }
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const option = /--([\w-]+)/.exec(error.message)?.[1] ?? '';
    const takesValue = options[option]?.type === 'string';
    return message(takesValue ? 'cli.option-without-value' : 'cli.option-with-value', { option: `--${option}` });
  }
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    const argument = /^Unexpected argument '(.*)'\. This/s.exec(error.message)?.[1];
    if (argument !== undefined) return message('cli.unexpected-argument', { argument: quoted(argument) });
  }
  return error.message;
}

/** The one argument that a command takes; `missing` asks for it. */
export function onlyArgument(positionals: readonly string[], missing: Text): string {
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(missing);
  return argument;
}
