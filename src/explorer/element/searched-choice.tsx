import { useMemo } from 'react';
import {
  Button,
  ComboBox,
  I18nProvider,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { useText } from '../language/text.ts';
import type { ChoiceProps } from './choice.tsx';

/** Where nothing is chosen. */
const NOTHING = '~';

/** One of a long list: a field in which its name is looked for, and the list of those that have what was written. */
export function SearchedChoice({
  label,
  value,
  options,
  onChoice,
  isRequired = false,
  none,
  language,
}: ChoiceProps & { readonly language: string }) {
  const t = useText();
  const entries = useMemo(() => {
    const isKnown = value === undefined || options.some(([code]) => code === value);
    const all = isRequired ? [] : [{ id: NOTHING, name: none ?? t('choice.all') }];
    return [...all, ...(isKnown ? [] : [{ id: value, name: value }]), ...options.map(([id, name]) => ({ id, name }))];
  }, [options, value, isRequired, none, t]);
  const choose = (key: Key | null) => {
    // An emptied field asks for all, where that can be had.
    if (key === null && isRequired) return;
    const chosen = key === null || key === NOTHING ? undefined : `${key}`;
    if (chosen !== value) onChoice(chosen);
  };
  return (
    <I18nProvider locale={language}>
      <ComboBox
        className={['choice is-long', value && !isRequired ? 'is-set' : ''].join(' ').trim()}
        defaultItems={entries}
        value={value ?? NOTHING}
        onChange={choose}
        menuTrigger="focus"
        allowsEmptyCollection
      >
        <Label>{label}</Label>
        <span className="searched">
          <Input onFocus={({ target }) => target.select()} />
          <Button>
            <span aria-hidden="true">▾</span>
          </Button>
        </span>
        <Popover className="searched-list" offset={2}>
          <ListBox renderEmptyState={() => t('search.found', { count: 0 })}>
            {({ id, name }: (typeof entries)[number]) => (
              <ListBoxItem id={id} textValue={name}>
                {name}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
}
