import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { measureDocument } from '../../../src/server/graphql/shape.ts';

describe('the shape of a document', () => {
  it.each([
    ['{ a }', 1, 0, 1, 1],
    ['{ a { b { c } } d { e } }', 3, 0, 5, 5],
    ['{ x: a { y: b } }', 2, 2, 2, 2],
    ['{ a { ... on T { b } ... { c { d } } } }', 3, 0, 4, 6],
    ['{ a { ...F } b { ...F } } fragment F on T { x: c { y: d } }', 3, 4, 6, 8],
    ['{ a @include(if: false) { b } }', 2, 0, 2, 2],
    ['{ __schema { types { name } } }', 0, 0, 3, 3],
    ['{ a { __typename } }', 1, 0, 2, 2],
    ['query A { a } query B { a { x: b } }', 2, 1, 2, 2],
    ['{ ...F } fragment F on T { a { ...F } }', 1, 0, 1, 3],
    ['{ ...Missing }', 0, 0, 0, 1],
  ])('%s', (text, depth, aliases, fields, selections) => {
    expect(measureDocument(parse(text))).toEqual({ depth, aliases, fields, selections });
  });

  it('is measured in no time where each fragment spreads the next one twice', () => {
    const chain = Array.from({ length: 200 }, (_, i) => `fragment F${i} on T { a { ...F${i + 1} ...F${i + 1} } }`);
    const { depth, aliases } = measureDocument(parse(`{ ...F0 } ${chain.join(' ')} fragment F200 on T { x: b }`));
    expect(depth).toBe(201);
    expect(aliases).toBe(Number.MAX_SAFE_INTEGER);
  });
});
