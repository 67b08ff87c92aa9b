import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DENMARK, governance, NAURU_AFTER, NAURU_BEFORE } from '../../support/governance.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const plain = 'corruption,NRU,2019,0.25,,,,,,,';
  const first = governance('2019', [DENMARK, NAURU_BEFORE, plain], { govgraph: { publishedAt: '2019-09-20' } });
  const second = governance('2024', [DENMARK, NAURU_AFTER, plain], { govgraph: { publishedAt: '2024-09-20' } });
  await importText(database, first);
  await importText(database, second);
  ask = graphOver(database);
});
afterAll(() => database.close());

const ESTIMATE =
  'estimate { standardError lowerBound upperBound confidence rank rankLowerBound rankUpperBound sourceCount }';
const figures = (metric: string, region: string, asOf = '') =>
  `observations(where: { metrics: ["${metric}"], regions: ["${region}"] } ${asOf === '' ? '' : `asOf: "${asOf}"`})`;

const NAURU = {
  before: {
    standardError: '0.3514837',
    lowerBound: null,
    upperBound: null,
    confidence: null,
    rank: '66.66666',
    rankLowerBound: '46.66667',
    rankUpperBound: '91.42857',
    sourceCount: 2,
  },
  after: {
    standardError: '0.332190036773682',
    lowerBound: null,
    upperBound: null,
    confidence: null,
    rank: '77.3584899902344',
    rankLowerBound: null,
    rankUpperBound: null,
    sourceCount: 2,
  },
};

describe('Observation.estimate', () => {
  test('has every digit that was published, and the confidence of the metric', async () => {
    const data = await dataOf(
      ask(`{ ${figures('corruption', 'DNK')} { nodes { value ${ESTIMATE} metric { confidence } } } }`),
    );
    expect(data.observations.nodes).toEqual([
      {
        value: '2.1073682308197',
        estimate: {
          standardError: '0.155861303210258',
          lowerBound: '1.85097640',
          upperBound: '2.36376010',
          confidence: '90',
          rank: '97.5961532592773',
          rankLowerBound: '94.711540222168',
          rankUpperBound: '100',
          sourceCount: 9,
        },
        metric: { confidence: '90' },
      },
    ]);
  });

  test('is null where nothing of it is given', async () => {
    const data = await dataOf(ask(`{ ${figures('corruption', 'NRU')} { nodes { value ${ESTIMATE} } } }`));
    expect(data.observations.nodes).toEqual([{ value: '0.25', estimate: null }]);
  });

  test('belongs to its revision, also asOf', async () => {
    const query = `{ ${figures('stability', 'NRU')} { nodes { revisions { nodes { value release { version } ${ESTIMATE} } } } } }`;
    const data = await dataOf(ask(query));
    expect(data.observations.nodes[0].revisions.nodes).toEqual([
      { value: '0.5126343', release: { version: '2019' }, estimate: NAURU.before },
      { value: '0.856951713562012', release: { version: '2024' }, estimate: NAURU.after },
    ]);
    const past = await dataOf(
      ask(`{ ${figures('stability', 'NRU', '2020-01-01T00:00:00Z')} { nodes { ${ESTIMATE} } } }`),
    );
    expect(past.observations.nodes).toEqual([{ estimate: NAURU.before }]);
  });

  test('is there for the latest observation of a metric and in a series, and by its id', async () => {
    const data = await dataOf(
      ask(`{ metric(code: "stability") {
        latest(region: "NRU") { id ${ESTIMATE} }
        series { nodes { latest { ${ESTIMATE} } observations { nodes { ${ESTIMATE} } } } }
      } }`),
    );
    const { latest, series } = data.metric;
    expect(latest.estimate).toEqual(NAURU.after);
    expect(series.nodes).toEqual([
      { latest: { estimate: NAURU.after }, observations: { nodes: [{ estimate: NAURU.after }] } },
    ]);
    const found = await dataOf(
      ask(`query ($id: ID!) { node(id: $id) { ... on Observation { ${ESTIMATE} } } }`, { id: latest.id }),
    );
    expect(found.node.estimate).toEqual(NAURU.after);
  });

  test('is read only where it is asked for', async () => {
    const read = async (fields: string) => {
      database.forget();
      await dataOf(ask(`{ ${figures('corruption', 'DNK')} { nodes { ${fields} } } }`));
      return database.statements.filter((text) => /standard_error|source_count/.test(text)).length;
    };
    expect(await read('value numerator note citations { locator }')).toBe(0);
    expect(await read('estimate { rank }')).toBe(1);
  });
});
