import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { badInput } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { type WholeFile, wholeFile } from './whole-file.ts';

/** The file of borders of regions that an installation was given. */
export const BORDERS_FILE = 'regions.geojson';
export const BORDERS_TYPE = 'application/geo+json';

const MAX_BYTES = 20 * 1_048_576;
const MAX_FEATURES = 10_000;
const MAX_TEXT = 500;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const polygon = z.array(z.array(position).min(4)).min(1);
const BORDERS = z.looseObject({
  type: z.literal('FeatureCollection'),
  attribution: z.string().min(1).max(MAX_TEXT),
  features: z
    .array(
      z.looseObject({
        type: z.literal('Feature'),
        properties: z.looseObject({ code: z.string().min(1).max(MAX_TEXT) }),
        geometry: z.discriminatedUnion('type', [
          z.looseObject({ type: z.literal('Polygon'), coordinates: polygon }),
          z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
        ]),
      }),
    )
    .min(1)
    .max(MAX_FEATURES),
});

/** Reads the borders that `REGIONS_GEOJSON` names. They are looked at whole before the server listens: whoever gave them is there to mend them. */
export function readBorders(path: string): WholeFile {
  const refuse = (problem: Text) => badInput('REGIONS_GEOJSON', message('files.borders', { path, problem }));
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) throw refuse(message('files.borders-too-large', { max: MAX_BYTES, size }));
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : refuse(message('files.borders-unreadable', { code }));
  }
  const checked = BORDERS.safeParse(parse(bytes, refuse));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const place = issue?.path.map(String).join('.') || 'type';
    throw refuse(message('files.borders-wrong', { place }));
  }
  // Without the spaces and whatever else an editor wrote between.
  return wholeFile([Buffer.from(JSON.stringify(checked.data))], 'regions');
}

function parse(bytes: Buffer, refuse: (problem: Text) => Error): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw refuse(message('files.borders-no-json', { reason: error instanceof Error ? error.message : `${error}` }));
  }
}
