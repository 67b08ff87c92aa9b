import type { Database } from '../database/database.ts';
import { type LockHolder, lockImports } from '../database/import-lock.ts';
import type { Sql } from '../database/sql.ts';
import type { Text } from '../domain/message/message.ts';
import { Breakdowns } from './catalogue/breakdown.ts';
import { readPackageCatalogue } from './catalogue/catalogue.ts';
import { categoriesIn, categoryValidities } from './catalogue/category.ts';
import { assignIds } from './catalogue/ids.ts';
import { readInstallation } from './catalogue/installation.ts';
import { checkMeanings } from './catalogue/metric-definition.ts';
import { checkReferences } from './catalogue/reference.ts';
import { type CheckReport, keepLines, readCheckReport, refuseFailedChecks } from './check/check-report.ts';
import { computeMetrics } from './compute/compute.ts';
import { computedMetrics } from './compute/computed.ts';
import { refuseUnreachableChanges } from './compute/unreachable.ts';
import { suppressAround } from './disclosure/suppress-all.ts';
import { openPackage, type Package } from './package/package.ts';
import { Problems } from './package/problem.ts';
import { Citations, createCitationStage } from './stage/citation.ts';
import { refuseClosing } from './stage/closing.ts';
import { EndedCategories } from './stage/ended-category.ts';
import { metricFacts } from './stage/metric-fact.ts';
import { indexStage } from './stage/stage.ts';
import { stageAll } from './stage/stage-all.ts';
import { checkBrokenRows } from './validate/broken-row.ts';
import { refuseChangedCalendars } from './validate/fiscal-year-rule.ts';
import { checkRules } from './validate/rule.ts';
import { checkPublishedAt, currentRelease, publish, versionNotes, wasPublished } from './write/publish.ts';
import type { Tally } from './write/write.ts';
import { writeAll } from './write-release.ts';

export interface ImportOptions {
  readonly onProgress?: (line: ImportProgress) => void;
  /** Leaves a package alone that was published at any time, so that loading it again at a start does not take back what came later. */
  readonly onlyNew?: boolean;
  /** Publishes also what closes much of what stands. */
  readonly closing?: 'confirmed' | 'refused';
  /** How many problems are told; the rest is counted. */
  readonly problemLimit?: number;
  /** Gives the import up when it is aborted: nothing of it is written. */
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly stage: 'waiting' | 'reading' | 'checking' | 'writing' | 'publishing';
  /** Who holds the lock that is waited for, where that can be seen. */
  readonly holder?: LockHolder | null;
  readonly resource?: string;
  readonly rows?: number;
}

export interface ImportResult {
  readonly dataset: string;
  readonly version: string;
  readonly outcome: 'PUBLISHED' | 'UNCHANGED';
  /** The release that readers see now. */
  readonly seq: number;
  /** Rows per resource, of dimensions their categories apart; of a package that is recognised by its hash, only the observations. */
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: Readonly<Tally>;
  /** What arithmetic says of the figures of this release. */
  readonly checks: CheckReport;
  readonly notes: readonly Text[];
}

type Tell = (line: ImportProgress) => void;

const PROBLEM_LIMIT = 50;

/** Of each file of facts, where something is wrong before they are read: who publishes a million should not wait for what is wrong with a metric. */
const ROWS_BESIDE_PROBLEMS = 20_000;

/** Thrown to roll back an import that turns out to change nothing. */
class Unchanged extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('nothing changed');
    this.result = result;
  }
}

/** Makes the package in the folder the next release of its data set and publishes it: all of it or, with ImportRefused, nothing. */
export async function importPackage(
  database: Pick<Database, 'query' | 'transaction'>,
  directory: string,
  {
    onProgress = () => {},
    onlyNew = false,
    closing = 'refused',
    problemLimit = PROBLEM_LIMIT,
    signal,
  }: ImportOptions = {},
): Promise<ImportResult> {
  const problems = new Problems(problemLimit);
  onProgress({ stage: 'reading' });
  const source = await openPackage(directory, problems, signal);
  if (source === null) throw problems.refusal();
  // Whoever has nothing to import waits for no other import.
  const known = problems.none ? await findKnown(database, source, onlyNew) : null;
  if (known) return known;
  try {
    return await database.transaction(
      (tx) => importInto(tx, source, problems, { onlyNew, closing }, onProgress),
      signal,
    );
  } catch (error) {
    if (error instanceof Unchanged) return error.result;
    throw error;
  }
}

