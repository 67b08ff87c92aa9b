import { everyText, type Shape } from './shape.ts';

const MAX_ADDRESS = 16_000;
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'observations.csv': ['metrics', 'datasets', 'regions', 'childrenOf', 'from', 'latest', 'frequency', 'breakdowns', 'asOf', 'lang'],
  'tasks.metadata.json': ['status', 'programmes', 'region', 'parent', 'dueFrom', 'text', 'lang'],
}; // biome-ignore format: a line each

export const FILES: readonly Shape[] = [
  ...everyText('the name of a file', MAX_ADDRESS, (text) => new Request(`http://test/files/${text}`)),
  ...everyText('a word of an address', MAX_ADDRESS, (text) => new Request(`http://test/files/tasks.csv?${text}=a`)),
  ...Object.entries(WORDS).flatMap(([file, words]) =>
    words.flatMap((word) =>
      everyText(`${file}?${word}`, MAX_ADDRESS, (text) => new Request(`http://test/files/${file}?${word}=${text}`)),
    ),
  ),
];
