/** The address of a page, its name, and what the addresses of its parts begin with where they do not begin with its own. */
export const PAGES = [
  ['/', 'nav.overview', null],
  ['/plan', 'nav.plan', '/task/'],
  ['/metric', 'nav.metrics', null],
  ['/cube', 'nav.cube', null],
  ['/sources', 'nav.sources', '/source/'],
  ['/releases', 'nav.releases', null],
] as const;
