/** A place in the text of an option, from 0. */
interface At {
  readonly at: number;
}

export type LiteralType = 'string' | 'number' | 'boolean' | 'date' | 'dateTimeOffset' | 'null';

export interface Literal extends At {
  readonly kind: 'literal';
  readonly type: LiteralType;
  /** As it is sent to the database. */
  readonly value: string;
}

export interface Segment extends At {
  readonly name: string;
}

/** What segments are called together: metric/theme. */
export const joinSegments = (segments: readonly Segment[]): string => segments.map(({ name }) => name).join('/');

/** A property, through single entities or not. The first segment may be a lambda's variable. */
export interface Path extends At {
  readonly kind: 'path';
  readonly segments: readonly Segment[];
}

/** Whether anything, or everything, in a collection fulfils a condition; without one, whether there is anything. */
export interface Lambda extends At {
  readonly kind: 'lambda';
  readonly all: boolean;
  readonly path: Path;
  readonly variable: string | null;
  readonly condition: ODataExpression | null;
}

/** How many there are in a collection. */
export interface Count extends At {
  readonly kind: 'count';
  readonly path: Path;
}

export interface Logic extends At {
  readonly kind: 'logic';
  readonly operator: 'and' | 'or';
  readonly operands: readonly ODataExpression[];
}

export type Comparator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export interface Comparing extends At {
  readonly kind: 'comparing';
  readonly operator: Comparator;
  readonly left: ODataExpression;
  readonly right: ODataExpression;
}

export type Arithmetician = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';
export interface Arithmetic extends At {
  readonly kind: 'arithmetic';
  readonly operator: Arithmetician;
  readonly left: ODataExpression;
  readonly right: ODataExpression;
}

export interface Negation extends At {
  readonly kind: 'not' | 'minus';
  readonly operand: ODataExpression;
}

export interface OneOf extends At {
  readonly kind: 'in';
  readonly operand: ODataExpression;
  readonly literals: readonly Literal[];
}

export interface Call extends At {
  readonly kind: 'call';
  readonly name: string;
  readonly given: readonly ODataExpression[];
}

export type ODataExpression =
  | Literal
  | Path
  | Lambda
  | Count
  | Logic
  | Comparing
  | Arithmetic
  | Negation
  | OneOf
  | Call;

/** The paths whose values go into the value of an expression. Of a collection it is known how many, or whether, and no value. */
export function pathsIn(expression: ODataExpression): Path[] {
  switch (expression.kind) {
    case 'path':
      return [expression];
    case 'logic':
      return expression.operands.flatMap(pathsIn);
    case 'comparing':
    case 'arithmetic':
      return [...pathsIn(expression.left), ...pathsIn(expression.right)];
    case 'not':
    case 'minus':
    case 'in':
      return pathsIn(expression.operand);
    case 'call':
      return expression.given.flatMap(pathsIn);
    case 'literal':
    case 'count':
    case 'lambda':
      return [];
  }
}
