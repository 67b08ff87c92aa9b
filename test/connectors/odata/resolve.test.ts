import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseAddress, type ResourceAddress } from '../../../src/connectors/odata/http/address.ts';
import { resolveSteps } from '../../../src/connectors/odata/model/step.ts';
import {
  type ResolvedConcatenation,
  type ResolvedQuery,
  resolveQuery,
} from '../../../src/connectors/odata/sql/resolve-query.ts';
import { Statement } from '../../../src/connectors/odata/sql/statement.ts';
import { concatenationSql } from '../../../src/connectors/odata/sql/write-concatenation.ts';
import { countSql, pageSql, writeList } from '../../../src/connectors/odata/sql/write-query.ts';
import { parseRequest } from '../../../src/connectors/odata/syntax/query-parse.ts';
import { parseOptions } from '../../../src/connectors/odata/syntax/query-string.ts';
import type { Reading } from '../../../src/connectors/table/table.ts';

const ODATA = fileURLToPath(new URL('../../../src/connectors/odata/', import.meta.url));

function resolve(address: string): ResolvedQuery {
  const query = resolveAny(address);
  if (query.kind !== 'list') throw new Error(`${address} is a concatenation`);
  return query;
}

function resolveAny(address: string): ResolvedQuery | ResolvedConcatenation {
  const [path = '', search = ''] = address.split('?');
  const { steps } = parseAddress(path) as ResourceAddress;
  const query = parseRequest(parseOptions(`?${search}`), { tokens: 1_000, depth: 20 });
  return resolveQuery(query, resolveSteps(steps, 'D'), 3);
}

const reading: Reading = {
  state: { facts: 1, reports: 1, past: false, datasets: [] } as unknown as Reading['state'],
  languages: ['en'],
  days: [],
};

interface Written {
  readonly text: string;
  readonly values: readonly unknown[];
}

function writeCount(query: ResolvedQuery): Written {
  const statement = new Statement(reading);
  return { text: countSql(statement, query), values: statement.parameters.values };
}

function writePage(query: ResolvedQuery): Written {
  const statement = new Statement(reading);
  const list = writeList(statement, query, { rows: 100, page: 10 }, true);
  const text = pageSql(statement, list, { name: query.resource.set.name, after: undefined, limit: 11 });
  return { text, values: statement.parameters.values };
}

/** What a query came to, and none of what belongs to the model or to the parsed text. */
const OTHERS = new Set(['set', 'navigation', 'expanding', 'columns']);

function openPartsOf(value: unknown, path = 'query'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).filter(([name]) => !OTHERS.has(name));
  const open = below.flatMap(([name, one]) => openPartsOf(one, `${path}.${name}`));
  return Object.isFrozen(value) ? open : [path, ...open];
}

const ADDRESSES = [
  'Observations',
  "Metrics('M')/observations?$filter=value gt 1 and region/code in ('A',null)&$orderby=value desc&$select=value",
  "Tasks?$search=a or not b&$filter=metrics/any(m: m/code eq 'M')&$expand=metrics($filter=code ne 'N';$orderby=code;$count=true),parent",
  "Observations?$apply=filter(metricCode eq 'M')/groupby((regionCode),aggregate(value with sum as total))&$filter=total gt 1",
  'Observations?$apply=orderby(value desc)/skip(1)/top(2)/groupby((period))/compute(length(period) as n)/topcount(2,n)',
  'Observations?$compute=value mul 2 as double&$filter=double gt 1&$orderby=double desc&$select=double,value',
];
const CONCATENATION =
  'Observations?$apply=concat(aggregate($count as n),groupby((period))/concat(aggregate($count as m),orderby(period)/top(2)))';

describe('resolveQuery', () => {
  test.each(ADDRESSES)('answers a value that nothing can change: %s', (address) => {
    expect(openPartsOf(resolve(address))).toEqual([]);
  });

  test('answers a concatenation that nothing can change, each of whose statements is the same however often it is written', () => {
    const query = resolveAny(CONCATENATION) as ResolvedConcatenation;
    expect(openPartsOf(query)).toEqual([]);
    const write = (one: ResolvedConcatenation) => {
      const statement = new Statement(reading);
      const text = concatenationSql(statement, one, { skip: 1, limit: 11, isTyped: true });
      return { text, values: statement.parameters.values };
    };
    expect(write(query)).toEqual(write(query));
    expect(write(query)).toEqual(write(resolveAny(CONCATENATION) as ResolvedConcatenation));
    // The groups of both branches are made once.
    expect(write(query).text.match(/group by/g)).toHaveLength(1);
  });

  test.each(ADDRESSES)('serves any number of statements, each the same however often it is written: %s', (address) => {
    const query = resolve(address);
    const count = writeCount(query);
    const page = writePage(query);
    expect(writeCount(query)).toEqual(count);
    expect(writePage(query)).toEqual(page);
    expect({ count, page }).toEqual({ count: writeCount(resolve(address)), page: writePage(resolve(address)) });
  });

  test('gives a count the first parameters of the list, in the same order', () => {
    const query = resolve(ADDRESSES[1] as string);
    const own = ['D', 'M', '1', ['A']];
    const written = (values: readonly unknown[]) =>
      values.filter((value) => own.some((one) => `${one}` === `${value}`));
    expect(written(writePage(query).values)).toEqual(written(writeCount(query).values));
  });
});

const filesIn = (room: string) =>
  readdirSync(`${ODATA}${room}`).map((file) => ({
    file: `${room}/${file}`,
    text: readFileSync(`${ODATA}${room}/${file}`, 'utf8'),
  }));

test('a query is resolved at one place', () => {
  const callers = [...filesIn('http'), ...filesIn('sql')].filter(({ text }) =>
    /(?<!function )\bresolveQuery\(/.test(text),
  );
  expect(callers.map(({ file }) => file)).toEqual(['http/resource.ts']);
});

test('what writes statements resolves nothing', () => {
  const writers = [
    'aggregation-input',
    'guard',
    'resource',
    'shape',
    'slice',
    'statement',
    'within',
    'write-concatenation',
    'write-query',
  ];
  const resolving = filesIn('sql').filter(
    ({ file, text }) =>
      writers.some((name) => file === `sql/${name}.ts`) &&
      /\bnew Compiler\b|\bresolve(?!-query)[A-Z]?\w*\(|wrongAt/.test(text),
  );
  expect(resolving.map(({ file }) => file)).toEqual([]);
});

test('no request is copied with changes', () => {
  const copies = filesIn('http').filter(({ text }) => /\.\.\.(?:request|ask|query|view)\b/.test(text));
  expect(copies.map(({ file }) => file)).toEqual([]);
});
