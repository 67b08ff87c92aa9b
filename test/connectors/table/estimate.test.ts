import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationOver } from '../../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DENMARK, governance } from '../../support/governance.ts';
import { importText } from '../../support/river.ts';
import { csvRows, type Fetch, filesOver } from '../files/support.ts';

let database: TestDatabase;
let files: Fetch;
let odata: (path: string) => Promise<{ readonly status: number; readonly body: string }>;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const cases = 'cases,DNK,2019,2.5,0.25,2.0,3.25,1,1,2,4';
  await importText(database, governance('1', [DENMARK, cases, 'corruption,NRU,2019,0.25,,,,,,,']));
  files = filesOver(database);
  const application = applicationOver(database);
  odata = async (path) => {
    const response = await application.fetch(new Request(`http://test/odata/v4/${path}`));
    return { status: response.status, body: await response.text() };
  };
});
afterAll(() => database.close());

const COLUMNS = 'standardError,lowerBound,upperBound,rank,rankLowerBound,rankUpperBound,sourceCount';

describe('the columns of an estimate', () => {
  test('OData selects, filters and orders by them', async () => {
    const { body } = await odata(
      `Observations?$select=regionCode,${COLUMNS}&$filter=metricCode eq 'corruption' and sourceCount ge 3&$orderby=rank desc`,
    );
    expect(JSON.parse(body).value).toMatchObject([
      {
        regionCode: 'DNK',
        standardError: 0.155861303210258,
        lowerBound: 1.8509764,
        upperBound: 2.3637601,
        rank: 97.5961532592773,
        rankLowerBound: 94.711540222168,
        rankUpperBound: 100,
        sourceCount: 9,
      },
    ]);
    const metrics = await odata('Metrics?$select=code,confidence&$orderby=code');
    expect(JSON.parse(metrics.body).value).toMatchObject([
      { code: 'cases', confidence: 95.5 },
      { code: 'corruption', confidence: 90 },
      { code: 'stability', confidence: null },
    ]);
  });

  test.each(COLUMNS.split(','))('OData never adds up %s', async (column) => {
    const { status, body } = await odata(`Observations?$apply=aggregate(${column} with sum as s)`);
    expect(status).toBe(400);
    expect(body).toContain('uncertainties, ranks and numbers of sources have no sum');
  });

  test('a file has them at its end, with every digit, in the unit itself where that is asked for', async () => {
    const { text } = await files('observations.csv?metrics=corruption&lang=en');
    const [header = ''] = text.replace('\ufeff', '').split(/\r?\n/);
    expect(header.endsWith(COLUMNS)).toBe(true);
    const [denmark, nauru] = csvRows(text);
    expect(denmark).toMatchObject({
      standardError: '0.155861303210258',
      lowerBound: '1.85097640',
      rankUpperBound: '100',
      sourceCount: '9',
    });
    expect(nauru).toMatchObject({ standardError: '', sourceCount: '' });
    const [scaled] = csvRows((await files('observations.csv?metrics=cases&scaled=true&lang=en')).text);
    expect(scaled).toMatchObject({
      value: '2500',
      standardError: '250',
      lowerBound: '2000',
      upperBound: '3250',
      rank: '1',
    });
  });

  test('the views have them at their end', async () => {
    for (const view of ['bi.observation', 'bi.fact_observation']) {
      const rows = await database.query<Record<string, unknown>>(
        `-- test.view\nselect * from ${view} where dataset_code = 'governance' and rank > 90`,
      );
      expect(Object.keys(rows[0] ?? {}).slice(-7)).toEqual([
        'standard_error',
        'lower_bound',
        'upper_bound',
        'rank',
        'rank_lower_bound',
        'rank_upper_bound',
        'source_count',
      ]);
      expect(rows).toHaveLength(1);
      expect(String(rows[0]?.standard_error)).toBe('0.155861303210258');
    }
    const [metric] = await database.query<{ confidence: unknown }>(
      "-- test.metric\nselect confidence from bi.dim_metric where metric_code = 'cases'",
    );
    expect(Number(metric?.confidence)).toBe(95.5);
  });
});
