import { csvBytes } from './csv.ts';
import { ESTIMATE_PARTS, type FigureDimension, type Figures } from './figure.ts';
import { CONFIDENCE, DATAFLOW, frequencyCode, statusCode } from './sdmx.ts';
import type { Bytes, SheetColumn, SheetRow } from './sheet.ts';

/** Several flags of one figure stand in one field, separated by this; the header of the first column says so. */
const BETWEEN = ';';

/**
 * SDMX-CSV 2.1: structure, action, dimensions, the value and its attributes. What was selected replaces what a reader may have. Texts are
 * codes, which are never put in order for a spreadsheet, and there is no mark at the beginning, which would be a part of the first name.
 * `isEstimated`: some of the figures have an estimate.
 */
export function sdmxCsvBytes(dimensions: readonly FigureDimension[], figures: Figures, isEstimated: boolean): Bytes {
  const names = [
    `STRUCTURE[${BETWEEN}]`,
    'STRUCTURE_ID',
    'ACTION',
    'FREQ',
    ...dimensions.map(({ concept }) => concept),
    'OBS_VALUE',
    'OBS_STATUS[]',
    'UNIT_MEASURE',
    'UNIT_MULT',
    'BASIS',
    ...(isEstimated ? [...ESTIMATE_PARTS.map(({ concept }) => concept), CONFIDENCE] : []),
  ];
  // No column is a text that a spreadsheet could mistake: what reads this file compares codes.
  const columns = names.map((name): SheetColumn => ({ name, type: 'string', description: '' }));
  return csvBytes({ columns, batches: rowsOf(figures, isEstimated) }, { mark: false, guard: false });
}

async function* rowsOf(figures: Figures, isEstimated: boolean): AsyncGenerator<readonly SheetRow[]> {
  for await (const batch of figures) {
    yield batch.map(({ codes, value, flags, frequency, basis, unit, estimate, confidence }) => [
      'dataflow',
      DATAFLOW,
      'R',
      frequencyCode(frequency),
      ...codes,
      value ?? 'NaN',
      flags.map(statusCode).join(BETWEEN),
      unit.code,
      `${unit.multiplier}`,
      basis,
      ...(isEstimated ? [...estimate, confidence] : []),
    ]);
  }
}
