/** Messages of `src/import`. */
export const imports = {
  'import.refused': 'The package was refused: {count, plural, one {# problem} other {# problems}}.',
  'import.more-problems': '… and {more, number} more.',
  'import.problem': '{place}: {words}',
  'import.problem-expected': '{place}: {words}; expected: {expected}',
  'import.place-line': '{file} line {line}',
  'import.place-column': '{file}, column {column}',
  'import.place-cell': '{file} line {line}, column {column}',
} as const;
