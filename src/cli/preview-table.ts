import type { Locale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { clipped, oneLine } from '../import/package/problem.ts';
import type { Revision } from '../import/write/file-change.ts';
import { COMPUTED, type Preview, type Revised } from '../import/write/preview.ts';

/** What an import would do, as lines: a line for each file. */
export const previewTable = ({ files }: Preview, locale: Locale): string[] =>
  files.map((changes) => translate(message('cli.preview-row', { ...changes, file: fileText(changes.file) }), locale));

/** What a dry run would revise. */
export function revisedIn({ files, revisions }: Preview): Revised {
  const revised = files.reduce((sum, { revised }) => sum + revised, 0);
  const shown = new Set(revisions.map(({ file, name }) => `${file} ${name}`)).size;
  return { count: revised - shown + revisions.length, revisions };
}

/** The first of what is revised, each with what it said and what it says. */
export const revisionTexts = ({ count, revisions }: Revised): Text[] => [
  ...revisions.map(revisionText),
  ...(count > revisions.length ? [message('cli.more-revised', { more: count - revisions.length })] : []),
];

const fileText = (file: string): Text => (file === COMPUTED ? message('cli.computed') : file);

function revisionText({ file, name, column, before, after }: Revision): Text {
  const cellText = (text: string): Text => (text === '' ? message('cli.no-text') : oneLine(clipped(text)));
  return message('cli.preview-revision', {
    file: fileText(file),
    name: oneLine(clipped(name)),
    column,
    before: cellText(before),
    after: cellText(after),
  });
}
