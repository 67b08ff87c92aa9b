import type { Sql } from '../../database/sql.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { completeCatalogue } from './complete-catalogue.ts';
import { refuseDifferingRows, withStandingCitations } from './differing-row.ts';
import { keepWhatStands } from './kept-citation.ts';
import type { ImportMode } from './mode.ts';
import { readStandingRows, type StandingRows } from './standing-catalogue.ts';
import { type JudgedFacts, refuseDifferingFacts, stageStandingFacts, stageSuppressedResults } from './standing-fact.ts';
import { readStandingReports } from './standing-report.ts';
import { keepUnsaid } from './unsaid-row.ts';

interface WithCatalogue {
  readonly catalogue: PackageCatalogue;
}

/**
 * What stands of a data set to which a package is added. It makes the full state of the package, so that everything behind it works as for a
 * package that is whole; for a whole package it does nothing.
 */
export class Standing {
  readonly #tx: Sql;
  readonly #mode: ImportMode;
  /** Null where the package is the full state. */
  readonly #stands: { readonly dataset: number; readonly rows: StandingRows } | null;
  #reports: StandingRows['task_reports'] = [];

  private constructor(tx: Sql, mode: ImportMode, stands: { dataset: number; rows: StandingRows } | null) {
    this.#tx = tx;
    this.#mode = mode;
    this.#stands = stands;
  }

  static async read(tx: Sql, mode: ImportMode, dataset: number | null): Promise<Standing> {
    if (mode === 'REPLACE' || dataset === null) return new Standing(tx, mode, null);
    return new Standing(tx, mode, { dataset, rows: await readStandingRows(tx, dataset) });
  }

  /** The package's own rows; of those that were read from a file, with what it cannot say of them. */
  async keepUnsaid(
    judged: Pick<JudgedFacts, 'source' | 'problems' | 'saying'> & WithCatalogue,
  ): Promise<PackageCatalogue> {
    const { catalogue, saying = null } = judged;
    if (this.#stands === null) return catalogue;
    const { dataset } = this.#stands;
    this.#reports = await readStandingReports(this.#tx, dataset, catalogue);
    if (saying === null) return catalogue;
    return keepUnsaid({ ...judged, saying, tx: this.#tx, dataset, standing: this.#rows(this.#stands.rows) });
  }

  /** Rows that stand, with the reports that a package may repeat. These are live: nothing has to hold them. */
  #rows(rows: StandingRows): StandingRows {
    return { ...rows, task_reports: this.#reports };
  }

  /** The package's rows with those that stand. */
  complete(catalogue: PackageCatalogue): PackageCatalogue {
    return this.#stands === null ? catalogue : completeCatalogue(catalogue, this.#stands.rows, this.#mode);
  }

  /** The same catalogue, in which a row that a revision only cites from another place keeps the citation that it has. */
  keepCitations(given: Pick<JudgedFacts, 'source' | 'names' | 'keepsCitations'> & WithCatalogue): PackageCatalogue {
    if (this.#stands === null || given.keepsCitations !== true) return given.catalogue;
    return withStandingCitations(given, this.#rows(this.#stands.rows));
  }

  /** Refuses what an appended package says otherwise of rows that stand. `catalogue` is what it holds itself. */
  async refuseDifferingRows(judged: JudgedFacts & WithCatalogue): Promise<void> {
    if (this.#stands === null || this.#mode !== 'APPEND') return;
    const { dataset, rows } = this.#stands;
    await refuseDifferingRows({ ...judged, tx: this.#tx, standing: this.#rows(rows) }, dataset);
  }

  /** Refuses what an appended package says otherwise of facts that stand, and puts the others beside its own. */
  async stageFacts(judged: JudgedFacts): Promise<void> {
    if (this.#stands === null) return;
    const { dataset } = this.#stands;
    if (judged.keepsCitations) await keepWhatStands(this.#tx, dataset, judged.saying);
    if (this.#mode === 'APPEND') await refuseDifferingFacts(this.#tx, judged, dataset, 'plain');
    if (judged.problems.none) await stageStandingFacts(this.#tx, dataset);
  }

  /** Keeps results that stand suppressed, where what they are computed from is suppressed too. */
  async stageSuppressedResults(computed: readonly { readonly code: string }[], names: CodeIds): Promise<void> {
    if (this.#stands === null) return;
    const ids = computed.map(({ code }) => names.find('metric', code)).filter((id) => id !== null);
    await stageSuppressedResults(this.#tx, this.#stands.dataset, ids);
  }

  /** Refuses figures that stand suppressed and would not be any more. Once suppression was applied. */
  async refuseDifferingSuppressed(judged: JudgedFacts): Promise<void> {
    if (this.#stands === null || this.#mode !== 'APPEND') return;
    await refuseDifferingFacts(this.#tx, judged, this.#stands.dataset, 'suppressed');
  }
}
