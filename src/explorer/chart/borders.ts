import { useEffect, useState } from 'react';
import { isRefusalStatus } from '../api/server-gone.ts';
import { RETRY_AFTER } from '../api/use-answer.ts';

type Ring = readonly (readonly [number, number, ...number[]])[];

interface Feature {
  readonly properties: { readonly code: string };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
}

/** The borders that the installation was given, and whom they are owed to. */
export interface Borders {
  readonly attribution: string;
  readonly features: readonly Feature[];
}

interface Listing {
  readonly files: readonly { readonly path: string }[];
}

const FILE = '/regions.geojson';

/** What was read; null: the server refuses it. */
interface Reading<Answer> {
  readonly answer: Answer | null;
}

const read = async <Answer>(path: string): Promise<Reading<Answer>> => {
  const response = await fetch(new URL(path, document.baseURI));
  if (isRefusalStatus(response.status)) return { answer: null };
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return { answer: await response.json() };
};

/** Reads a file once for all pages. What could not be read is not kept. */
function readOnce<Answer>(path: string): () => Promise<Reading<Answer>> {
  let kept: Promise<Reading<Answer>> | null = null;
  return () => {
    kept ??= read<Answer>(path).catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}

const readListing = readOnce<Listing>('files/');
const readBorders = readOnce<Borders>(`files${FILE}`);

/** What a file says, once that is known. While nobody answers, it is asked for again. */
function useFile<Answer>(readFile: () => Promise<Reading<Answer>>, isPaused = false): Reading<Answer> | null {
  const [found, setFound] = useState<Reading<Answer> | null>(null);
  useEffect(() => {
    if (isPaused) return;
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const seek = async () => {
      const reading = await readFile().catch(() => null);
      if (isStale) return;
      if (reading === null) timer = setTimeout(seek, RETRY_AFTER);
      else setFound(reading);
    };
    void seek();
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [readFile, isPaused]);
  return found;
}

/** Whether there are borders: the list of the files says so, for everybody who asks. Null: not known yet. There is no map then, and everything else of the page. */
export function useHasBorders(isPaused = false): boolean | null {
  const listing = useFile(readListing, isPaused);
  return listing && (listing.answer?.files.some(({ path }) => path.endsWith(FILE)) ?? false);
}

export const useBorders = (): Borders | null => useFile(readBorders, useHasBorders() !== true)?.answer ?? null;

export const MAP_WIDTH = 960;
const MAX_HEIGHT = 720;

/** Each region's borders as the path of a drawing, in a plane that keeps distances along the middle of the map. */
export function drawBorders(features: readonly Feature[]): {
  readonly height: number;
  readonly paths: ReadonlyMap<string, string>;
} {
  const shapes = features.map((feature) => ({ code: feature.properties.code, rings: ringsOf(feature) }));
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { rings } of shapes) {
    for (const [x, y] of rings.flat()) {
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
  }
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(MAP_WIDTH / ((east - west) * shrink || 1), MAX_HEIGHT / (north - south || 1));
  const inset = (MAP_WIDTH - (east - west) * shrink * scale) / 2;
  const place = ([x, y]: Ring[number]) =>
    `${(inset + (x - west) * shrink * scale).toFixed(1)} ${((north - y) * scale).toFixed(1)}`;
  const draw = (ring: Ring): string => {
    const points = ring.map(place);
    return `M${points.filter((point, index) => point !== points[index - 1]).join('L')}Z`;
  };
  const paths = new Map<string, string>();
  for (const { code, rings } of shapes) paths.set(code, (paths.get(code) ?? '') + rings.map(draw).join(''));
  return { height: Math.ceil((north - south) * scale), paths };
}

const ringsOf = ({ geometry }: Feature): readonly Ring[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