/** The result of a package that is published already; null: there is something to do. */
async function findKnown(sql: Sql, source: Package, onlyNew: boolean): Promise<ImportResult | null> {
  const current = await currentRelease(sql, source.code);
  if (current === null) return null;
  if (current.content_hash !== source.hash && !(onlyNew && (await wasPublished(sql, source)))) return null;
  return {
    dataset: source.code,
    version: source.version,
    outcome: 'UNCHANGED',
    seq: current.seq,
    counts: { observations: current.observation_count },
    changes: { opened: 0, closed: 0, updated: 0 },
    checks: await readCheckReport(sql, source.code, current.seq),
    notes: [],
  };
}

async function importInto(
  tx: Sql,
  source: Package,
  problems: Problems,
  { onlyNew, closing }: Required<Pick<ImportOptions, 'onlyNew' | 'closing'>>,
  tell: Tell,
): Promise<ImportResult> {
  const named = { dataset: source.code, version: source.version };
  await lockImports(tx, (holder) => tell({ stage: 'waiting', holder }));
  // The import that was waited for may have brought the same.
  const known = problems.none ? await findKnown(tx, source, onlyNew) : null;
  if (known) return known;
  const current = await currentRelease(tx, source.code);

  checkPublishedAt(source, current, true, problems);
  const counts: Record<string, number> = {};
  const count = (resource: string, rows: number) => {
    counts[resource] = rows;
    tell({ stage: 'reading', resource, rows });
  };
  const installation = await readInstallation(tx, source.code);
  const catalogue = await readPackageCatalogue(source, problems, count);
  const names = await assignIds(tx, catalogue, installation);
  tell({ stage: 'checking' });
  checkReferences(source, catalogue, names, problems);
  const checked = { source, catalogue, installation, names, problems };
  checkRules(checked);
  checkMeanings(source, catalogue, installation, names, problems);
  await refuseChangedCalendars(tx, checked);
  checkBrokenRows(checked);

  // Sorting and joining a million facts in the few megabytes that readers get would go through files.
  await tx.query("-- import.memory\nset local work_mem = '128MB'");
  await createCitationStage(tx);
  const citations = new Citations(tx, names);
  const breakdowns = new Breakdowns(names);
  const metrics = metricFacts(catalogue, installation);
  const ended = new EndedCategories(categoryValidities(source, catalogue, installation));
  const maxRows = problems.none ? Number.POSITIVE_INFINITY : ROWS_BESIDE_PROBLEMS;
  const isWhole = await stageAll(
    { tx, names, breakdowns, citations, metrics, problems, maxRows, ended },
    source,
    count,
  );
  const computed = computedMetrics(source, catalogue, installation);
  const { minCount } = source;
  const categoriesOf = categoriesIn(source, catalogue, installation, names);
  const derived: Text[] = [];
  if (problems.none) {
    const staged = await indexStage(tx);
    const given = { tx, source, catalogue, installation, names, categoriesOf };
    const compute = () => computeMetrics({ tx, names, breakdowns, categoriesOf, minCount, staged }, computed);
    derived.push(...(await suppressAround(given, computed, staged, compute)));
    if (current !== null && closing === 'refused') await refuseClosing(tx, source, catalogue, problems);
  }
  if (isWhole) await refuseUnreachableChanges(tx, source, names, problems.none ? [] : computed, problems);
  if (!problems.none) throw problems.refusal();

  tell({ stage: 'writing' });
  if (source.checks === 'refuse') await keepLines(tx);
  const { release, notes: releaseNotes } = await writeAll(tx, {
    source,
    catalogue,
    installation,
    names,
    citations,
    breakdowns,
    computed,
    categoriesOf,
  });
  const notes = [...ended.notes(), ...derived, ...releaseNotes];
  if (source.checks === 'refuse') await refuseFailedChecks(tx, source, release.seq, problems);
  if (!problems.none) throw problems.refusal();
  const checks = await readCheckReport(tx, source.code, release.seq);
  const changes = release.tally;
  if (changes.opened + changes.closed + changes.updated === 0 && current !== null) {
    throw new Unchanged({ ...named, outcome: 'UNCHANGED', seq: current.seq, counts, changes, checks, notes });
  }
  checkPublishedAt(source, current, false, problems);
  if (!problems.none) throw problems.refusal();
  tell({ stage: 'publishing' });
  await publish(release, source);
  notes.push(...(await versionNotes(release, source)));
  return { ...named, outcome: 'PUBLISHED', seq: release.seq, counts, changes, checks, notes };
}
