import DataLoader from 'dataloader';

/** Reads rows by their ids for all who ask in one turn; null where there is none. */
export const loaderById = <Row extends { readonly id: number }>(read: (ids: readonly number[]) => Promise<Row[]>) =>
  new DataLoader<number, Row | null>(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
