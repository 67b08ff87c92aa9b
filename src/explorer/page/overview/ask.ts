import type { CommonSearch } from '../../address/search.ts';
import { OverviewDocument } from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';

export async function askOverview({ where, ask }: Visit<CommonSearch>): Promise<void> {
  const at = await where();
  if (at) await ask(OverviewDocument, at);
}
