import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** What is asked of a list: of its rows, and of the list itself. */
export interface ListSelection {
  readonly row: ReadonlySet<string>;
  readonly cursors: boolean;
  readonly total: boolean;
}

const ROW_PATHS = [['nodes'], ['edges', 'node']];
/** Nodes of documents that are kept are kept with them, and so is what was found below them. */
const found = new WeakMap<FieldNode, Map<string, unknown>>();

/** The names of the fields that are selected below a field, in all its fragments. */
export const selectedNames = (info: GraphQLResolveInfo): ReadonlySet<string> =>
  remembered(info, 'row', () => namesAt(info, [[]]));

export const selectedList = (info: GraphQLResolveInfo): ListSelection =>
  remembered(info, 'list', () => {
    const own = namesAt(info, [[]]);
    const pageInfo = namesAt(info, [['pageInfo']]);
    return {
      row: namesAt(info, ROW_PATHS),
      cursors: namesAt(info, [['edges']]).has('cursor') || pageInfo.has('startCursor') || pageInfo.has('endCursor'),
      total: own.has('totalCount'),
    };
  });

/** The names of the fields that are selected at a path below a field. */
export const selectedAt = (info: GraphQLResolveInfo, ...path: readonly string[]): ReadonlySet<string> =>
  remembered(info, path.join('.'), () => namesAt(info, [path]));

function remembered<Result>(info: GraphQLResolveInfo, name: string, find: () => Result): Result {
  const [node, ...more] = info.fieldNodes;
  if (!node || more.length > 0) return find();
  const known = found.get(node) ?? new Map<string, unknown>();
  found.set(node, known);
  if (!known.has(name)) known.set(name, find());
  return known.get(name) as Result;
}

function namesAt(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): Set<string> {
  const names = new Set<string>();
  const walk = (set: SelectionSetNode | undefined, path: readonly string[]) => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') {
        if (path.length === 0) names.add(selection.name.value);
        else if (path[0] === selection.name.value) walk(selection.selectionSet, path.slice(1));
      } else {
        const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
        walk(fragment?.selectionSet, path);
      }
    }
  };
  for (const node of info.fieldNodes) for (const path of paths) walk(node.selectionSet, path);
  return names;
}
