import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useScope } from '../../address/scope.ts';
import { CubeCellDocument, type CubeCellQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { CutNote } from '../../element/cut-note.tsx';
import { Await } from '../../element/failure.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { Passage } from '../../element/passage.tsx';
import { beginLine } from '../../language/line-start.ts';
import { idOf, type Translate, useText } from '../../language/text.ts';
import { type Addition, additionOf, metricSearchOf, openCellInput } from './open-cell.ts';
import type { Cell } from './pivot.ts';
import type { CubeMetric } from './request.ts';

type Figure = CubeCellQuery['cube']['rows'][number];
type OpenMetric = NonNullable<CubeCellQuery['metric']>;

interface CellPanelProps {
  readonly cell: Cell;
  readonly metric: CubeMetric;
  /** What the address adds up. */
  readonly total: string | undefined;
  close(): void;
}

/** What stands behind a cell: the passage in which it was read; of a total, what it is made of. */
export function CellPanel({ cell, metric, total, close }: CellPanelProps) {
  const t = useText();
  const { asOf } = useScope();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const addition = additionOf(cell, total);
  const variables = { code: cell.metricCode, input: openCellInput(cell, metric, addition, asOf) };
  const answer = useAnswer(CubeCellDocument, variables);
  const parts = cell.breakdown.map(({ category }) => category.name);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog, and so does the button
    <dialog
      ref={dialog}
      className="cell-panel"
      aria-labelledby="cell-panel"
      onClose={close}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <div>
        <h2 id="cell-panel">{beginLine(metric.name)}</h2>
        <p className="facts">
          {[...parts, cell.region.name, cell.periodLabel].map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className="figure">
          <ValueText of={cell} measure={metric} exact />
        </p>
        <Await answer={answer}>
          {(data) => (
            <>
              {data.metric && <Making cell={cell} metric={metric} of={data.metric} addition={addition} />}
              {addition ? (
                <PartList cube={data.cube} cell={cell} metric={metric} addition={addition} />
              ) : (
                <Passages figures={data.cube.rows.filter(({ period }) => period === cell.period)} />
              )}
            </>
          )}
        </Await>
        <p className="cell-panel-end">
          <Link to="/metric/$code" params={{ code: cell.metricCode }} search={metricSearchOf(cell, addition)}>
            {t('cell.to-metric')}
          </Link>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('cell.close')}
          </button>
        </p>
      </div>
    </dialog>
  );
}

/** How a figure came about that was read nowhere as it stands. */
function Making({
  cell,
  metric,
  of: { aggregation, formula },
  addition,
}: {
  readonly cell: Cell;
  readonly metric: CubeMetric;
  readonly of: OpenMetric;
  readonly addition: Addition;
}) {
  const t = useText();
  const { coverage, basis, breakdown } = cell;
  if (addition) {
    return (
      <p>
        {tellAddition(addition, cell, metric, aggregation, t)}
        {coverage && ` ${tellCoverage(coverage, addition, cell, t)}`}
      </p>
    );
  }
  return (
    <>
      {basis === 'COMPUTED' && formula && (
        <p>
          {t('metric.formula')} <code>{formula.expression}</code>:{' '}
          {formula.operands.map(({ code, name }, index) => (
            <span key={code}>
              {index > 0 && t('text.comma')}
              <Link to="/metric/$code" params={{ code }} search={metricSearchOf(cell, null)}>
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
      {breakdown.length > 1 && <p className="muted">{t('cell.crossing')}</p>}
    </>
  );
}

/** Of the regions in a region, an installation may know a few: the words say of how many the total is. */
const tellCoverage = (
  coverage: NonNullable<Cell['coverage']>,
  { over }: NonNullable<Addition>,
  { region }: Cell,
  t: Translate,
): string => {
  if (over !== 'region') return t('cube.coverage', coverage);
  return t('cube.coverage-region', { ...coverage, name: region.name });
};

function tellAddition(
  { over, code }: NonNullable<Addition>,
  { region, periodLabel }: Cell,
  { dimensions }: CubeMetric,
  { overRegions, overTime, overBreakdowns, weight }: OpenMetric['aggregation'],
  t: Translate,
): string {
  const dimension = dimensions.find((one) => one.code === code)?.name ?? code;
  const [rule, name] = {
    region: [overRegions, region.name] as const,
    time: [overTime, periodLabel] as const,
    part: [overBreakdowns, dimension] as const,
  }[over];
  const words = rule === 'WEIGHTED' && weight ? t('metric.weight', { name: weight.name }) : t(idOf('rule', rule));
  return t(idOf('cell.total', over), { name, rule: words });
}

/** The passages of the figure; of each once, whoever cites it. */
function Passages({ figures }: { readonly figures: readonly Figure[] }) {
  const t = useText();
  const citations = new Map(
    figures.flatMap((figure) =>
      figure.citations.map((one) => [[one.source.code, one.locator, one.quote].join(' '), one] as const),
    ),
  );
  if (citations.size === 0) return <p className="muted">{t('source.none')}</p>;
  return [...citations].map(([key, citation]) => <Passage key={key} citation={citation} />);
}

/** The published figures that lie in a total, each with its passage. */
function PartList({
  cube: { rows, totalCount },
  cell,
  metric,
  addition,
}: {
  readonly cube: CubeCellQuery['cube'];
  readonly cell: Cell;
  readonly metric: CubeMetric;
  readonly addition: NonNullable<Addition>;
}) {
  const t = useText();
  const parts = addition.over === 'time' ? rows.filter(({ period }) => period !== cell.period) : rows;
  if (parts.length === 0) return <p className="muted">{t('cell.none-in-it')}</p>;
  return (
    <>
      <h3>{t('cell.in-it')}</h3>
      <ul className="cell-parts">
        {parts.map((row) => (
          <li key={[row.regionCode, row.period, ...row.breakdown.map(({ category }) => category.code)].join(' ')}>
            <span>{beginLine(namePart(row, addition, t))}</span>
            <b className="inline">
              <ValueText of={row} measure={metric} />
            </b>
            <SourceOf citations={row.citations} />
          </li>
        ))}
      </ul>
      <CutNote shown={rows.length} total={totalCount} />
    </>
  );
}

function namePart({ region, periodLabel, breakdown }: Figure, { over }: NonNullable<Addition>, t: Translate): string {
  if (over === 'region') return region.name;
  if (over === 'time') return periodLabel;
  return breakdown.map(({ category }) => category.name).join(t('text.comma'));
}
