import type { Sql } from '../../database/sql.ts';

const BATCH = 2_000;

/** The rows of a statement, a batch at a time through a cursor; while one is worked on, the database finds the next. `group` names the statements. */
export async function* fetchBatches<Row>(
  tx: Sql,
  group: string,
  cursor: string,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<readonly Row[]> {
  await tx.query(`-- ${group}.${cursor}\ndeclare ${cursor} no scroll cursor for\n${text}`, values);
  const fetch = () => {
    const rows = tx.query<Row>(`-- ${group}.fetch-${cursor}\nfetch ${BATCH} from ${cursor}`);
    rows.catch(() => {}); // told where it is awaited
    return rows;
  };
  let next = fetch();
  for (;;) {
    const rows = await next;
    if (rows.length === 0) break;
    next = fetch();
    yield rows;
  }
  await tx.query(`-- ${group}.close-${cursor}\nclose ${cursor}`);
}
