import type { Text } from '../../domain/message/message.ts';
import { writeFactTable } from '../write/fact-write.ts';
import type { ReleaseWriter } from '../write/write.ts';
import { checkAllBounds, readBounds } from './check-bound.ts';
import { checkChanges } from './check-change.ts';
import { checkAllDecimals } from './check-decimals.ts';
import { checkExpressions } from './check-expression.ts';
import { checkAgainstOthers, checkQuotients } from './check-figure.ts';
import { checkJumps } from './check-jump.ts';
import { CheckedMetrics } from './check-metric.ts';
import { readPrecision } from './check-precision.ts';
import { CHECK_TABLE, CheckStage } from './check-stage.ts';
import { checkSums } from './check-sum.ts';

/**
 * Works out what arithmetic says of the release's figures, once they are written. Its rows follow from the figures, so that they count for
 * nothing in the release's tally: where no figure changed there is nothing to release. Answers notes for the publisher.
 */
export async function writeChecks(release: ReleaseWriter): Promise<readonly Text[]> {
  const { tx, dataset } = release;
  // All rows of each cursor are wanted, so that the plan may be slow to begin.
  await tx.query('-- check.plan\nset local cursor_tuple_fraction = 1');
  await readPrecision(tx, dataset);
  const stage = await CheckStage.create(tx);
  const metrics = await CheckedMetrics.read(tx);
  const bounds = await readBounds(tx, dataset, metrics);
  await checkQuotients(tx, dataset, metrics, stage);
  await checkExpressions(tx, dataset, metrics, stage);
  await checkSums(tx, dataset, metrics, bounds, stage);
  await checkChanges(release, metrics, stage);
  await checkAllBounds(tx, dataset, bounds, metrics, stage);
  await checkJumps(tx, dataset, bounds, metrics, stage);
  await checkAllDecimals(tx, dataset, stage);
  await checkAgainstOthers(tx, dataset, metrics, stage);
  // Only what stands is looked for in the stage, and before the first release nothing does.
  if (release.seq > 1) await stage.index();
  const { opened } = await writeFactTable(release, CHECK_TABLE);
  if (opened > 0) await tx.query('-- check.analyze\nanalyze check_result');
  return bounds.notes;
}
