import type { Database } from '../database/database.ts';
import { lockImports } from '../database/import-lock.ts';
import type { LongTransaction, Sql } from '../database/sql.ts';
import type { Text } from '../domain/message/message.ts';
import { Breakdowns } from './catalogue/breakdown.ts';
import { readPackageCatalogue } from './catalogue/catalogue.ts';
import { categoriesIn, categoryValidities } from './catalogue/category.ts';
import { assignIds } from './catalogue/ids.ts';
import { readInstallation } from './catalogue/installation.ts';
import { checkMeanings } from './catalogue/metric-definition.ts';
import { checkReferences } from './catalogue/reference.ts';
import { refuseBeyondBounds } from './check/bound-problem.ts';
import { keepLines, readCheckReport, refuseFailedChecks } from './check/check-report.ts';
import { computeMetrics } from './compute/compute.ts';
import { computedMetrics } from './compute/computed.ts';
import { refuseUnreachableChanges } from './compute/unreachable.ts';
import { suppressAround } from './disclosure/suppress-all.ts';
import {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  MAX_KEPT_PROBLEMS,
  PROBLEM_LIMIT,
} from './import-options.ts';
import { type Keeping, keptNotes, OWN_ROWS, refuseToReplace, wouldKeepNotes } from './keeping.ts';
import { openPackage, type Package, withGaps } from './package/package.ts';
import { ImportRefused, Problems } from './package/problem.ts';
import { factPaths } from './quarantine/fact-part.ts';
import { KeptRows, MAX_KEPT_ROWS } from './quarantine/kept-row.ts';
import { RowProblems } from './quarantine/row-problems.ts';
import { Citations } from './stage/citation.ts';
import { refuseClosing } from './stage/closing.ts';
import { EndedCategories } from './stage/ended-category.ts';
import type { FactReading } from './stage/fact.ts';
import { meanings, metricFacts } from './stage/metric-fact.ts';
import { RepeatedFacts } from './stage/repeated-fact.ts';
import { indexStage } from './stage/stage.ts';
import { stageAll } from './stage/stage-all.ts';
import { isCovered } from './standing/mode.ts';
import { Standing } from './standing/standing.ts';
import { checkBrokenRows } from './validate/broken-row.ts';
import { refuseChangedCalendars } from './validate/fiscal-year-rule.ts';
import { checkRules } from './validate/rule.ts';
import { changesNothing, readPreview, readRevised, withoutOwnSource } from './write/preview.ts';
import { checkPublishedAt, currentRelease, hashInPart, publish, versionNotes, wasPublished } from './write/publish.ts';
import { metricPartsOf } from './write/stage-part.ts';
import { findCitedPassages, writeFigures, writeRest } from './write-release.ts';

type Chosen = Required<
  Pick<ImportOptions, 'onlyNew' | 'mode' | 'closing' | 'dryRun' | 'keepsCitations' | 'saying' | 'versionOf'>
> & {
  /** A list of problems besides those of the package. */
  readonly moreProblems: () => Problems;
  /** The rows that are left out; null where every row has to be right. */
  readonly kept: KeptRows | null;
  readonly keeping: Keeping;
  /** How many problems there are that say nothing of the package. */
  readonly found: number;
};
type Tell = (line: ImportProgress) => void;

/** Of each file of facts, where something is wrong before they are read: who publishes a million should not wait for what is wrong with a metric. */
const ROWS_BESIDE_PROBLEMS = 20_000;

/** Thrown to roll back an import that turns out to change nothing, or that is only tried. */
class RolledBack extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('nothing is to be written');
    this.result = result;
  }
}

