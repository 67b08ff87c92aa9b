import { type ReactNode, useEffect, useRef, useState } from 'react';
import { MAX_TEXT } from '../address/search.ts';
import { useText } from '../language/text.ts';
import { useIsDrawn } from './use-is-drawn.ts';

/** Milliseconds after the last key until the page follows. */
const TYPING = 250;
/** A longer list is filled after the first window: until then it takes longer to draw than all that is seen. */
const MAX_AT_ONCE = 30;

export function Choice({
  label,
  value,
  options,
  onChoice,
  isRequired = false,
  none,
}: {
  readonly label: ReactNode;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly isRequired?: boolean;
  /** What it is called where nothing is chosen. */
  readonly none?: string;
  onChoice(value: string | undefined): void;
}) {
  const t = useText();
  const isDrawn = useIsDrawn();
  const isLong = options.length > MAX_AT_ONCE;
  const offered = isDrawn || !isLong ? options : options.filter(([one]) => one === value);
  if (!isRequired && options.length === 0 && value === undefined) return null;
  return (
    <label className={['choice', value && !isRequired ? 'is-set' : '', isLong ? 'is-long' : ''].join(' ').trim()}>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onChoice(target.value || undefined)}>
        {!isRequired && <option value="">{none ?? t('choice.all')}</option>}
        {value && !offered.some(([one]) => one === value) && <option value={value}>{value}</option>}
        {offered.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/**
 * A field whose text is told once the writer pauses. Each pause but the first goes on with what was told before: whoever keeps a history
 * makes one entry of it.
 */
export function TypedText({
  value,
  label,
  onText,
  isShort = false,
}: {
  readonly value: string;
  readonly label: string;
  /** No more than a period: two of them stand beside each other on a phone. */
  readonly isShort?: boolean;
  onText(text: string, isContinued: boolean): void;
}) {
  const [text, setText] = useState(value);
  /** What was told since the field was entered. */
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (value === told.current) return; // the writer may be further by now
    told.current = null;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      const isContinued = told.current !== null;
      told.current = text;
      onText(text, isContinued);
    }, TYPING);
    return () => clearTimeout(timer);
  });
  return (
    <label className={isShort ? 'choice' : 'choice is-text'}>
      <span>{label}</span>
      <input
        type="search"
        value={text}
        maxLength={MAX_TEXT}
        onFocus={() => {
          told.current = null;
        }}
        onChange={({ target }) => setText(target.value)}
      />
    </label>
  );
}
