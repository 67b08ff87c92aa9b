import type { Locale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { clipped, oneLine } from '../import/package/problem.ts';
import type { Revision } from '../import/write/file-change.ts';
import { COMPUTED, type Preview } from '../import/write/preview.ts';

/** What an import would do, as lines: a line for each file, and the first of what it would revise. */
export function previewTable({ files, revisions }: Preview, locale: Locale): string[] {
  const revised = files.reduce((sum, { revised }) => sum + revised, 0);
  const shown = new Set(revisions.map(({ file, name }) => `${file} ${name}`)).size;
  const texts: Text[] = [
    ...files.map((changes) => message('cli.preview-row', { ...changes, file: fileText(changes.file) })),
    ...revisions.map(revisionText),
    ...(revised > shown ? [message('cli.more-revised', { more: revised - shown })] : []),
  ];
  return texts.map((text) => translate(text, locale));
}

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
