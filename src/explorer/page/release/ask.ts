import type { ReleasesSearch } from '../../address/pages.ts';
import { ReleaseListDocument } from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';

export async function askReleases({ where, ask }: Visit<ReleasesSearch>): Promise<void> {
  const at = await where();
  if (at) await ask(ReleaseListDocument, { dataset: at.dataset });
}
