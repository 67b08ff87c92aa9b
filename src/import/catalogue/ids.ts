import type { Sql } from '../../database/sql.ts';
import { type CodeKind, PLAN_KINDS, type PlanKind, SHARED_KINDS, type SharedCodeKind } from '../package/column.ts';
import { type PackageCatalogue, regionKey } from './catalogue.ts';
import type { Installation } from './installation.ts';
import { RegionAliases } from './region-alias.ts';

interface Entry {
  readonly id: number;
  used: boolean;
}

/** Every code that the package may refer to, with its id: rows that do not exist yet have theirs already. */
export class CodeIds {
  readonly #entries = new Map<CodeKind, Map<string, Entry>>();
  /** Bare region codes that stand in several schemes, with the texts that tell them apart. */
  readonly #ambiguous = new Map<string, string[]>();
  /** The full code of each bare region code that is unique. */
  readonly #fullCodes = new Map<string, string>();
  /** Other codes of regions; a code goes before them. */
  readonly aliases = new RegionAliases();
  readonly #categories = new Map<string, string[]>();
  /** Codes by id, made when the first is wanted. */
  readonly #codes = new Map<CodeKind, ReadonlyMap<number, string>>();
  readonly #unsure: ReadonlySet<CodeKind>;

  constructor(unsure: ReadonlySet<CodeKind>) {
    this.#unsure = unsure;
  }

  add(kind: CodeKind, code: string, id: number): void {
    const entries = this.#of(kind);
    const entry = { id, used: false };
    entries.set(code, entry);
    this.#codes.delete(kind);
    if (kind === 'category') this.#addCategory(code);
    if (kind !== 'region') return;
    const bare = code.slice(code.lastIndexOf(':') + 1);
    const others = this.#ambiguous.get(bare);
    const other = entries.get(bare);
    if (others !== undefined) others.push(code);
    else if (other === undefined) {
      entries.set(bare, entry);
      this.#fullCodes.set(bare, code);
    } else {
      this.#ambiguous.set(bare, [this.#fullCodes.get(bare) ?? bare, code]);
      entries.delete(bare);
    }
  }

