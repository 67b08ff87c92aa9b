import type { TaskLights } from '../../read/catalogue/task-light.ts';
import type { Making } from './table.ts';

/** From which day each data set is seen, until which day its open tasks show yellow, and whether ratings light them, as the table `day`. */
export function dayTable({ reading: { days }, parameters }: Making): string {
  if (!days) throw new Error('what depends on the day is read without one');
  const column = (type: string, of: (day: TaskLights) => unknown) => parameters.column(days, type, of);
  const columns = [
    column('int', (day) => day.datasetId),
    column('date', (day) => day.first),
    column('date', (day) => day.last),
    column('boolean', (day) => day.ratings !== null),
  ];
  return `unnest(${columns.join(', ')}) as day(dataset_id, first, last, by_rating)`;
}