/** Makes the package in the folder the next release of its data set and publishes it: all of it or, with ImportRefused, nothing. */
export async function importPackage(
  database: Pick<Database, 'query' | 'longTransaction'>,
  directory: string,
  {
    onProgress = () => {},
    onlyNew = false,
    mode = 'REPLACE',
    closing = 'refused',
    dryRun = false,
    problemLimit = PROBLEM_LIMIT,
    relocate,
    keepsCitations = false,
    saying = null,
    versionOf = 'PUBLISHER',
    keepsProblems = false,
    signal,
    quarantine = false,
    keeping = OWN_ROWS,
    found,
  }: ImportOptions = {},
): Promise<ImportResult> {
  const subject = keepsCitations ? 'FILE' : 'PACKAGE';
  const limits = [problemLimit, relocate, keepsProblems ? MAX_KEPT_PROBLEMS : problemLimit, subject] as const;
  const moreProblems = () => new Problems(...limits);
  const opening = moreProblems();
  if (found !== undefined) opening.addAll(found.problems);
  onProgress({ stage: 'reading' });
  const opened = await openPackage(directory, opening, signal);
  if (opened === null) throw opening.refusal();
  const source = found === undefined ? opened : withGaps(opened, found.gaps);
  const kept = quarantine && opening.none ? new KeptRows() : null;
  const chosen = {
    onlyNew,
    mode,
    closing,
    dryRun,
    keepsCitations,
    saying,
    versionOf,
    moreProblems,
    kept,
    keeping,
    found: found?.problems.count ?? 0,
  };
  // Whoever has nothing to import waits for no other import.
  const known = opening.none ? await findKnown(database, source, { onlyNew, mode }) : null;
  if (known) return keepBeside(known);
  for (;;) {
    const rows = kept === null ? null : new RowProblems(factPaths(source), MAX_KEPT_ROWS, ...limits);
    try {
      return await database.longTransaction(
        (tx) => importInto(tx, source, rows ?? opening, chosen, onProgress),
        signal,
      );
    } catch (error) {
      if (error instanceof RolledBack) return keepBeside(error.result);
      if (!(error instanceof ImportRefused) || rows === null || rows.none) throw error;
      // Rows that are wrong may be the whole trouble: then the import is tried once more without them.
      const before = kept?.faults ?? [];
      if (kept?.leaveOut(rows) === true) {
        if (!dryRun) await keeping.recall?.(kept.all);
        continue;
      }
      rows.addFaults(before);
      throw rows.refusal();
    }
  }

  /** The rows of an import that changes nothing are kept all the same. */
  async function keepBeside(result: ImportResult): Promise<ImportResult> {
    const rows = kept?.all ?? [];
    keeping.learn?.(rows);
    const count = keeping.found.length + rows.length;
    if (result.outcome === 'UNCHANGED' && !dryRun && quarantine) {
      await database.longTransaction((tx) => keeping.settle(tx, rows, source), signal);
    }
    const notes = dryRun ? await wouldKeepNotes(keeping, rows, problemLimit) : keptNotes(count, result.dataset);
    return { ...result, kept: count, notes: [...result.notes, ...notes] };
  }
}

/** The result of a package that is published already; null: there is something to do. */
async function findKnown(
  sql: Sql,
  source: Package,
  { onlyNew, mode }: Pick<Chosen, 'onlyNew' | 'mode'>,
): Promise<ImportResult | null> {
  const current = await currentRelease(sql, source.code);
  if (current === null) return null;
  const isSame = current.content_hash === source.hash && isCovered(mode, current.mode);
  if (!isSame && !(onlyNew && (await wasPublished(sql, source)))) return null;
  return {
    dataset: source.code,
    version: source.version,
    outcome: 'UNCHANGED',
    seq: current.seq,
    counts: { observations: current.observation_count },
    changes: { opened: 0, closed: 0, updated: 0 },
    checks: await readCheckReport(sql, source.code, current.seq),
    notes: [],
    warnings: [],
    kept: 0,
  };
}

