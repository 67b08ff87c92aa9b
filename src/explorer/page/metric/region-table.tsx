import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { fetchPart } from '../../api/fetch-part.ts';
import { ValueText } from '../../element/figure.tsx';
import type { SortedColumn } from '../../element/sorted-table.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { unitWords } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { useText } from '../../language/text.ts';
import type { MetricCard } from './card.ts';
import { RegionLink } from './region-link.tsx';
import type { RegionFigure } from './region-view.ts';

const SortedTable = lazy(() =>
  fetchPart(() => import('../../element/sorted-table.tsx')).then(({ SortedTable: Table }) => ({ default: Table })),
) as typeof import('../../element/sorted-table.tsx').SortedTable;

interface RegionTableProps {
  readonly figures: readonly RegionFigure[];
  readonly metric: MetricCard;
  /** The region that is looked at. */
  readonly region: string;
}

/** The twin of a chart of regions. What is in it is drawn once it is opened: it may be much. */
function Twin({
  figures,
  metric,
  region,
  columns,
}: RegionTableProps & { readonly columns: readonly SortedColumn<RegionFigure>[] }) {
  const t = useText();
  const { language } = useScope();
  const navigate = useNavigate({ from: '/metric/$code' });
  const { order } = useSearch({ from: '/metric/$code' });
  const [isOpen, setOpen] = useState(order !== undefined);
  return (
    <>
      <UnknownNote known={{ order: columns.flatMap(({ id }) => [id, `-${id}`]) }} />
      <details className="twin" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('table.twin')}</summary>
        {isOpen && (
          <div
            className="table-scroll"
            role="region"
            aria-label={t('text.named', { name: t('table.twin'), value: t('metric.regions') })}
            tabIndex={0}
          >
            <Suspense>
              <SortedTable
                caption={`${beginLine(metric.name)} (${unitWords(metric.unit, metric.unitMultiplier, language)})`}
                columns={columns}
                rows={figures}
                rowKey={({ regionCode }) => regionCode}
                isMarked={({ regionCode }) => regionCode === region}
                order={order}
                onOrder={(next) => void navigate({ search: (now) => ({ ...now, order: next }), resetScroll: false })}
              />
            </Suspense>
          </div>
        )}
      </details>
    </>
  );
}

/** The column of names, which link to the regions. */
const nameColumn = (title: string, metric: string): SortedColumn<RegionFigure> => ({
  id: 'name',
  title,
  sortKey: ({ name }) => name,
  cell: ({ regionCode, name }) => (
    <RegionLink metric={metric} region={regionCode}>
      {beginLine(name)}
    </RegionLink>
  ),
});

/** The number that a figure is put in order by: what is missing or suppressed has none. */
const numberOf = ({ number }: { readonly number?: number | null }): number | undefined => number ?? undefined;

/** The latest figure of each region. */
export function RegionTable(props: RegionTableProps) {
  const t = useText();
  const { metric } = props;
  const columns: readonly SortedColumn<RegionFigure>[] = [
    nameColumn(t('plan.by.region'), metric.code),
    {
      id: 'value',
      title: t('table.value'),
      isNumber: true,
      sortKey: numberOf,
      cell: (figure) => <ValueText of={figure} measure={metric} bare exact />,
    },
    { id: 'period', title: t('table.period'), sortKey: ({ period }) => period, cell: ({ periodLabel }) => periodLabel },
  ];
  return <Twin {...props} columns={columns} />;
}

type Figure = Parameters<typeof ValueText>[0]['of'] & { readonly number?: number | null };

interface CourseTableProps extends RegionTableProps {
  readonly times: readonly { readonly period: string; readonly periodLabel: string }[];
  /** By region and period. */
  readonly courses: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
}

/** The figures of each region over time. Where nothing is published, nothing stands. */
export function CourseTable({ times, courses, ...props }: CourseTableProps) {
  const t = useText();
  const { metric } = props;
  const columns: readonly SortedColumn<RegionFigure>[] = [
    nameColumn(t('plan.by.region'), metric.code),
    ...times.map(({ period, periodLabel }) => {
      const figureOf = ({ regionCode }: RegionFigure) => courses.get(regionCode)?.get(period);
      return {
        id: period,
        title: periodLabel,
        isNumber: true,
        sortKey: (row: RegionFigure) => numberOf(figureOf(row) ?? {}),
        cell: (row: RegionFigure) => {
          const figure = figureOf(row);
          return figure && <ValueText of={figure} measure={metric} bare exact />;
        },
      };
    }),
  ];
  return <Twin {...props} columns={columns} />;
}
