import type { SourceSearch } from '../../address/pages.ts';
import type { CommonSearch } from '../../address/search.ts';
import {
  SourceChecksDocument,
  SourceDocumentDocument,
  SourceListDocument,
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
  await Promise.all([document, at && ask(SourceReadingsDocument, { dataset: at.dataset, source: code })]);
}
