import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { projects, RATINGS } from '../../support/project.ts';
import { importText } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, projects());
  tell = odataOver(database, { DEFAULT_DATASET: 'projects' });
});
afterAll(() => database.close());

describe('Ratings', () => {
  test.each(['en', 'zh-Hans'])('say what the graph says, the best first, in %s', async (lang) => {
    const { datasets } = await dataOf(
      graphOver(database)(`{ datasets { ratings { id code name(lang: "${lang}") description(lang: "${lang}") light order validFrom validTo } } }`),
    ); // biome-ignore format: a query
    const told = datasets.flatMap(({ ratings }: Json) => ratings);
    expect(told).toHaveLength(RATINGS.length - 1);
    const found = await valuesOf(tell(`Ratings?lang=${lang}`));
    expect(found).toEqual(told.map((rating: Json) => ({ ...rating, datasetCode: 'projects' })));
  });

  test('lead to tasks and reports, and back', async () => {
    const tasks = await valuesOf(tell("Ratings('red')/tasks?$select=code&$orderby=code"));
    expect(tasks.map(({ code }: Json) => code)).toEqual(['bridge', 'rail', 'tunnel', 'ward']);
    const [counted] = await valuesOf(tell("Ratings?$filter=code eq 'red'&$expand=reports/$count"));
    expect(counted['reports@odata.count']).toBe(7);
    const worst = await valuesOf(
      tell('Tasks?$filter=ratingNow ne null&$orderby=ratingNow/order desc,code&$top=2&$select=code&$expand=ratingNow($select=name,order)'),
    ); // biome-ignore format: an address
    expect(worst).toMatchObject([
      { code: 'vault', ratingNow: { name: 'Reset', order: 6 } },
      { code: 'bridge', ratingNow: { name: 'Red', order: 5 } },
    ]);
    const given = await valuesOf(tell("Tasks('ships')/reports?$select=reportedOn&$expand=ratingGiven($select=code)"));
    expect(given.map(({ ratingGiven }: Json) => ratingGiven?.code)).toEqual(['red', 'amber-green', 'green']);
  });

  test('are searched by their names in any language', async () => {
    expect(await valuesOf(tell('Ratings?$search=黄红&$select=code'))).toEqual([{ code: 'amber-red' }]);
  });

  test('stand in the SQL views with the same figures, and are joined by their numbers', async () => {
    const rows = await database.query<{ row: string }>(
      `-- test.view\nselect concat_ws(' ', t.task_code, r.rating, r.rating_order, r.rating_light) as row
from bi.fact_task t join bi.dim_rating r using (rating_id) where t.task_code in ('rail', 'ships', 'vault') order by 1`,
    );
    expect(rows.map(({ row }) => row)).toEqual(['rail red 5 RED', 'ships green 1 GREEN', 'vault reset 6']);
    const [counts] = await database.query<Json>(
      `-- test.view\nselect (select count(*) from bi.dim_rating)::int as ratings,
  (select count(*) from bi.fact_task_report join bi.dim_rating r using (rating_id) where r.rating_light = 'RED')::int as red`,
    );
    expect(counts).toEqual({ ratings: 6, red: 7 });
  });

  test('stay where a release leaves them out and reports gave them', async () => {
    const left = RATINGS.filter((line) => !line.startsWith('reset')).join('\n');
    const { task_reports = '' } = projects().files;
    const reports = String(task_reports).replace(/^vault,.*\n/m, '');
    await importText(database, projects('2', { ratings: `${left}\n`, task_reports: reports }));
    const [vault] = await valuesOf(
      tell("Tasks?$filter=code eq 'vault'&$select=rating&$expand=ratingNow($select=code)"),
    );
    expect(vault.ratingNow?.code ?? null).toBe(vault.rating);
    const codes = (await valuesOf(tell('Ratings?$select=code'))).map(({ code }: Json) => code);
    const views = await database.query<{ code: string }>('-- test.view\nselect rating as code from bi.dim_rating');
    expect(views.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });
});
