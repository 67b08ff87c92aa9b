import type { BrokenRow, PackageCatalogue } from '../catalogue/catalogue.ts';
import { checkMeanings } from '../catalogue/metric-definition.ts';
import { checkReferences } from '../catalogue/reference.ts';
import { CATALOGUE } from '../package/format.ts';
import { Problems } from '../package/problem.ts';
import { checkRules, type RuleInput } from './rule.ts';

/** Each broken row is looked at among the others of its file, as long as these are few: for the first broken rows they may be more. */
const MAX_AMONG = 250;
const MAX_AMONG_FIRST = 5_000;
const FIRST = 50;

/** Checks what rules say of the cells that were read in rows with cells that were not, so that all is told at once. */
export function checkBrokenRows(input: RuleInput): void {
  for (const [index, broken] of input.catalogue.broken.entries()) {
    const only = new ProblemsOfRow(input, broken);
    const alone = { ...input.catalogue, rows: rowsWith(broken, [withoutUnread(broken)]) };
    checkReferences(input.source, alone, input.names, only);
    const others: readonly { readonly line: number }[] = input.catalogue.rows[broken.file];
    const own = guarded(broken);
    const max = index < FIRST ? MAX_AMONG_FIRST : MAX_AMONG;
    const among = others.length > max ? [own] : [...others, own].sort((a, b) => a.line - b.line);
    const rules = { ...input, catalogue: { ...input.catalogue, rows: rowsWith(broken, among) } };
    checkRules(rules, only, attempt);
    const metrics = { ...input.catalogue, rows: rowsWith(broken, [own]) };
    attempt(() => checkMeanings(input.source, metrics, input.installation, input.names, only));
  }
}

/** Passes on what is wrong with the one row. */
class ProblemsOfRow extends Problems {
  readonly #problems: Problems;
  readonly #path: string;
  readonly #line: number;

  constructor({ source, problems }: RuleInput, { file, row }: BrokenRow) {
    super(0);
    this.#problems = problems;
    this.#path = source.resources.get(file)?.path ?? file;
    this.#line = row.line;
  }

  override add(problem: Parameters<Problems['add']>[0]): void {
    if (problem.resource === this.#path && problem.row === this.#line) this.#problems.add(problem);
  }
}

/** A rule has come to a cell that could not be read: nothing can be said. */
class UnreadCell extends Error {}

function attempt(rule: () => void): void {
  try {
    rule();
  } catch (error) {
    if (!(error instanceof UnreadCell)) throw error;
  }
}

/** The row, which throws where somebody looks at a cell that could not be read. */
const guarded = ({ row, unread }: BrokenRow): BrokenRow['row'] =>
  new Proxy(row, {
    get: (target, name, receiver) => {
      if (typeof name === 'string' && unread.has(name)) throw new UnreadCell();
      return Reflect.get(target, name, receiver);
    },
  });

/** Cells that make sense only together. */
const TOGETHER: readonly (readonly string[])[] = [
  ['source', 'locator', 'quote'],
  ['scheme', 'parent', 'successors'],
];

/** The row with its references as far as they are known. */
function withoutUnread({ row, unread }: BrokenRow): BrokenRow['row'] {
  const lost = TOGETHER.filter((columns) => columns.some((name) => unread.has(name))).flat();
  return { ...row, ...Object.fromEntries(lost.map((name) => [name, null])) };
}

const rowsWith = ({ file }: BrokenRow, rows: readonly unknown[]): PackageCatalogue['rows'] =>
  ({
    ...Object.fromEntries(Object.keys(CATALOGUE).map((name) => [name, []])),
    [file]: rows,
  }) as unknown as PackageCatalogue['rows'];
