import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How deep an operation goes, and how many aliases, fields and selections of any kind it has, its fragments written out. */
export interface DocumentShape {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly selections: number;
}

const EMPTY: DocumentShape = { depth: 0, aliases: 0, fields: 0, selections: 0 };

/** Fragments that spread each other double from one to the next, beyond every number. */
const sum = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER);

/**
 * The greatest figures of any operation in the document. Directives make no difference: what `@skip` may leave out counts.
 * What is asked about the schema has no depth: graphql itself bounds it.
 */
export function measureDocument(document: DocumentNode): DocumentShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // Each fragment is measured once. One that contains itself counts as empty inside itself: validation refuses it later.
  const measured = new Map<string, DocumentShape>();

  function measureFragment(name: string): DocumentShape {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, EMPTY);
    const fragment = fragments.get(name);
    const shape = fragment ? measure(fragment.selectionSet) : EMPTY;
    measured.set(name, shape);
    return shape;
  }

  function measure(set: SelectionSetNode): DocumentShape {
    let depth = 0;
    let aliases = 0;
    let fields = 0;
    let selections = set.selections.length;
    for (const selection of set.selections) {
      let inner = EMPTY;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        inner = measureFragment(selection.name.value);
      } else if (selection.selectionSet) {
        inner = measure(selection.selectionSet);
      }
      const field = selection.kind === Kind.FIELD ? selection : null;
      depth = Math.max(depth, field?.name.value.startsWith('__') ? 0 : inner.depth + (field ? 1 : 0));
      aliases = sum(aliases, inner.aliases + (field?.alias ? 1 : 0));
      fields = sum(fields, inner.fields + (field ? 1 : 0));
      selections = sum(selections, inner.selections);
    }
    return { depth, aliases, fields, selections };
  }

  return document.definitions.reduce<DocumentShape>((greatest, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return greatest;
    const { depth, aliases, fields, selections } = measure(definition.selectionSet);
    return {
      depth: Math.max(greatest.depth, depth),
      aliases: Math.max(greatest.aliases, aliases),
      fields: Math.max(greatest.fields, fields),
      selections: Math.max(greatest.selections, selections),
    };
  }, EMPTY);
}
