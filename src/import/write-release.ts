import type { Sql } from '../database/sql.ts';
import { message, type Text } from '../domain/message/message.ts';
import type { Breakdowns } from './catalogue/breakdown.ts';
import type { PackageCatalogue } from './catalogue/catalogue.ts';
import type { Categories } from './catalogue/category.ts';
import type { CodeIds } from './catalogue/ids.ts';
import type { Installation } from './catalogue/installation.ts';
import { writeChecks } from './check/check.ts';
import { type Computed, formulaUses } from './compute/computed.ts';
import { CATALOGUE, type CatalogueFile } from './package/format.ts';
import type { Package } from './package/package.ts';
import { type Citations, writeCitations } from './stage/citation.ts';
import { descriptionNotes, writeAssessmentRules } from './validate/assessment-rule.ts';
import { writeFacts } from './write/fact-write.ts';
import type { FileChanges } from './write/file-change.ts';
import { captureCatalogue, captureDataset, captureTasks, writeHistory } from './write/history.ts';
import { droppedNameNotes, ownershipNotes } from './write/kept.ts';
import { writeMetrics } from './write/metric.ts';
import { writeProgrammes, writeWorkingGroups } from './write/programme.ts';
import { completeDataset, writeDataset } from './write/publish.ts';
import { writeRatings } from './write/rating.ts';
import { currentRows, updatePaths, writeRegions } from './write/region.ts';
import { writeRegionAliases } from './write/region-alias.ts';
import { fillForeignNames } from './write/shared-fill.ts';
import { owns, writeSharedLists } from './write/shared-list.ts';
import { collectNames, type GivenName, SharedNames } from './write/shared-name.ts';
import { closeUnused, recordUses } from './write/shared-use.ts';
import { writeReports, writeTasks } from './write/task.ts';
import { lockTasks, settleTasks } from './write/task-state.ts';
import type { ReleaseWriter } from './write/write.ts';

export interface CheckedRelease {
  readonly source: Package;
  readonly catalogue: PackageCatalogue;
  readonly installation: Installation;
  readonly names: CodeIds;
  readonly citations: Citations;
  readonly breakdowns: Breakdowns;
  readonly computed: readonly Computed[];
  /** All categories of a dimension. */
  readonly categoriesOf: Categories;
  /** Whether the package is an addition, which takes nothing out of use. */
  readonly keepsRest: boolean;
}

interface WrittenRelease {
  readonly release: ReleaseWriter;
  /** What came of the reports on tasks, which are live and belong to no release. */
  readonly reports: FileChanges;
  readonly notes: Text[];
}

/** Writes a package that was checked as the next release; readers see nothing of it before it is published. */
export async function writeAll(tx: Sql, checked: CheckedRelease): Promise<WrittenRelease> {
  const { source, installation, names, breakdowns, keepsRest } = checked;
  await captureDataset(tx, source.code);
  const { id, changed } = await writeDataset(tx, source);
  const seq = (installation.dataset?.seq ?? 0) + 1;
  const release: ReleaseWriter = {
    tx,
    dataset: id,
    seq,
    tally: { opened: 0, closed: 0, updated: changed ? 1 : 0 },
    keepsRest,
  };

  await captureCatalogue(release);
  const current = currentRows(checked.catalogue.rows.regions, source.timeZone);
  const isOwned = (name: GivenName) => owns(checked, name.kind, name.code);
  const named = collectNames(checked.catalogue, names, (row) => current.has(row));
  const shared = await SharedNames.write(release, named, isOwned);
  const given = { ...checked, cited: await citedBy(checked), shared };
  const kept = [...(await writeRegions(release, given)), ...(await writeSharedLists(release, given))];
  await writeRegionAliases(release, given);
  await writeCitations(tx);
  await writeWorkingGroups(release, given);
  await writeMetrics(release, given);
  await writeProgrammes(release, given);
  await writeRatings(release, given);
  await writeAssessmentRules(release, given);
  kept.push(...(await fillForeignNames(release, shared, isOwned)));
  await completeDataset(release, source, names);
  await writeFacts(release, breakdowns.met);
  const checkNotes = await writeChecks(release);

  // Last, because from here to the commit nobody can report on a task.
  await lockTasks(tx);
  await captureTasks(release);
  await writeTasks(release, given);
  const reports = await writeReports(release, given);
  await updatePaths(tx);
  release.tally.updated += await settleTasks(tx, { dataset: id }, source.timeZone);

  await recordUses(release, names, formulaUses(checked.computed, checked.categoriesOf, names));
  const notes = [
    ...ownershipNotes(given, kept),
    ...(await droppedNameNotes(release, shared)),
    ...uncitedNotes(checked),
    ...descriptionNotes(checked.catalogue),
    ...(await closeUnused(release)),
    ...checkNotes,
  ];
  await writeHistory(release);
  return { release, reports, notes };
}

/** Finds the ids of what each row of the catalogue cites. */
async function citedBy({ catalogue, citations }: CheckedRelease) {
  const ids = new Map<string, readonly number[]>();
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const rows = catalogue.rows[file];
    const found = await citations.idsOf(rows);
    for (const [index, row] of rows.entries()) ids.set(`${file} ${row.line}`, found[index] ?? []);
  }
  return (file: CatalogueFile, line: number): readonly number[] => ids.get(`${file} ${line}`) ?? [];
}

/** Lists whose rows have no place for a citation. */
const UNCITED: readonly CatalogueFile[] = [
  'sources',
  'themes',
  'units',
  'dimensions',
  'regions',
  'region_aliases',
  'ratings',
  'assessment_rules',
];

const uncitedNotes = ({ catalogue }: CheckedRelease): Text[] =>
  UNCITED.filter((file) => catalogue.rows[file].some((row) => row.source !== null)).map((file) =>
    message('import.note-uncited', { file }),
  );
