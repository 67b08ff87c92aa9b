import {
  type DirectiveLocation,
  GraphQLDirective,
  type GraphQLEnumType,
  type GraphQLEnumValue,
  type GraphQLNamedType,
  type GraphQLObjectType,
  GraphQLSchema,
  introspectionTypes,
  isEnumType,
  isObjectType,
} from 'graphql';

/**
 * What graphql-js has beyond the specification of September 2025: directives on definitions of directives. Clients that read the answer to the
 * introspection query by the published list of locations, as graphql-core 3.2 does, cannot build the schema with it.
 */
const UNPUBLISHED = {
  location: 'DIRECTIVE_DEFINITION',
  fieldsOfDirective: ['isDeprecated', 'deprecationReason'],
} as const;

const isPublished = (location: string): boolean => location !== UNPUBLISHED.location;

/** The schema as the published specification knows one: in its directives, and in what introspection tells of itself. */
export function holdToSpecification(schema: GraphQLSchema): GraphQLSchema {
  trimIntrospection();
  const directives = schema.getDirectives().map(withPublishedLocations);
  return new GraphQLSchema({ ...schema.toConfig(), directives });
}

function withPublishedLocations(directive: GraphQLDirective): GraphQLDirective {
  const config = directive.toConfig();
  return new GraphQLDirective({ ...config, locations: config.locations.filter(isPublished) as DirectiveLocation[] });
}

/** graphql-js has one set of introspection types for all schemas of the process, and no option to have another one. */
function trimIntrospection(): void {
  const types = new Map<string, GraphQLNamedType>(introspectionTypes.map((type) => [type.name, type]));
  const locations = find(types, '__DirectiveLocation', isEnumType).getValues() as GraphQLEnumValue[];
  locations.splice(0, locations.length, ...locations.filter(({ name }) => isPublished(name)));
  const fields = find(types, '__Directive', isObjectType).getFields();
  for (const name of UNPUBLISHED.fieldsOfDirective) delete fields[name];
  const { directives } = find(types, '__Schema', isObjectType).getFields();
  if (directives) directives.args = [];
}

function find<Type extends GraphQLEnumType | GraphQLObjectType>(
  types: ReadonlyMap<string, GraphQLNamedType>,
  name: string,
  is: (type: unknown) => type is Type,
): Type {
  const type = types.get(name);
  if (is(type)) return type;
  throw new Error(`graphql-js has no introspection type ${name}`);
}
