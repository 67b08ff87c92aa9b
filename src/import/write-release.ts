import type { LongTransaction } from '../database/sql.ts';
import { message, type Text } from '../domain/message/message.ts';
import type { Breakdowns } from './catalogue/breakdown.ts';
import type { PackageCatalogue } from './catalogue/catalogue.ts';
import type { Categories } from './catalogue/category.ts';
import type { CodeIds } from './catalogue/ids.ts';
import type { Installation } from './catalogue/installation.ts';
import { writeChecks } from './check/check.ts';
import { type Computed, formulaUses } from './compute/computed.ts';
import { CATALOGUE, type CatalogueFile, UNCITED_FILES } from './package/format.ts';
import type { Package } from './package/package.ts';
import type { Citations } from './stage/citation.ts';
import { descriptionNotes, writeAssessmentRules } from './validate/assessment-rule.ts';
import { writeCitations } from './write/citation-write.ts';
import { addSizes, reopensSeries, writeFacts } from './write/fact-write.ts';
import type { FileChanges } from './write/file-change.ts';
import { type HiddenTexts, hideTexts } from './write/hidden-text.ts';
import {
  captureCatalogue,
  captureDataset,
  captureTasks,
  writeCatalogueHistory,
  writeTaskHistory,
} from './write/history.ts';
import { droppedNameNotes, type KeptRow, ownershipNotes } from './write/kept.ts';
import { writeMetrics } from './write/metric.ts';
import { writeProgrammes, writeWorkingGroups } from './write/programme.ts';
import { completeDataset, writeDataset } from './write/publish.ts';
import { writeRatings } from './write/rating.ts';
import { currentRows, updatePaths, updateTaskRegions, writeRegions } from './write/region.ts';
import { writeRegionAliases } from './write/region-alias.ts';
import { fillForeignNames } from './write/shared-fill.ts';
import { type Given, owns, writeSharedLists } from './write/shared-list.ts';
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
  /** What the rows of the catalogue cite. */
  readonly passages: CitedPassages;
  readonly breakdowns: Breakdowns;
  readonly computed: readonly Computed[];
  /** All categories of a dimension. */
  readonly categoriesOf: Categories;
  /** Whether the package is an addition, which takes nothing out of use. */
  readonly keepsRest: boolean;
}

/** A release whose catalogue and figures are written. */
interface WrittenFigures {
  readonly release: ReleaseWriter;
  readonly given: Given;
  readonly shared: SharedNames;
  readonly kept: readonly KeptRow[];
  readonly checkNotes: readonly Text[];
  readonly hidden: HiddenTexts | null;
}

/** Writes the catalogue and the figures of a package that was checked as the next release; readers see nothing of it before it is published. */
export async function writeFigures(tx: LongTransaction, checked: CheckedRelease): Promise<WrittenFigures> {
  const { source, installation, names, breakdowns, keepsRest, citations, passages } = checked;
  const seq = (installation.dataset?.seq ?? 0) + 1;
  const tally = { opened: 0, closed: 0, updated: 0 };
  await captureDataset(tx, source.code);
  await captureCatalogue({ tx, dataset: installation.dataset?.id ?? null });

  await tx.excludeReaders();
  const { id, changed } = await writeDataset(tx, source);
  if (changed) tally.updated += 1;
  const release: ReleaseWriter = { tx, dataset: id, seq, tally, keepsRest };
  const current = currentRows(checked.catalogue.rows.regions, source.timeZone);
  const isOwned = (name: GivenName) => owns(checked, name.kind, name.code);
  const named = collectNames(checked.catalogue, names, (row) => current.has(row));
  const shared = await SharedNames.write(release, named, isOwned);
  const cited = (file: CatalogueFile, line: number): readonly number[] => passages.get(`${file} ${line}`) ?? [];
  const given = { ...checked, cited, shared };
  const kept = [...(await writeRegions(release, given)), ...(await writeSharedLists(release, given))];
  await writeRegionAliases(release, given);
  await writeCitations(tx, citations.firstNew, [...passages.values()].flat());
  await writeWorkingGroups(release, given);
  await writeMetrics(release, given);
  await writeProgrammes(release, given);
  await writeRatings(release, given);
  await writeAssessmentRules(release, given);
  kept.push(...(await fillForeignNames(release, shared, isOwned)));
  await completeDataset(release, source, names);
  await updatePaths(tx);
  const inPlace = await writeCatalogueHistory(release);

  // Rows that are new or closed have the number of a release that nobody reads yet. What was changed in place everybody sees.
  const hidden = tx.isShared && !(await reopensSeries(release)) ? await hideTexts(tx, inPlace) : null;
  if (hidden) await tx.admitReaders();
  await writeFacts(release, breakdowns.met, citations.firstNew);
  const checkNotes = await writeChecks(release);
  return { release, given, shared, kept, checkNotes, hidden };
}

/** What came of the rest of a release. */
interface WrittenRest {
  /** Reports on tasks are live and belong to no release. */
  readonly reports: FileChanges;
  readonly notes: Text[];
}

/** Writes what is left: tasks, which everybody sees as they are, and what the data set uses. */
export async function writeRest(
  tx: LongTransaction,
  checked: CheckedRelease,
  { release, given, shared, kept, checkNotes, hidden }: WrittenFigures,
): Promise<WrittenRest> {
  const { source, names } = checked;
  await tx.excludeReaders();
  await hidden?.show();
  await addSizes(release);
  // Last, because from here to the commit nobody can report on a task.
  await lockTasks(tx);
  await captureTasks(release);
  await writeTasks(release, given);
  const reports = await writeReports(release, given);
  await updateTaskRegions(tx);
  release.tally.updated += await settleTasks(tx, { dataset: release.dataset }, source.timeZone);

  await recordUses(release, names, formulaUses(checked.computed, checked.categoriesOf, names));
  const notes = [
    ...ownershipNotes(given, kept),
    ...(await droppedNameNotes(release, shared)),
    ...uncitedNotes(checked),
    ...descriptionNotes(checked.catalogue),
    ...(await closeUnused(release)),
    ...checkNotes,
  ];
  await writeTaskHistory(release);
  return { reports, notes };
}

/** The ids of what each row of the catalogue cites, by its file and line. */
type CitedPassages = ReadonlyMap<string, readonly number[]>;

/** Finds what each row of the catalogue cites. Before the facts are staged: of a passage that comes twice, the first id is the one that stays. */
export async function findCitedPassages(catalogue: PackageCatalogue, citations: Citations): Promise<CitedPassages> {
  const rows = (Object.keys(CATALOGUE) as CatalogueFile[]).flatMap((file) =>
    catalogue.rows[file].map((row) => ({ key: `${file} ${row.line}`, row })),
  );
  const found = await citations.idsOf(rows.map(({ row }) => row));
  return new Map(rows.map(({ key }, index) => [key, found[index] ?? []]));
}

const uncitedNotes = ({ catalogue }: CheckedRelease): Text[] =>
  [...UNCITED_FILES]
    .filter((file) => catalogue.rows[file].some((row) => row.source !== null))
    .map((file) => message('import.note-uncited', { file }));
