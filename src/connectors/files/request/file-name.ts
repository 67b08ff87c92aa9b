import type { FileFormat } from './file.ts';

const MAX_CODES = 3;
const MAX_LENGTH = 100;
/** Words that say of what the rows are; others say how they were chosen. */
const TELLING = [
  'metrics',
  'datasets',
  'dataset',
  'regions',
  'region',
  'childrenOf',
  'descendantsOf',
  'level',
  'workingGroups',
  'programmes',
  'status',
] as const;

/** `observations_disputes-resolved_620500_2020_zh-Hans.csv`: what was selected, short enough for every file system. */
function fileName(name: string, given: URLSearchParams, format: FileFormat): string {
  const codes = TELLING.flatMap((word) => {
    const values = given.getAll(word).flatMap((value) => value.split(','));
    return values.length > MAX_CODES ? [`${values.length}-${word}`] : values;
  });
  const [from, to] = [given.get('from'), given.get('to')];
  const span = from === to ? from : [from, to].map((bound) => bound ?? '').join('--');
  const asOf = given.get('asOf');
  const parts = [
    name,
    ...codes,
    from || to ? span : null,
    asOf && `as-of-${asOf}`,
    given.get('scaled') === 'true' && 'scaled',
    given.get('lang'),
  ];
  const text = parts.filter((part) => part).join('_');
  const safe = Array.from(text.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|\s]+/gu, '-'));
  return `${safe.slice(0, MAX_LENGTH).join('')}.${format}`;
}

/** RFC 6266: the name in plain letters for old clients, and as it is for all others. */
export function buildDisposition(name: string, given: URLSearchParams, format: FileFormat): string {
  const whole = fileName(name, given, format);
  const plain = whole.replace(/[^\w.-]/g, '-');
  const encoded = encodeURIComponent(whole).replace(
    /['()*!]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === whole ? '' : `; filename*=UTF-8''${encoded}`}`;
}
