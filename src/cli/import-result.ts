import type { Locale } from '../domain/message/locale.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { ImportResult } from '../import/import-options.ts';
import { checkTable } from './check-table.ts';
import { previewTable, revisedIn, revisionTexts } from './preview-table.ts';

/** What came of an import, in lines. What a person should look at comes first, and is marked. */
export function describeResult(result: ImportResult, locale: Locale): string[] {
  const inWords = (text: Text) => translate(text, locale);
  const { dataset, version, outcome, counts, checks, notes, warnings, preview } = result;
  const revised = preview === undefined ? result.revised : revisedIn(preview);
  const marked = [...warnings, ...(revised === undefined ? [] : revisionTexts(revised))].map((words) =>
    inWords(message('cli.look', { words })),
  );
  const text = message('cli.imported', {
    name: `${dataset} ${version}`,
    outcome: outcomeText(result),
    contents: list(
      Object.entries(counts).map(([resource, count]) => message('cli.resource-count', { resource, count })),
    ),
  });
  // What stands already was told when it came.
  const table = outcome === 'UNCHANGED' ? [] : checkTable(checks, locale);
  const changes = preview === undefined ? [] : previewTable(preview, locale);
  const details = [...marked, ...changes, ...notes.map(inWords), ...table].map((line) => `  ${line}`);
  return [inWords(text), ...details];
}

function outcomeText({ outcome, seq, changes }: ImportResult): Text {
  const release = String(seq);
  if (outcome === 'UNCHANGED') return message('cli.unchanged', { release });
  return message(outcome === 'PREVIEWED' ? 'cli.previewed' : 'cli.published', { release, ...changes });
}
