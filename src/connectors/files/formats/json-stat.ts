import { limitExceeded } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';
import { type About, ESTIMATE_PARTS, type FigureDimension, type FigureFile, type Figures } from './figure.ts';
import type { Bytes } from './sheet.ts';

/** Of a dimension, the codes that there are, in the order in which cells are numbered. */
export interface CodedDimension extends FigureDimension {
  readonly codes: readonly string[];
}

export interface JsonStat {
  readonly about: About;
  readonly extension: Readonly<Record<string, unknown>>;
  readonly dimensions: readonly CodedDimension[];
  readonly figures: Figures;
  /** Those of which something is to be said: `status` follows when all values have been written. */
  flagged(): Figures;
  /** Those that have an estimate. */
  estimated(): Figures;
  /** Those that were computed. */
  computed(): Figures;
}

/**
 * A data set of JSON-stat 2.0. Dimensions come before values, so that codes must be known beforehand; values and their status are objects
 * with the number of each cell, since most cells of such a table hold nothing. Decimals stand as they were published. The format has no place
 * for estimates and for what was computed but `extension`, which holds them in the same way, where there are any.
 */
export async function* jsonStatBytes({
  about,
  extension,
  dimensions,
  figures,
  flagged,
  estimated,
  computed,
}: JsonStat): Bytes {
  const numberOf = cellNumber(dimensions);
  const head = {
    version: '2.0',
    class: 'dataset',
    label: about.title,
    source: about.source,
    ...(about.updated === null ? {} : { updated: about.updated }),
    id: dimensions.map(({ id }) => id),
    size: dimensions.map(({ codes }) => codes.length),
    role: rolesOf(dimensions),
    dimension: Object.fromEntries(dimensions.map((dimension) => [dimension.id, dimensionOf(dimension)])),
  };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"value":{`);
  yield* members(figures, (figure) => `"${numberOf(figure)}":${figure.value ?? 'null'}`);
  yield Buffer.from('},"status":{');
  yield* members(flagged(), (figure) => `"${numberOf(figure)}":"${figure.flags.join(' ')}"`);
  yield Buffer.from(`},"extension":${JSON.stringify(extension).slice(0, -1)}`);
  yield* object(
    'estimate',
    members(estimated(), (figure) => `"${numberOf(figure)}":${estimateOf(figure)}`),
  );
  yield* object(
    'basis',
    members(computed(), (figure) => `"${numberOf(figure)}":"${figure.basis}"`),
  );
  yield Buffer.from('}}');
}

/** A further member of an object, an object itself, unless it has no members. */
async function* object(name: string, texts: Bytes): Bytes {
  let isEmpty = true;
  for await (const text of texts) {
    if (isEmpty) yield Buffer.from(`,"${name}":{`);
    isEmpty = false;
    yield text;
  }
  if (!isEmpty) yield Buffer.from('}');
}

async function* members(figures: Figures, member: (figure: FigureFile) => string): Bytes {
  let isFirst = true;
  for await (const batch of figures) {
    if (batch.length === 0) continue;
    const text = batch.map(member).join(',');
    yield Buffer.from(isFirst ? text : `,${text}`);
    isFirst = false;
  }
}

/** An object with the parts that there are. */
function estimateOf({ estimate }: FigureFile): string {
  const given = ESTIMATE_PARTS.flatMap(({ column }, at) => (estimate[at] == null ? [] : `"${column}":${estimate[at]}`));
  return `{${given.join(',')}}`;
}

function rolesOf(dimensions: readonly FigureDimension[]): Readonly<Record<string, readonly string[]>> {
  const of = (role: FigureDimension['role']) => dimensions.filter((one) => one.role === role).map(({ id }) => id);
  return { time: of('time'), geo: of('geo'), metric: of('metric') };
}

function dimensionOf({ label, codes, categoryOf }: CodedDimension): object {
  const categories = codes.map((code) => [code, categoryOf(code)] as const);
  const units = categories.flatMap(([code, { unit }]) => (unit ? [[code, unitOf(unit)] as const] : []));
  const notes = categories.flatMap(([code, { description }]) => (description ? [[code, [description]] as const] : []));
  return {
    label,
    category: {
      index: codes,
      label: Object.fromEntries(categories.map(([code, category]) => [code, category.label])),
      ...(units.length > 0 ? { unit: Object.fromEntries(units) } : {}),
      ...(notes.length > 0 ? { note: Object.fromEntries(notes) } : {}),
    },
  };
}

/** What people read is the name with the multiplier. */
const unitOf = ({
  code,
  name,
  symbol,
  multiplier,
  decimals,
}: NonNullable<ReturnType<FigureDimension['categoryOf']>['unit']>) => ({
  label: name,
  ...(symbol === null ? {} : { symbol }),
  ...(decimals === null ? {} : { decimals }),
  code,
  multiplier,
});

/** The number of a cell among all that the dimensions span, the last dimension running fastest. */
function cellNumber(dimensions: readonly CodedDimension[]): (figure: FigureFile) => number {
  const cells = dimensions.reduce((product, { codes }) => product * Math.max(1, codes.length), 1);
  if (!Number.isSafeInteger(cells)) {
    const max = Number.MAX_SAFE_INTEGER;
    throw limitExceeded('cells', message('files.too-many-cells', { max }), max);
  }
  const places = dimensions.map(({ codes }) => new Map(codes.map((code, place) => [code, place])));
  return ({ codes }) => {
    let number = 0;
    for (const [at, place] of places.entries()) {
      const found = place.get(codes[at] as string);
      if (found === undefined) throw new Error(`a figure has ${codes[at]}, which is no code of ${dimensions[at]?.id}`);
      number = number * place.size + found;
    }
    return number;
  };
}
