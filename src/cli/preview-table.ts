import type { Locale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { clipped, oneLine } from '../import/package/problem.ts';
import { COMPUTED, type Preview, type Revision } from '../import/write/preview.ts';

/** What an import would do, as lines: a line for each file, and the first of what it would revise. */
export function previewTable({ files, revisions }: Preview, locale: Locale): string[] {
  const revised = files.reduce((sum, { revised }) => sum + revised, 0);
  const told = new Set(revisions.map(({ file, name }) => `${file} ${name}`)).size;
  const texts: Text[] = [
    ...files.map((changes) => message('cli.preview-row', { ...changes, file: fileText(changes.file) })),
    ...revisions.map(revisionText),
    ...(revised > told ? [message('cli.more-revised', { more: revised - told })] : []),
  ];
  return texts.map((text) => translate(text, locale));
}

const fileText = (file: string): Text => (file === COMPUTED ? message('cli.computed') : file);

function revisionText({ file, name, column, before, after }: Revision): Text {
  const shown = (text: string): Text => (text === '' ? message('cli.no-text') : oneLine(clipped(text)));
  return message('cli.preview-revision', {
    file: fileText(file),
    name: oneLine(clipped(name)),
    column,
    before: shown(before),
    after: shown(after),
  });
}
