import { list, message } from '../../domain/message/message.ts';
import type { CodeKind } from '../package/column.ts';
import type { Package } from '../package/package.ts';
import { oneLine, type Problems, quoted } from '../package/problem.ts';
import type { PackageCatalogue, Placed } from './catalogue.ts';
import { normalFormula } from './formula.ts';
import type { CodeIds } from './ids.ts';
import type { Installation, Meaning } from './installation.ts';

/** What a published metric keeps for ever; the other columns its owner may still change. */
const FIXED = ['kind', 'basis', 'unit', 'unit_multiplier', 'dimensions'] as const;
const ALL = [
  ...FIXED,
  'decimals',
  'direction',
  'over_time',
  'over_regions',
  'over_breakdowns',
  'numerator',
  'denominator',
  'factor',
  'expression',
  'minimum',
  'maximum',
  'exact',
  'tolerance',
  'confidence',
] as const;

/** Refuses a metric that means something else than it did, or than it does in the data set that owns it. */
export function checkMeanings(
  source: Package,
  catalogue: PackageCatalogue,
  installation: Installation,
  names: CodeIds,
  problems: Problems,
): void {
  for (const metric of catalogue.rows.metrics) {
    const row = installation.shared.get('metric')?.get(metric.code);
    const known = installation.metrics.get(metric.code);
    if (row === undefined || known === undefined) continue;
    const foreign = row.open && row.owner !== source.code;
    const given = getMetricDefinition(metric);
    const differing = (foreign ? ALL : FIXED).filter(
      (column) => columnText(given, column) !== columnText(known, column) && !namesUnknown(given, column, names),
    );
    if (differing.length === 0) continue;
    const columns = list(differing);
    const was = differing.map((column) => {
      const value = oneLine(textOf(known[column]));
      return value === ''
        ? message('import.column-empty', { column })
        : message('import.column-value', { column, value });
    });
    problems.add({
      resource: source.resources.get('metrics')?.path ?? 'metrics.csv',
      row: metric.line,
      column: differing.join(', '),
      value: differing.map((column) => textOf(given[column])).join(', '),
      message: foreign
        ? message('import.foreign-metric', { metric: quoted(metric.code), owner: quoted(row.owner), columns })
        : message('import.fixed-metric', { metric: quoted(metric.code), columns }),
      expected: message('import.same-meaning-expected', { columns: list(was) }),
    });
  }
}

/** A code that names nothing is a problem of its own, told already. */
function namesUnknown(given: Meaning, column: (typeof ALL)[number], names: CodeIds): boolean {
  const kinds: Partial<Record<typeof column, CodeKind>> = {
    unit: 'unit',
    dimensions: 'dimension',
    numerator: 'metric',
    denominator: 'metric',
  };
  const kind = kinds[column];
  return (
    kind !== undefined &&
    [given[column]].flat().some((code) => code !== null && names.find(kind, String(code)) === null)
  );
}

/** The figures' meaning as the package gives it; dimensions are a set. */
export function getMetricDefinition(metric: Placed<'metrics'>): Meaning {
  const formula = metric.numerator !== null && metric.denominator !== null;
  return { ...metric, factor: formula ? (metric.factor ?? '1') : null };
}

/** Expressions are compared by what they say: blanks and the signs that are chosen mean nothing. */
const columnText = (meaning: Meaning, column: (typeof ALL)[number]): string =>
  textOf(column === 'expression' ? normalFormula(meaning.expression) : meaning[column]);

function textOf(value: string | number | null | readonly string[]): string {
  if (value === null) return '';
  if (typeof value === 'object') return [...value].sort().join(';');
  // 1 and 1.0 are the same factor.
  return /^[+-]?\d+(\.\d+)?$/.test(String(value)) ? String(Number(value)) : String(value);
}
