/**
 * How much a package may hold of what costs more than its own size, or has an end in the database. docs/publishing.md states these numbers to
 * publishers. Formulas have theirs in domain/formula-parse.ts, periods and numbers in domain/period.ts and domain/decimal.ts.
 */

/** Levels of regions, tasks and organisations below one another, and of formulas that are computed from each other. */
export const MAX_DEPTH = 32;

/** Characters of a code, also of a metric, a region, an organisation. */
export const MAX_CODE = 200;
/** Characters of a name, a title, a symbol or a licence. */
export const MAX_NAME = 1_000;
/** Characters of a definition, a description or a note. */
export const MAX_TEXT = 10_000;
export const MAX_WEB_ADDRESS = 2_000;
/** Characters of the flags in one cell; all of them together have less. */
export const MAX_STATUS = 500;
/** Locators, quotes and breakdowns are looked up in indexes of the database, whose entries end at 2,704 bytes. */
export const MAX_LOCATOR = 200;
export const MAX_QUOTE_BYTES = 2_000;
export const MAX_BREAKDOWN = 800;
/** Dimensions of one metric: each multiplies the ways in which its figures add up. */
export const MAX_DIMENSIONS = 20;

/** Versions of one region: its figures are checked against the sums of what lay in it at each time. */
export const MAX_VERSIONS = 100;

export const MAX_COLUMNS = 200;
/** Bytes of one row of a file. An unclosed quote would otherwise swallow the rest of a file of any size. */
export const MAX_RECORD = 1_000_000;

export const MAX_DESCRIPTOR_BYTES = 1_000_000;
/** Lists and objects within each other in the descriptor. */
export const MAX_DESCRIPTOR_DEPTH = 32;
/** Characters of the version of a release. */
export const MAX_VERSION = 200;
export const MAX_PATH = 500;
export const MAX_RESOURCES = 100;
export const MAX_LICENCES = 100;
/** Titles of the data set, one a language. */
export const MAX_LANGUAGES = 100;
export const MAX_LANGUAGE_TAG = 100;
