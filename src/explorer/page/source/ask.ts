import type { SourceSearch } from '../../address/pages.ts';
import type { CommonSearch } from '../../address/search.ts';
import {
  SourceChecksDocument,
  SourceClaimsDocument,
  SourceDocumentDocument,
  SourceListDocument,
  SourceMetricsDocument,
  SourceReadingsDocument,
} from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';

export async function askSources({ where, ask }: Visit<CommonSearch>): Promise<void> {
  const list = ask(SourceListDocument, {});
  const at = await where();
  await Promise.all([list, at && ask(SourceChecksDocument, { dataset: at.dataset })]);
}

export async function askSource({ code, search, where, ask }: Visit<SourceSearch>): Promise<void> {
  // As it is now, a document is known by its code alone.
  const now = search.asOf === undefined ? ask(SourceDocumentDocument, { code, asOf: null }) : null;
  const at = await where();
  if (!at) return void (await now);
  const { dataset, asOf } = at;
  const document = now ?? ask(SourceDocumentDocument, { code, asOf });
  const readings = async () => {
    // Tasks and programmes are those of now: of a source that was withdrawn there are none.
    if (asOf === null || (await document)?.now) await ask(SourceReadingsDocument, { dataset, source: code });
  };
  await Promise.all([
    document,
    readings(),
    ask(SourceMetricsDocument, metricsAfter(dataset, null)),
    asOf === null && ask(SourceClaimsDocument, { dataset }),
  ]);
}

/** What is sent for the page of a data set's metrics after a cursor. */
export const metricsAfter = (dataset: string, after: string | null) => ({ dataset, after });