  #addCategory(code: string): void {
    const at = code.indexOf('=');
    const [dimension, category] = [code.slice(0, at), code.slice(at + 1)];
    const known = this.#categories.get(dimension);
    if (known === undefined) this.#categories.set(dimension, [category]);
    else known.push(category);
  }

  /** The id of a code that is known to be known, which is marked as used. */
  id(kind: CodeKind, code: string): number {
    const id = this.use(kind, code);
    if (id === null) throw new Error(`${kind} ${code} was not checked`);
    return id;
  }

  /** The id of a code, which is marked as used; null where there is none. */
  use(kind: CodeKind, code: string): number | null {
    const entry = this.#entry(kind, code);
    if (entry === undefined) return null;
    entry.used = true;
    return entry.id;
  }

  /** The id of a code, or null; to look is not to use. */
  find(kind: CodeKind, code: string): number | null {
    return this.#entry(kind, code)?.id ?? null;
  }

  /** Whether it is a code, and not an alias. */
  isCode(kind: CodeKind, code: string): boolean {
    return this.#of(kind).has(code);
  }

  /** Whether a code that is not found is surely unknown, and not one that could not be read. */
  sure(kind: CodeKind): boolean {
    return !this.#unsure.has(kind);
  }

  /** The codes of a kind; of regions the aliases as well. */
  *codes(kind: CodeKind): Iterable<string> {
    yield* this.#of(kind).keys();
    if (kind === 'region') yield* this.aliases.texts();
  }

  /** The codes of a dimension's categories. */
  categories(dimension: string): readonly string[] {
    return this.#categories.get(dimension) ?? [];
  }

  /** The schemes' texts for a bare region code or alias that is not unique; empty for what is unknown. */
  choices(code: string): readonly string[] {
    return this.#ambiguous.get(code) ?? this.aliases.choices(code);
  }

  /**
   * The full code of the region that a row of a scheme names by a code or an alias: in its own scheme, or else one that says its scheme or is
   * unique.
   */
  regionIn(scheme: string, code: string): string {
    const own = regionKey(scheme, code);
    if (this.isCode('region', own)) return own;
    const found = this.aliases.find(own) ?? this.regionCodeIn(scheme, code) ?? this.aliases.find(code);
    return found ?? (this.aliases.choices(code).length > 0 ? code : own);
  }

  /** The same by codes alone; null where none is known. */
  regionCodeIn(scheme: string, code: string): string | null {
    const own = regionKey(scheme, code);
    if (this.isCode('region', own)) return own;
    if (this.#ambiguous.has(code)) return code;
    return this.#fullCodes.get(code) ?? (this.isCode('region', code) ? code : null);
  }

  #entry(kind: CodeKind, code: string): Entry | undefined {
    const entry = this.#of(kind).get(code);
    if (entry !== undefined || kind !== 'region' || this.#ambiguous.has(code)) return entry;
    const region = this.aliases.find(code);
    return region === null ? undefined : this.#of(kind).get(region);
  }

  codeOf(kind: CodeKind, id: number): string {
    const codes = this.#codes.get(kind) ?? shortestCodes(this.#of(kind));
    this.#codes.set(kind, codes);
    return codes.get(id) ?? String(id);
  }

  /** What the package defines or refers to of the shared lists. */
  used(kind: SharedCodeKind): readonly number[] {
    return [...new Set([...this.#of(kind).values()].filter((entry) => entry.used).map((entry) => entry.id))];
  }

  #of(kind: CodeKind): Map<string, Entry> {
    let entries = this.#entries.get(kind);
    if (entries === undefined) {
      entries = new Map();
      this.#entries.set(kind, entries);
    }
    return entries;
  }
}

function shortestCodes(entries: ReadonlyMap<string, Entry>): ReadonlyMap<number, string> {
  const codes = new Map<number, string>();
  for (const [code, { id }] of entries) {
    const known = codes.get(id);
    if (known === undefined || code.length < known.length) codes.set(id, code);
  }
  return codes;
}

/** Gives every code its id: the one that it has, or the next of its table. Plans are only what the package itself defines. */
export async function assignIds(tx: Sql, catalogue: PackageCatalogue, installation: Installation): Promise<CodeIds> {
  const names = new CodeIds(catalogue.unsure);
  for (const kind of SHARED_KINDS) {
    const known = installation.shared.get(kind) ?? new Map();
    const defined = catalogue.defined.get(kind) ?? new Set<string>();
    for (const [code, row] of known) if (row.open || defined.has(code)) names.add(kind, code, row.id);
    await addNew(
      tx,
      names,
      kind,
      [...defined].filter((code) => !known.has(code)),
    );
    for (const code of defined) names.id(kind, code);
  }
  addAliases(names, catalogue, installation);
  for (const kind of PLAN_KINDS) {
    const known = installation.plans.get(kind) ?? new Map<string, number>();
    const defined = [...(catalogue.defined.get(kind) ?? [])];
    for (const code of defined) {
      const id = known.get(code);
      if (id !== undefined) names.add(kind, code, id);
    }
    await addNew(
      tx,
      names,
      kind,
      defined.filter((code) => !known.has(code)),
    );
  }
  return names;
}

/** The aliases of the package, and those of other data sets that it does not give itself. */
function addAliases(names: CodeIds, { rows }: PackageCatalogue, { aliases }: Installation): void {
  const own = new Set(rows.region_aliases.map(({ scheme, alias }) => regionKey(scheme, alias)));
  for (const { scheme, alias, region } of rows.region_aliases) {
    const full = names.regionCodeIn(scheme, region);
    if (full !== null) names.aliases.add(scheme, alias, full);
  }
  for (const [key, { scheme, alias, region }] of aliases) if (!own.has(key)) names.aliases.add(scheme, alias, region);
}

async function addNew(
  tx: Sql,
  names: CodeIds,
  kind: SharedCodeKind | PlanKind,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  const ids = await tx.query<{ id: number }>(
    `-- import.new-ids
select nextval(pg_get_serial_sequence($1::text, 'id'))::int as id from generate_series(1, $2::int)`,
    [kind, codes.length],
  );
  codes.forEach((code, index) => {
    const id = ids[index]?.id;
    if (id !== undefined) names.add(kind, code, id);
  });
}
