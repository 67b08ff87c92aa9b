import { useMemo } from 'react';
import { Autocomplete, I18nProvider, Input, ListBox, ListBoxItem, SearchField, useFilter } from 'react-aria-components';
import { useScope } from '../address/scope.ts';
import { beginLine } from '../language/line-start.ts';
import { useText } from '../language/text.ts';

/** Where nothing is chosen. */
const NOTHING = '~';

/** The list opens where the chosen one is. The page stays where it is. */
function showChosen(item: Element | null): void {
  const panel = item?.closest('fieldset');
  if (!item || !panel) return;
  panel.scrollTop += item.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 2;
}

/** What is chosen from, one at a time. */
export interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly isRequired?: boolean;
  /** Names of units stay as they are written: km is none that begins with a capital. */
  readonly isAsWritten?: boolean;
  /** What it is called where nothing is chosen. */
  readonly none?: string | undefined;
  onChoice(value: string | undefined): void;
}

interface SearchedListProps extends ChoiceProps {
  close(): void;
}

/** A long list of which one is chosen: a part of its name is written, or the arrows go to it. */
export function SearchedList(props: SearchedListProps) {
  const { language } = useScope();
  return (
    <I18nProvider locale={language}>
      <OptionSearch {...props} />
    </I18nProvider>
  );
}

function OptionSearch({
  label,
  value,
  options,
  onChoice,
  isRequired = false,
  isAsWritten = false,
  none,
  close,
}: SearchedListProps) {
  const t = useText();
  const { contains } = useFilter({ sensitivity: 'base' });
  const entries = useMemo(() => {
    const all = isRequired ? [] : [{ id: NOTHING, name: none ?? t('choice.all') }];
    return [...all, ...options.map(([id, name]) => ({ id, name: isAsWritten ? name : beginLine(name) }))];
  }, [options, isRequired, isAsWritten, none, t]);
  const choose = (chosen: 'all' | ReadonlySet<unknown>) => {
    close();
    // To choose what is chosen gives nothing up.
    const [key] = chosen === 'all' ? [] : chosen;
    if (key !== undefined) onChoice(key === NOTHING ? undefined : `${key}`);
  };
  return (
    <Autocomplete filter={contains}>
      <SearchField className="list-search" aria-label={t('choice.find')} autoFocus onClear={close}>
        <Input placeholder={t('choice.find')} />
      </SearchField>
      <ListBox
        className="list-options"
        aria-label={label}
        items={entries}
        selectionMode="single"
        selectedKeys={[value ?? NOTHING]}
        onSelectionChange={choose}
        renderEmptyState={() => t('search.found', { count: 0 })}
      >
        {({ id, name }) => (
          <ListBoxItem id={id} textValue={name} ref={id === (value ?? NOTHING) ? showChosen : null}>
            {name}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}