async function importInto(
  tx: LongTransaction,
  source: Package,
  problems: Problems,
  {
    onlyNew,
    mode: wanted,
    closing,
    dryRun,
    keepsCitations,
    saying,
    versionOf,
    moreProblems,
    kept,
    keeping,
    found,
  }: Chosen,
  tell: Tell,
): Promise<ImportResult> {
  const named = { dataset: source.code, version: source.version };
  await lockImports(tx, (holder) => tell({ stage: 'waiting', holder }));
  // The import that was waited for may have brought the same.
  const known = problems.none ? await findKnown(tx, source, { onlyNew, mode: wanted }) : null;
  if (known) throw new RolledBack(known);
  const current = await currentRelease(tx, source.code);
  const mode = current === null ? 'REPLACE' : wanted;
  const keptCount = keeping.found.length + (kept?.count ?? 0);
  if (keptCount > 0 && mode === 'REPLACE' && current !== null) {
    const { subject } = problems;
    throw refuseToReplace(kept, keeping, { limit: PROBLEM_LIMIT, subject });
  }
  kept?.begin();

  checkPublishedAt(source, current, true, problems);
  const counts: Record<string, number> = {};
  const count = (resource: string, rows: number) => {
    counts[resource] = rows;
    tell({ stage: 'reading', resource, rows });
  };
  const installation = await readInstallation(tx, source.code);
  const read = await readPackageCatalogue(source, problems, count);
  const standing = await Standing.read(tx, mode, installation.dataset?.id ?? null);
  const given = await standing.keepUnsaid({ source, catalogue: read, problems, saying });
  const whole = standing.complete(given);
  const names = await assignIds(tx, whole, installation);
  const catalogue = standing.keepCitations({ source, catalogue: whole, names, keepsCitations });
  tell({ stage: 'checking' });
  await standing.refuseDifferingRows({ source, catalogue: given, names, problems, keepsCitations });
  checkReferences(source, catalogue, names, problems);
  const checked = { source, catalogue, installation, names, problems };
  checkRules(checked);
  checkMeanings(source, catalogue, installation, names, problems);
  await refuseChangedCalendars(tx, checked);
  checkBrokenRows(checked);

  // Sorting and joining a million facts in the few megabytes that readers get would go through files.
  await tx.query("-- import.memory\nset local work_mem = '128MB'");
  const citations = await Citations.begin(tx, names);
  const passages = problems.none ? await findCitedPassages(catalogue, citations) : new Map();
  const breakdowns = new Breakdowns(names);
  const metrics = metricFacts(catalogue, installation);
  const ended = new EndedCategories(categoryValidities(source, catalogue, installation));
  const maxRows = problems.count === found ? Number.POSITIVE_INFINITY : ROWS_BESIDE_PROBLEMS;
  const repeated = new RepeatedFacts(problems);
  const aside: FactReading['aside'] = (path) => kept?.aside(path) ?? null;
  const isWhole = await stageAll(
    { tx, names, breakdowns, citations, metrics, problems, maxRows, ended, repeated, aside },
    source,
    count,
  );
  await citations.settle();
  await standing.stageFacts({ source, names, problems, keepsCitations, saying });
  const computed = computedMetrics(source, catalogue, installation);
  const { minCount } = source;
  const categoriesOf = categoriesIn(source, catalogue, installation, names);
  const derived: Text[] = [];
  const unconfirmed = dryRun ? moreProblems() : problems;
  if (problems.none) {
    const staged = await indexStage(tx);
    const suppressing = { tx, source, catalogue, installation, names, categoriesOf };
    const compute = async () => {
      const notes = await computeMetrics({ tx, names, breakdowns, categoriesOf, minCount, staged }, computed);
      await standing.stageSuppressedResults(computed, names);
      return notes;
    };
    derived.push(...(await suppressAround(suppressing, computed, staged, compute)));
    await standing.refuseDifferingSuppressed({ source, names, problems, keepsCitations });
    const standingId = mode === 'REPLACE' ? installation.dataset?.id : undefined;
    if (standingId !== undefined && closing === 'refused') {
      await refuseClosing(tx, source, catalogue, await metricPartsOf(tx, standingId), unconfirmed);
    }
  }
  // Beside problems, what stands is not staged: an observation may be among it.
  if (isWhole && (mode === 'REPLACE' || problems.none))
    await refuseUnreachableChanges(tx, source, names, problems.none ? [] : computed, problems);
  // Rows in quarantine are tried without the others, and checked then.
  if (!problems.none && kept === null && source.checks === 'refuse') {
    const known = meanings(catalogue, installation, () => true);
    await refuseBeyondBounds(tx, source, known, names, problems);
  }
  if (!problems.none) throw problems.refusal();

  tell({ stage: 'writing' });
  if (source.checks === 'refuse') await keepLines(tx);
  const checkedRelease = {
    source,
    catalogue,
    installation,
    names,
    citations,
    passages,
    breakdowns,
    computed,
    categoriesOf,
    keepsRest: mode !== 'REPLACE',
  };
  const written = await writeFigures(tx, checkedRelease);
  const { release } = written;
  if (source.checks === 'refuse') await refuseFailedChecks(tx, source, release.seq, problems);
  if (!problems.none) throw problems.refusal();
  const checks = await readCheckReport(tx, source.code, release.seq);
  const { reports, notes: restNotes } = await writeRest(tx, checkedRelease, written);
  const notes = [...repeated.notes(), ...ended.notes(), ...derived, ...restNotes];
  const changes = release.tally;
  const preview = dryRun ? await readPreview(release, reports) : undefined;
  if (current !== null && (await changesNothing(release, saying?.source ?? null))) {
    throw new RolledBack({
      ...named,
      outcome: 'UNCHANGED',
      seq: current.seq,
      counts,
      changes: { opened: 0, closed: 0, updated: 0 },
      checks,
      notes,
      warnings: [],
      kept: 0,
      ...(preview === undefined ? {} : { preview: withoutOwnSource(preview) }),
    });
  }
  checkPublishedAt(source, current, false, problems);
  if (!problems.none) throw problems.refusal();
  keeping.learn?.(kept?.all ?? []);
  await keeping.settle(tx, kept?.all ?? [], source);
  const warnings = await versionNotes(release, source, versionOf);
  const revised = mode === 'REVISE' && changes.closed > 0 ? { revised: await readRevised(release) } : {};
  const done = { ...named, seq: release.seq, counts, changes, checks, notes, warnings, kept: keptCount, ...revised };
  if (preview !== undefined) {
    const refusal = unconfirmed.none ? {} : { refusal: unconfirmed.refusal() };
    throw new RolledBack({ ...done, preview, ...refusal, outcome: 'PREVIEWED' });
  }
  tell({ stage: 'publishing' });
  // Without some of its rows it is another package, which the whole one is not taken for.
  await publish(release, keptCount === 0 ? source : { ...source, hash: hashInPart(source.hash) }, mode);
  notes.push(...keptNotes(keptCount, source.code));
  return { ...done, outcome: 'PUBLISHED' };
}
