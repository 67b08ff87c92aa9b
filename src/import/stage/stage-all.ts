import type { FactFile } from '../package/fact-format.ts';
import type { Package } from '../package/package.ts';
import { BrokenFacts } from './broken-fact.ts';
import { settleDuplicateFacts } from './duplicate.ts';
import { type FactCells, type FactFormat, type FactReading, stageFacts } from './fact.ts';
import { changeFormat, observationFormat, targetFormat } from './observation.ts';
import { createStage } from './stage.ts';

/** Streams every file of facts into its stage, and answers whether all of them. A stage is there even where the package has no such file. */
export async function stageAll(
  reading: FactReading,
  source: Package,
  onRows: (resource: string, rows: number) => void,
): Promise<boolean> {
  let isWhole = true;
  await stageOne('observations', observationFormat(reading.names, source.minCount));
  await stageOne('published_changes', changeFormat);
  await stageOne('targets', targetFormat);
  return isWhole;

  async function stageOne<R extends FactCells>(file: FactFile, format: FactFormat<R>): Promise<void> {
    await createStage(reading.tx, format.stage);
    const resource = source.resources.get(file);
    if (resource === undefined) return;
    onRows(file, 0);
    const broken = new BrokenFacts();
    const count = await stageFacts(reading, format, resource, broken, (rows) => onRows(file, rows));
    if (count >= reading.maxRows) isWhole = false;
    const staged = { ...reading, stage: format.stage, resource: resource.path };
    await broken.refuseRepeated(staged);
    const repeated = await settleDuplicateFacts(staged);
    if (repeated > 0) onRows(file, count - repeated);
  }
}
