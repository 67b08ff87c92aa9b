import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { MAX_TEXT } from '../address/search.ts';
import { fetchAhead, fetchPart } from '../api/fetch-part.ts';
import { beginLine } from '../language/line-start.ts';
import { useText } from '../language/text.ts';
import { Skeleton } from './failure.tsx';
import { OpeningField } from './opening-field.tsx';
import type { ChoiceProps } from './searched-list.tsx';

/** Milliseconds after the last key until the page follows. */
const TYPING = 250;
/** A longer list is searched: nobody finds a name in it by looking. */
const MAX_IN_SELECT = 30;

/** One of a list. Of a long one, its name can be written. */
export function Choice(props: ChoiceProps) {
  const { options, value, isRequired } = props;
  if (!isRequired && options.length === 0 && value === undefined) return null;
  return options.length > MAX_IN_SELECT ? <LongChoice {...props} /> : <SelectChoice {...props} />;
}

function SelectChoice({ label, value, options, onChoice, isRequired = false, isAsWritten = false, none }: ChoiceProps) {
  const t = useText();
  return (
    <label className={['choice', value && !isRequired ? 'is-set' : ''].join(' ').trim()}>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onChoice(target.value || undefined)}>
        {!isRequired && <option value="">{none ?? t('choice.all')}</option>}
        {value && !options.some(([one]) => one === value) && <option value={value}>{value}</option>}
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {isAsWritten ? name : beginLine(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

const fetchList = () => import('./searched-list.tsx');

const SearchedList = lazy(() => fetchPart(fetchList).then(({ SearchedList: List }) => ({ default: List })));

/** One of a long list, which is there as soon as the field is opened. */
function LongChoice(props: ChoiceProps) {
  const { label, value, options, isRequired = false, isAsWritten = false, none } = props;
  const t = useText();
  const found = options.find(([code]) => code === value)?.[1];
  const name = found && !isAsWritten ? beginLine(found) : (found ?? value ?? none ?? t('choice.all'));
  return (
    <OpeningField
      label={label}
      chosen={name}
      isSet={value !== undefined && !isRequired}
      onApproach={() => fetchAhead(fetchList)}
    >
      {(close) => (
        <Suspense fallback={<Skeleton />}>
          <SearchedList {...props} close={close} />
        </Suspense>
      )}
    </OpeningField>
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
  isRequired = false,
}: {
  readonly value: string;
  readonly label: string;
  /** No more than a period: two of them stand beside each other on a phone. */
  readonly isShort?: boolean;
  /** A text that is cleared tells nothing, and comes back when the field is left. */
  readonly isRequired?: boolean;
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
    if (text === value || (isRequired && text.trim() === '')) return;
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
        onBlur={() => {
          if (isRequired && text.trim() === '') setText(value);
        }}
        onChange={({ target }) => setText(target.value)}
      />
    </label>
  );
}
