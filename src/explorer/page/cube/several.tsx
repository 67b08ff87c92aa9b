import { useId, useRef, useState } from 'react';
import { OpeningField } from '../../element/opening-field.tsx';
import { beginLine } from '../../language/line-start.ts';
import { type Translate, useText } from '../../language/text.ts';

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

/** Several of a list: a field of the page that opens, with a tick for each. */
export function Several({ label, options, values, onValues }: SeveralProps) {
  const t = useText();
  const hasChosen = useRef(false);
  const choose = (codes: readonly string[]) => {
    onValues(codes, hasChosen.current);
    hasChosen.current = true;
  };
  return (
    <OpeningField
      label={label}
      chosen={tellChosen(options, values, t)}
      onOpen={() => {
        hasChosen.current = false;
      }}
    >
      {() => <OptionList options={options} values={values} choose={choose} />}
    </OpeningField>
  );
}

function tellChosen(options: readonly Option[], values: readonly string[], t: Translate): string {
  const [only] = values;
  if (only === undefined) return t('choice.all');
  if (values.length > 1) return t('cube.chosen', { count: values.length });
  const found = options.find(({ code }) => code === only);
  return found ? beginLine(found.name) : only;
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
        <div className="list-search">
          <input
            type="search"
            aria-label={t('choice.find')}
            aria-describedby={id}
            placeholder={t('choice.find')}
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
              <input type="checkbox" checked={chosen.has(code)} onChange={() => toggle(code)} /> {beginLine(name)}
              {aside && <small className="muted"> {aside}</small>}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
