import type { SourceSearch } from '../../address/pages.ts';
import type { CommonSearch } from '../../address/search.ts';
import {
  SourceChecksDocument,
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

export async function askSource({ code, where, ask }: Visit<SourceSearch>): Promise<void> {
  const document = ask(SourceDocumentDocument, { code });
  const at = await where();
  if (!at) return void (await document);
  const { dataset } = at;
  await Promise.all([
    document,
    ask(SourceReadingsDocument, { dataset, source: code }),
    ask(SourceMetricsDocument, metricsAfter(dataset, null)),
  ]);
}

/** What is sent for the page of a data set's metrics after a cursor. */
export const metricsAfter = (dataset: string, after: string | null) => ({ dataset, after });
