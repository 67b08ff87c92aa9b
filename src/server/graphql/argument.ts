import { type DocumentNode, type GraphQLError, Kind, type SourceLocation, visit } from 'graphql';
import { documentOf, findLocations } from './located.ts';

const VARIABLE = /^Variable "\$(\w+)" .*?(?: at "([^"]+)")?;/s;
/** What is wrong in an input of this name is told with its path: `input.from`. */
const TOLD_WHOLE = /^input\./;

/** A name, and the one that it stands in: a field of an input, and at last the argument. */
interface Name {
  readonly text: string;
  readonly outer: Name | null;
}

/** Of each value in a document, and of each variable where it is used first, what it is given to. */
interface Places {
  readonly byPlace: ReadonlyMap<string, Name>;
  readonly byVariable: ReadonlyMap<string, Name>;
}

/** The argument, field of an input, or variable whose value GraphQL refused; it says so in words and places only. */
export function findArgument(error: GraphQLError): string | null {
  const document = documentOf(error);
  const places = document && placesOf(document);
  const [, variable, path] = VARIABLE.exec(error.message) ?? [];
  if (variable) {
    const below = path?.split('.').slice(1).map(withoutIndex).filter(Boolean) ?? [];
    const whole = [...pathOf(places?.byVariable.get(variable)), ...below].join('.');
    return TOLD_WHOLE.test(whole) ? whole : (below.at(-1) ?? variable);
  }
  const [location] = findLocations(error) ?? [];
  if (!location || !places) return null;
  const names = pathOf(places.byPlace.get(keyOf(location)));
  const whole = names.join('.');
  return TOLD_WHOLE.test(whole) ? whole : (names.at(-1) ?? null);
}

/** A path names the places in a list beside the field, or between two fields. */
const withoutIndex = (part: string): string => part.replace(/\[\d+\]$/, '').replace(/^\d+$/, '');

const keyOf = ({ line, column }: SourceLocation): string => `${line}:${column}`;

function pathOf(name: Name | null | undefined): string[] {
  const names: string[] = [];
  for (let at = name; at; at = at.outer) names.unshift(at.text);
  return names;
}

const known = new WeakMap<DocumentNode, Places>();

/** Walks a document once, however many errors there are in it. */
function placesOf(document: DocumentNode): Places {
  const found = known.get(document);
  if (found) return found;
  const byPlace = new Map<string, Name>();
  const byVariable = new Map<string, Name>();
  let name: Name | null = null;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) {
        name = { text: node.name.value, outer: name };
        return;
      }
      // What a name is called lies beside its value.
      if (!name || !node.loc || node.kind === Kind.NAME) return;
      byPlace.set(keyOf(node.loc.startToken), name);
      if (node.kind === Kind.VARIABLE && !byVariable.has(node.name.value)) byVariable.set(node.name.value, name);
    },
    leave: ({ kind }) => {
      if (kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD) name = name?.outer ?? null;
    },
  });
  const places = { byPlace, byVariable };
  known.set(document, places);
  return places;
}
