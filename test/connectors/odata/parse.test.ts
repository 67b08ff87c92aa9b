import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../../src/connectors/odata/syntax/query-parse.ts';
import { parseOptions } from '../../../src/connectors/odata/syntax/query-string.ts';
import { Refusal } from '../../../src/connectors/odata/syntax/refusal.ts';

const BOUNDS = { tokens: 500, depth: 20 };
const read = (search: string) => parseRequest(parseOptions(search), BOUNDS);

/** The expression of a filter in Polish notation, so that a test shows what binds what. */
// biome-ignore lint/suspicious/noExplicitAny: nodes of every kind
function polish(node: any): string {
  switch (node.kind) {
    case 'literal':
      return `${node.type}:${node.value}`;
    case 'path':
      return node.segments.map(({ name }: { name: string }) => name).join('/');
    case 'logic':
      return `(${node.operator} ${node.operands.map(polish).join(' ')})`;
    case 'not':
    case 'minus':
      return `(${node.kind} ${polish(node.operand)})`;
    case 'in':
      return `(in ${polish(node.operand)} ${node.literals.map(polish).join(' ')})`;
    case 'call':
      return `(${node.name} ${node.given.map(polish).join(' ')})`;
    case 'count':
      return `(count ${polish(node.path)})`;
    case 'lambda':
      return `(${node.all ? 'all' : 'any'} ${polish(node.path)} ${node.variable} ${node.condition ? polish(node.condition) : '-'})`;
    default:
      return `(${node.operator} ${polish(node.left)} ${polish(node.right)})`;
  }
}
const filter = (text: string) => polish(read(`$filter=${encodeURIComponent(text)}`).filter);

const refusalOf = (search: string): Refusal => {
  try {
    read(search);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`${search} is read`);
};

describe('a filter', () => {
  test.each([
    ['a eq 1 or b eq 2 and c eq 3', '(or (eq a number:1) (and (eq b number:2) (eq c number:3)))'],
    ['(a eq 1 or b eq 2) and c eq 3', '(and (or (eq a number:1) (eq b number:2)) (eq c number:3))'],
    ['not (a eq 1)', '(not (eq a number:1))'],
    ["not contains(a,'x') and b", '(and (not (contains a string:x)) b)'],
    ['a add 2 mul 3 gt 4 eq true', '(eq (gt (add a (mul number:2 number:3)) number:4) boolean:true)'],
    ['a sub 1 sub 2 lt -3', '(lt (sub (sub a number:1) number:2) (minus number:3))'],
    ["a in ('x','y''z',null)", "(in a string:x string:y'z null:null)"],
    ['a in (-1,2)', '(in a number:-1 number:2)'],
    ['a eq 1e10', '(eq a number:1e10)'],
    ['a eq -1.5e-3', '(eq a (minus number:1.5e-3))'],
    ['a eq 4L', '(eq a number:4)'],
    ['a ge 2020-02-29', '(ge a date:2020-02-29)'],
    ['a lt 2020-01-01T00:00:00Z', '(lt a dateTimeOffset:2020-01-01T00:00:00Z)'],
    ['a lt 2020-01-01T00:00:00.5+08:00', '(lt a dateTimeOffset:2020-01-01T00:00:00.5+08:00)'],
    ['tasks/any()', '(any tasks null -)'],
    ["tasks/any(t:t/status eq 'X' and $it/a eq 1)", '(any tasks t (and (eq t/status string:X) (eq $it/a number:1)))'],
    ['a/tasks/all( t : t/b )', '(all a/tasks t t/b)'],
    ['tasks/$count gt 3', '(gt (count tasks) number:3)'],
    ['round(a mul 2) eq year(b)', '(eq (round (mul a number:2)) (year b))'],
    ["名称 eq '渗漏'", '(eq 名称 string:渗漏)'],
  ])('%s', (text, expected) => {
    expect(filter(text)).toBe(expected);
  });

  test('takes a plus sign before an offset that nobody encoded', () => {
    expect(polish(read('$filter=a lt 2020-01-01T00:00:00+08:00').filter)).toBe(
      '(lt a dateTimeOffset:2020-01-01T00:00:00+08:00)',
    );
  });

  test('takes values from parameter aliases', () => {
    expect(polish(read("$filter=contains(a,@w) and b gt @n&@w='x%20y'&@n=-3").filter)).toBe(
      '(and (contains a string:x y) (gt b (minus number:3)))',
    );
    expect(refusalOf('$filter=a eq @w').message).toContain('@w has no value; add &@w=… to the address');
  });
});

