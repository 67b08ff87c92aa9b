import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** Areas whose errors have all their words in the catalogues of src/domain/message. */
const AREAS = [
  'src/main.ts', 'src/config.ts', 'src/cli', 'src/connectors', 'src/database', 'src/domain', 'src/graphql', 'src/import', 'src/read', 'src/server',
]; // biome-ignore format: a list

/** What makes an error, or a part of one, of a text. */
const MAKERS = [
  'DomainError', 'badInput', 'limitExceeded', 'unavailable', 'problem', 'UsageError',
  'GraphQLError', 'wrapDomainError', 'formulaError', 'periodError', 'unknownCode', 'invalid', 'tooLarge', 'demand', 'exceeded',
  'Refusal', 'wrong', 'wrongAt', 'unsupported', 'unsupportedAt', 'notFound', 'unexpected', 'takeName', 'fault', 'refused', 'never',
  'message', 'Wrong', 'UnreadableCsv', 'complain', 'tell', 'add', 'onlyArgument', 'describeFault', 'right', 'print',
]; // biome-ignore format: a list
const MAKER = new RegExp(`\\b(${MAKERS.join('|')})\\(`, 'g');
const TEXT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
/** Gaps of messages that are filled with code, which is the same in every language. */
const CODE_GAP = new RegExp(`\\b(?:statements?|example|option|line): (?:${TEXT.source})`, 'g');

/** Two words of a sentence, a name and a word, or a sentence of one word. */
const WORDS = /\p{Ll} \p{Ll}|\} \p{L}|\p{L} \$\{|^.\p{Lu}\p{Ll}+\./u;

/** What stands between a parenthesis and the one that closes it. */
function argumentsAfter(code: string, start: number): string {
  const part = /[()]|(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g;
  part.lastIndex = start;
  for (let depth = 1, found = part.exec(code); found; found = part.exec(code)) {
    if (found[0] === '(') depth++;
    if (found[0] === ')' && --depth === 0) return code.slice(start, found.index);
  }
  return code.slice(start);
}

/** Words of which errors are made in the code itself. */
function wordsOfErrors(code: string): string[] {
  const found = [...code.matchAll(MAKER)].flatMap(({ 0: call, 1: name, index }) => {
    const written = argumentsAfter(code, index + call.length).replaceAll(CODE_GAP, '');
    return [...written.matchAll(TEXT)].filter(([text]) => WORDS.test(text)).map(([text]) => `${name}: ${text}`);
  });
  return found;
}

test.each(AREAS)('no error in %s is made of words in the code', (area) => {
  const files = area.endsWith('.ts') ? [''] : readdirSync(join(PROJECT, area), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => join(area, file).endsWith('.ts'))
    .flatMap((file) => wordsOfErrors(readFileSync(join(PROJECT, area, file), 'utf8')).map((one) => `${file}: ${one}`));
  expect(found).toEqual([]);
});

test('words in the code are found in every part of an error', () => {
  expect(wordsOfErrors("throw badInput('first', 'It is wrong.');")).toEqual(["badInput: 'It is wrong.'"]);
  expect(wordsOfErrors('new DomainError("X", `$' + '{name} is wrong`)')).toHaveLength(1);
  expect(wordsOfErrors("wrong(null, isOne(a) ? 'Wrong.' : message('x.y'))")).toEqual(["wrong: 'Wrong.'"]);
  expect(wordsOfErrors("badInput('a', message('x.y', { kind: 'working group' }))")).toHaveLength(2);
  expect(wordsOfErrors("badInput('a', message('x.y', { name: shown(name), example: 'a lt b' }))")).toEqual([]);
  expect(wordsOfErrors("complain('tasks', row, 'due_date', due, message('x.y'), 'a later day')")).toHaveLength(1);
  expect(wordsOfErrors("problems.add({ resource, row: line, message: 'it is late' })")).toHaveLength(1);
  expect(wordsOfErrors("throw new Error('a bug here')")).toEqual([]);
});
