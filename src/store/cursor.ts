import type { Sql } from './sql.ts';

const BATCH = 5_000;

/** The rows of a statement, a batch at a time through a cursor; while one is worked on, the database finds the next. `group` names the statements. */
export async function* batchesOf<Row>(
  tx: Sql,
  group: string,
  cursor: string,
  text: string,
  values: readonly unknown[] = [],
  { hold = false, size = BATCH }: { readonly hold?: boolean; readonly size?: number } = {},
): AsyncGenerator<readonly Row[]> {
  await tx.query(
    `-- ${group}.${cursor}\ndeclare ${cursor} no scroll cursor${hold ? ' with hold' : ''} for\n${text}`,
    values,
  );
  const fetch = () => {
    const rows = tx.query<Row>(`-- ${group}.fetch-${cursor}\nfetch ${size} from ${cursor}`);
    rows.catch(() => {}); // told where it is awaited
    return rows;
  };
  let next = fetch();
  let failed = false;
  try {
    for (;;) {
      const rows = await next;
      if (rows.length === 0) break;
      next = fetch();
      yield rows;
    }
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    // Also where nobody wants the rest. In a transaction that has failed nothing can be closed, and nothing is left open.
    if (!failed || hold) await tx.query(`-- ${group}.close-${cursor}\nclose ${cursor}`).catch(() => {});
  }
}
