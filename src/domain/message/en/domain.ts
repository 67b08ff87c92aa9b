/** Messages of `src/domain` and `src/database`. */
export const domain = {
  'database.unavailable': 'The database cannot be reached at the moment. Try again shortly.',
  'domain.nearest-name': '{sentence}; the nearest is {name}',
} as const;
