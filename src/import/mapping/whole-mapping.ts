import { basename } from 'node:path';
import type { Problems } from '../package/problem.ts';
import { withCrosswalks } from './crosswalk.ts';
import { type Definitions, readDefinitions } from './definition.ts';
import { readMapping } from './mapping-file.ts';
import type { Mapping } from './schema.ts';

/** A mapping with what stands in the files beside it. */
export interface WholeMapping {
  readonly mapping: Mapping;
  /** Its name. */
  readonly mappingFile: string;
  /** Null where its file is wrong. */
  readonly definitions: Definitions | null;
}

/** Reads a mapping, and the crosswalks and definitions that it names; what is wrong goes to `problems`. Null where nothing else can be read by it. */
export async function readWholeMapping(path: string, problems: Problems): Promise<WholeMapping | null> {
  const written = await readMapping(path, problems);
  const mapping = written === null ? null : await withCrosswalks(path, written, problems);
  if (mapping === null) return null;
  const definitions = await readDefinitions(path, mapping.definitions, problems);
  return { mapping, mappingFile: basename(path), definitions };
}
