import { useText } from '../language/text.ts';
import { usePrinting } from './use-printing.ts';

interface CutNoteProps {
  readonly shown: number;
  readonly total: number;
  /** What the list is of, where it does not stand right beside. */
  readonly of?: string;
  /** The end of the list is shown, and not its beginning. */
  readonly isLatest?: boolean;
}

/** Says of a list that it is not whole, and nothing of one that is. */
export function CutNote({ shown, total, of, isLatest = false }: CutNoteProps) {
  const t = useText();
  if (shown >= total) return null;
  const words = t(isLatest ? 'list.last-of' : 'list.first-of', { shown, total });
  return <p className="muted is-cut">{of === undefined ? words : t('text.named', { name: of, value: words })}</p>;
}

/** The same on paper, of a list that has a button for more on the screen. */
export function PaperCutNote(props: CutNoteProps) {
  return usePrinting() && <CutNote {...props} />;
}
