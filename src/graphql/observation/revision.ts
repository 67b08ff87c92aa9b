import type { GraphQLResolveInfo } from 'graphql';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { ObservationRow } from '../../read/observation/observation.ts';
import { type ObservationKey, REVISION_KEYS, readRevisions } from '../../read/observation/revision.ts';
import type { Context } from '../core/context.ts';
import type { PageArguments } from '../core/pagination.ts';
import { selectedList } from '../core/selection.ts';
import { listLoader } from '../core/sql-list.ts';
import { inState, type ObservationNode, observationColumns } from './observation-list.ts';

/** What was published for the series and period of each observation that was read in a state. */
export function revisionLists(state: Snapshot, args: PageArguments, context: Context, info: GraphQLResolveInfo) {
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
