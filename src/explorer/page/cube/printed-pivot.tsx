import { useScope } from '../../address/scope.ts';
import { unitWords } from '../../language/figure.ts';
import { useText } from '../../language/text.ts';
import type { Member, Pivot } from './pivot.ts';
import { CellText, type PivotTableProps } from './pivot-table.tsx';

/** What a sheet of A4 has room for besides the heads of the rows. */
const COLUMNS = 6;
const MAX_CELLS = 5_000;

/** The table for paper: nothing scrolls there, so that columns which do not fit come below, with the heads of their rows again. */
export function PrintedPivot({ pivot, rowAxes, measures }: PivotTableProps) {
  const t = useText();
  const { language } = useScope();
  const units = new Set([...measures.values()].map((one) => unitWords(one.unit, one.unitMultiplier, language)));
  const [unit = ''] = units;
  const rows = pivot.rows.slice(0, Math.max(1, Math.floor(MAX_CELLS / Math.max(pivot.columns.length, 1))));
  const width = Math.max(2, COLUMNS + 1 - rowAxes.length);
  const columns = pivot.columns.slice(0, MAX_CELLS);
  const blocks = Array.from({ length: Math.ceil(columns.length / width) }, (_, index) =>
    columns.slice(index * width, (index + 1) * width),
  );
  return (
    <>
      <p className="muted">{units.size === 1 ? t('cube.unit', { unit }) : t('cube.units-differ')}</p>
      {rows.length < pivot.rows.length && <p>{t('cube.printed', { shown: rows.length, total: pivot.rows.length })}</p>}
      {blocks.map((block) => (
        <Block
          key={block[0]?.key}
          pivot={pivot}
          rows={rows}
          columns={block}
          rowAxes={rowAxes}
          measures={measures}
          withUnit={units.size > 1}
        />
      ))}
    </>
  );
}

function Block({
  pivot,
  rows,
  columns,
  rowAxes,
  measures,
  withUnit,
}: {
  readonly pivot: Pivot;
  readonly rows: readonly Member[];
  readonly columns: readonly Member[];
  readonly rowAxes: readonly string[];
  readonly measures: PivotTableProps['measures'];
  readonly withUnit: boolean;
}) {
  const t = useText();
  return (
    <table className="printed-pivot">
      <thead>
        <tr>
          {rowAxes.map((axis) => (
            <th key={axis} scope="col">
              {axis}
            </th>
          ))}
          {columns.map((column) => (
            <th key={column.key} scope="col" className="is-number">
              {column.labels.length > 0 ? column.labels.join(t('text.comma')) : t('table.value')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.labels.map((label, depth) => (
              <th key={rowAxes[depth]} scope="row">
                {label}
              </th>
            ))}
            {columns.map((column) => (
              <td key={column.key} className="is-number">
                <CellText cell={pivot.at(row, column)} measures={measures} withUnit={withUnit} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
