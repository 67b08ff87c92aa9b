import type { GraphQLResolveInfo } from 'graphql';
import type { ObservationRow } from '../store/observation.ts';
import { type ObservationKey, REVISION_KEYS, readRevisions } from '../store/revision.ts';
import type { State } from '../store/state.ts';
import type { Context } from './context.ts';
import { inState, type ObservationNode, observationColumns } from './observation-list.ts';
import type { PageArguments } from './page.ts';
import { selectedList } from './selection.ts';
import { listLoader } from './sql-list.ts';

/** What was published for the series and period of each observation that was read in a state. */
export function revisionLists(state: State, args: PageArguments, context: Context, info: GraphQLResolveInfo) {
  const columns = observationColumns(selectedList(info).row);
  return listLoader<ObservationKey, ObservationRow, ObservationNode>(
    {
      keys: REVISION_KEYS,
      state,
      read: (keys, page, read) => readRevisions(context.database, read, keys, page, columns),
      nodeOf: (row) => inState(row, state),
    },
    args,
    context,
    info,
  );
}