describe('options', () => {
  test('may be encoded, names and equals signs as well', () => {
    const { select, expand } = read('%24select=id%2Cyear&$expand=metric(%24select%3Dcode%3B$top%3D3)');
    expect(select?.map(({ segments }) => segments[0]?.name)).toEqual(['id', 'year']);
    expect(expand[0]?.query.select?.[0]?.segments[0]?.name).toBe('code');
    expect(expand[0]?.query.top).toBe(3);
  });

  test('nest', () => {
    const [tasks] = read(
      "$expand=tasks($filter=contains(title,'a;b)');$orderby=code desc;$expand=region($select=name);$count=true),x/$count",
    ).expand;
    expect(tasks?.query.expand[0]?.segment.name).toBe('region');
    expect(tasks?.query.count).toBe(true);
    expect(polish(tasks?.query.filter)).toBe('(contains title string:a;b))');
    expect(tasks?.written.get('$filter')).toBe("contains(title,'a;b)')");
  });

  test('search for words, phrases and how they go together', () => {
    expect(read('$search=blue "dark green" OR NOT (red AND a-b)').search).toEqual({
      kind: 'or',
      operands: [
        {
          kind: 'and',
          operands: [
            { kind: 'word', text: 'blue' },
            { kind: 'word', text: 'dark green' },
          ],
        },
        {
          kind: 'not',
          operand: {
            kind: 'and',
            operands: [
              { kind: 'word', text: 'red' },
              { kind: 'word', text: 'a-b' },
            ],
          },
        },
      ],
    });
    expect(read('$expand=tasks($search=a b;$top=1)').expand[0]?.query.search).toMatchObject({ kind: 'and' });
  });

  test('transform step by step', () => {
    const steps = read(
      '$apply=filter(a eq 1)/groupby((b,metric/code),aggregate(value with average as mean,$count as n))/identity',
    ).apply;
    expect(steps?.map(({ kind }) => kind)).toEqual(['filter', 'groupby', 'identity']);
    expect(steps?.[1]).toMatchObject({
      aggregates: [
        { method: 'average', alias: 'mean' },
        { method: null, alias: 'n' },
      ],
    });
  });

  test.each([
    ['$filter=a eq', '$filter', 'character 5: expected a property, a function or a literal; got the end'],
    ["$filter=a eq 'x", '$filter', 'has no end'],
    ['$filter=a eq 1)', '$filter', 'expected an operator or the end; got ")"'],
    ['$filter=a = 1', '$filter', 'expected an operator or the end; got "=", which OData writes "eq"'],
    ['$filter=(a<>1)', '$filter', 'expected ")"; got "<>", which OData writes "ne"'],
    ['$filter=a eq 1 || b eq 2', '$filter', 'expected an operator or the end; got "||", which OData writes "or"'],
    ['$filter=a eq 2020-02-30', '$filter', 'not a day that exists'],
    ["$filter=a eq datetime'2020-01-01T00:00:00'", '$filter', 'without a prefix'],
    ['$filter=a eq 1e999', '$filter', 'between -308 and 308; got 1e999'],
    ['$filter=kontains(a,1)', '$filter', 'there is no function kontains; the functions are contains'],
    ['$orderby=a up', '$orderby', 'expected an operator or the end; got "up"'],
    ['$top=-1', '$top', 'a whole number'],
    ['$top=1.5', '$top', 'a whole number'],
    ['$top=99999999999', '$top', 'a whole number'],
    ['$count=yes', '$count', '"true" or "false"'],
    ['$Filter=a', '$Filter', 'There is no option'],
    ['$filter=', '$filter', 'is empty'],
    ['$top=1&$top=2', '$top', 'must occur only once'],
    ['$filter=%E4%B8', '$filter', 'not well encoded'],
    ['$select=a,', '$select', 'a property'],
    ['$expand=a($top=1;$top=2)', '$expand', '$top occurs twice'],
    ['$expand=a,a', '$expand', 'a occurs twice'],
    ['$expand=a/$count($top=1)', '$expand', '$filter, $search'],
    ['$apply=grouby((a))', '$apply', 'no transformation grouby'],
    ['$apply=aggregate(value as v)', '$apply', '"with"'],
    ['$apply=aggregate(value with total as v)', '$apply', 'no method total'],
    ['$apply=aggregate(value with sum as é)', '$apply', 'letters A to Z'],
    ['$search=', '$search', 'is empty'],
    ['$search=NOT', '$search', 'expected a word, or a phrase in double quotes; got the end'],
    [`$filter=${'('.repeat(30)}a${')'.repeat(30)}`, '$filter', 'at most 20 levels of nesting'],
    [`$filter=${'not '.repeat(30)}a`, '$filter', 'at most 20 levels of nesting'],
    [`$filter=a gt ${'1 add '.repeat(100)}1`, '$filter', 'at most 50 operators'],
    [`$filter=${'a or '.repeat(600)}a`, '$filter', 'at most 500 words'],
  ])('%s is refused, saying where and what would be right', (search, target, words) => {
    const refusal = refusalOf(search);
    expect(refusal.status).toBe(400);
    expect(refusal.target).toBe(target);
    expect(refusal.message).toContain(words);
  });

  test.each([
    ['$index=1', '$index'],
    ['$deltatoken=x', '$deltatoken'],
    ['$expand=*/$ref', '$expand'],
    ['$expand=*($levels=2)', '$expand'],
    ['$expand=a($levels=2)', '$expand'],
    ['$expand=a/$ref', '$expand'],
    ['$filter=isof(Gov.Metric)', '$filter'],
    ["$filter=a has Gov.X'y'", '$filter'],
    ['$filter=now() gt a', '$filter'],
    ['$filter=a eq 01234567-89ab-cdef-0123-456789abcdef', '$filter'],
    ["$filter=a eq duration'P1D'", '$filter'],
    ['$filter=a eq INF', '$filter'],
    ['$filter=a eq {"b":1}', '$filter'],
    ['$apply=topsum(3,value)', '$apply'],
    ['$apply=groupby((rollup(a,b)))', '$apply'],
    ['$apply=groupby((a),topcount(1,b))', '$apply'],
  ])('%s is known and said not to be supported', (search, target) => {
    const refusal = refusalOf(search);
    expect(refusal.status).toBe(501);
    expect(refusal.target).toBe(target);
  });
});
