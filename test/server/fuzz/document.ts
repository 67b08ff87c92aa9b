import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type Draw, happens, pick } from '../../support/draw.ts';
import { literalOf, type Value, valueFor } from './value.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, Value>>;
}

const MAX_DEPTH = 5;

/** Writes operations that the schema admits: fields, arguments, variables, aliases, fragments and directives as it has them. */
export class Writer {
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, Value> = {};
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.#schema = schema;
    this.#draw = draw;
  }

  operation(): Operation {
    const query = this.#schema.getQueryType() as GraphQLNamedType;
    const selection = this.#selection(query, 0);
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    return { query: [`query Q${definitions} ${selection}`, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const parts: string[] = [];
    if (isAbstractType(type)) {
      for (const one of this.#schema.getPossibleTypes(type)) {
        if (happens(this.#draw, 30)) parts.push(`... on ${one.name} ${this.#selection(one, depth + 1)}`);
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => depth < MAX_DEPTH || !isCompositeType(getNamedType(field.type)),
      );
      const count = fields.length === 0 ? 0 : pick(this.#draw, depth === 0 ? [1, 1, 2, 3] : [1, 2, 3, 4]);
      for (let index = 0; index < count; index++) {
        // What its input says together makes the longest statements, and one field among many is drawn too seldom.
        const cube = depth === 0 && happens(this.#draw, 20) ? fields.find(({ name }) => name === 'cube') : undefined;
        parts.push(this.#field(cube ?? pick(this.#draw, fields), depth));
      }
    }
    if (parts.length === 0) parts.push('__typename');
    const selection = `{ ${parts.join(' ')} }`;
    if (depth === 0 || !happens(this.#draw, 8)) return selection;
    const name = `F${this.#names++}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `{ ...${name} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const args = field.args
      .filter((arg) => arg.type instanceof GraphQLNonNull || happens(this.#draw, arg.name === 'first' ? 60 : 25))
      // Two ends of one list are refused together.
      .filter((arg, _, all) => !['last', 'before'].includes(arg.name) || !all.some(({ name }) => name === 'first'))
      .map((arg) => this.#argument(arg));
    // Equal names with other arguments could not be merged.
    const alias = field.args.length > 0 || happens(this.#draw, 10) ? `a${this.#names++}: ` : '';
    const directive = happens(this.#draw, 4) ? ` @${pick(this.#draw, ['skip', 'include'])}(if: ${pick(this.#draw, ['true', 'false'])})` : ''; // biome-ignore format: one part
    const below = isCompositeType(type) ? ` ${this.#selection(type, depth + 1)}` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive}${below}`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = valueFor(this.#draw, type, name);
    if (!happens(this.#draw, 30)) return `${name}: ${literalOf(value, type)}`;
    const variable = `v${this.#names++}`;
    this.#definitions.push(`$${variable}: ${type}`);
    if (value !== null || type instanceof GraphQLNonNull || happens(this.#draw, 50)) this.#variables[variable] = value;
    return `${name}: $${variable}`;
  }
}
