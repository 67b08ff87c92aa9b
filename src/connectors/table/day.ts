import type { LightDays } from '../../read/plan/task-filter.ts';
import type { Making } from './table.ts';

/** From which day each data set is seen, and until which day its open tasks show yellow, as the table `day`. */
export function dayTable({ reading: { days }, parameters }: Making): string {
  if (!days) throw new Error('what depends on the day is read without one');
  const column = (type: string, of: (day: LightDays) => unknown) => parameters.column(days, type, of);
  const columns = [
    column('int', (day) => day.datasetId),
    column('date', (day) => day.first),
    column('date', (day) => day.last),
  ];
  return `unnest(${columns.join(', ')}) as day(dataset_id, first, last)`;
}
