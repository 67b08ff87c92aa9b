import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../language/text.ts';

interface OpeningFieldProps {
  readonly label: string;
  /** What is chosen, in words. */
  readonly chosen: string;
  /** Whether less than all is chosen. */
  readonly isSet?: boolean;
  /** Told as soon as the field may be opened, so that what is in it can be fetched. */
  onApproach?(): void;
  onOpen?(): void;
  /** What to choose from, while the field stands open. */
  children(close: () => void): ReactNode;
}

/** A field of the page that opens below itself. Escape and whatever is done elsewhere close it. */
export function OpeningField({ label, chosen, isSet = false, onApproach, onOpen, children }: OpeningFieldProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLDetailsElement>(null);
  // Whoever sees the field open can leave it at once.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const leave = ({ target }: Event) => {
      if (!field.current?.contains(target as Node)) setOpen(false);
    };
    // The focus tells of the keyboard, a press of the mouse and of touch.
    const events = ['focusin', 'pointerdown'] as const;
    for (const event of events) document.addEventListener(event, leave);
    return () => {
      for (const event of events) document.removeEventListener(event, leave);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    field.current?.querySelector('summary')?.focus();
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    // A field of text would be emptied by it.
    event.preventDefault();
    close();
  };
  const toggle = (willOpen: boolean) => {
    if (willOpen && !isOpen) onOpen?.();
    setOpen(willOpen);
  };
  return (
    <div className={isSet ? 'choice opening is-set' : 'choice opening'}>
      <span aria-hidden="true">{label}</span>
      <details
        ref={field}
        open={isOpen}
        onToggle={({ currentTarget }) => toggle(currentTarget.open)}
        onKeyDown={closeByKey}
        onPointerEnter={onApproach}
        onFocus={onApproach}
      >
        <summary>
          <span className="visually-hidden">{t('text.named', { name: label, value: '' })}</span>
          {chosen}
        </summary>
        {isOpen && (
          <fieldset>
            <legend className="visually-hidden">{label}</legend>
            {children(close)}
          </fieldset>
        )}
      </details>
    </div>
  );
}
