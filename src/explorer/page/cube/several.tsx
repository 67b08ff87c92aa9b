import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../language/text.ts';

/** A longer list has a field to look for a name in. */
const MAX_WITHOUT_SEARCH = 12;

/** One that can be chosen. */
export interface Option {
  readonly code: string;
  readonly name: string;
  /** How many of those before it it lies in. */
  readonly depth: number;
  /** Where it lies, if that is not in the list. */
  readonly aside?: string;
}

interface SeveralProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  /** `isContinued`: the list has stood open since the choice before. */
  onValues(values: readonly string[], isContinued: boolean): void;
}

/** Several of a list: a field of the page that opens, with a tick for each. Escape and whatever is done elsewhere close it. */
export function Several({ label, options, values, onValues }: SeveralProps) {
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLDetailsElement>(null);
  const hasChosen = useRef(false);
  useEffect(() => {
    if (!isOpen) return;
    hasChosen.current = false;
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
  const choose = (codes: readonly string[]) => {
    onValues(codes, hasChosen.current);
    hasChosen.current = true;
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    // A field of text would be emptied by it.
    event.preventDefault();
    setOpen(false);
    field.current?.querySelector('summary')?.focus();
  };
  return (
    <div className="choice several">
      <span aria-hidden="true">{label}</span>
      <details
        ref={field}
        open={isOpen}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
        onKeyDown={close}
      >
        <summary>
          <span className="visually-hidden">{label}: </span>
          <Chosen options={options} values={values} />
        </summary>
        {isOpen && (
          <fieldset>
            <legend className="visually-hidden">{label}</legend>
            <OptionList options={options} values={values} choose={choose} />
          </fieldset>
        )}
      </details>
    </div>
  );
}

function Chosen({ options, values }: Pick<SeveralProps, 'options' | 'values'>) {
  const t = useText();
  const [only] = values;
  if (only === undefined) return t('choice.all');
  if (values.length > 1) return t('cube.chosen', { count: values.length });
  return options.find(({ code }) => code === only)?.name ?? only;
}

function OptionList({
  options,
  values,
  choose,
}: Pick<SeveralProps, 'options' | 'values'> & { choose(values: readonly string[]): void }) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const chosen = new Set(values);
  const wanted = text.trim().toLowerCase();
  const isFound = ({ code, name }: Option) =>
    name.toLowerCase().includes(wanted) || code.toLowerCase().startsWith(wanted);
  const found = wanted === '' ? options : options.filter(isFound);
  const toggle = (code: string) => choose(chosen.has(code) ? values.filter((one) => one !== code) : [...values, code]);
  return (
    <>
      {options.length > MAX_WITHOUT_SEARCH && (
        <div className="several-search">
          <input
            type="search"
            aria-label={t('cube.find')}
            aria-describedby={id}
            placeholder={t('cube.find')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <p id={id} role="status" className="muted">
            {wanted !== '' && t('search.found', { count: found.length })}
          </p>
        </div>
      )}
      {values.length > 1 && (
        <button type="button" className="plain" onClick={() => choose([])}>
          {t('cube.choose-none')}
        </button>
      )}
      <ul>
        {found.map(({ code, name, depth, aside }) => (
          <li key={code} style={{ paddingInlineStart: `${wanted === '' ? depth : 0}rem` }}>
            <label>
              <input type="checkbox" checked={chosen.has(code)} onChange={() => toggle(code)} /> {name}
              {aside && <small className="muted"> {aside}</small>}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
