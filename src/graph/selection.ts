import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The names of the fields that are selected below a field, or below paths under it, in all its fragments. */
export function selectedNames(info: GraphQLResolveInfo, paths: readonly (readonly string[])[] = [[]]): Set<string> {
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
