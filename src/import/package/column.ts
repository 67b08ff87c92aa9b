import { MAX_LOCATOR, MAX_NAME, MAX_QUOTE_BYTES, MAX_TEXT } from './bound.ts';
import { bytes, type CellReader, choice, code, codes, text } from './cell.ts';

/** What a code can name. The shared lists come first, then what one data set has for itself. */
export const SHARED_KINDS = [
  'theme',
  'unit',
  'dimension',
  'category',
  'organization',
  'region',
  'metric',
  'source',
] as const;
export const PLAN_KINDS = ['working_group', 'programme', 'rating', 'task', 'assessment_rule'] as const;
export type SharedCodeKind = (typeof SHARED_KINDS)[number];
export type PlanKind = (typeof PLAN_KINDS)[number];
export type CodeKind = SharedCodeKind | PlanKind;

/** A text per language tag. */
export type Texts = Readonly<Record<string, string>>;

/** A column of a file: how its cells are read and what an empty one means. */
export interface PackageColumn<T> {
  readonly cell: CellReader<unknown>;
  readonly required: boolean;
  /** The value of an empty cell. */
  readonly absent: T | null;
  /** Stands in the file once for each language: name:en, name:zh-Hans. */
  readonly translated: boolean;
  /** What its codes name. */
  readonly to: CodeKind | null;
}

export type PackageColumns = Readonly<Record<string, PackageColumn<unknown>>>;

/** A row as its columns read it. */
export type RowOf<C extends PackageColumns> = {
  readonly [K in keyof C]: C[K] extends PackageColumn<infer T> ? T : never;
};

const plain = { required: false, absent: null, translated: false, to: null } as const;

export const required = <T>(cell: CellReader<T>): PackageColumn<T> => ({ ...plain, cell, required: true });
export const optional = <T>(cell: CellReader<T>): PackageColumn<T | null> => ({ ...plain, cell });
export const withDefault = <T>(cell: CellReader<T>, absent: T): PackageColumn<T> => ({ ...plain, cell, absent });

/** The code of something that has to exist. */
export const requiredCode = (to: CodeKind): PackageColumn<string> => ({ ...plain, cell: code, required: true, to });
export const optionalCode = (to: CodeKind): PackageColumn<string | null> => ({ ...plain, cell: code, to });
export const codeList = (to: CodeKind, most?: number): PackageColumn<readonly string[]> => ({
  ...plain,
  cell: codes(most),
  absent: [],
  to,
});

/** What is read in one line: a name, a title, a symbol. */
export const names: PackageColumn<Texts | null> = { ...plain, cell: text(MAX_NAME), translated: true };
export const someNames: PackageColumn<Texts> = { ...names, absent: null, required: true };
/** What is read as a paragraph: a definition, a description, a note. */
export const texts: PackageColumn<Texts | null> = { ...plain, cell: text(MAX_TEXT), translated: true };
export const someTexts: PackageColumn<Texts> = { ...texts, absent: null, required: true };

export const enumColumn = <T extends string>(values: Readonly<Record<string, T>>) => choice(Object.values(values));

/** Every row may say where it was read. */
export const citation = {
  source: optionalCode('source'),
  locator: optional(text(MAX_LOCATOR)),
  quote: optional(bytes(MAX_QUOTE_BYTES)),
};
