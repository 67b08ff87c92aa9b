import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  I18nProvider,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import type { CombinedError } from 'urql';
import type { InterfaceLanguage } from '../address/search.ts';
import { askIn } from '../api/client.ts';
import { SearchDocument } from '../api/generated/graphql.ts';
import { useAnswer } from '../api/use-answer.ts';
import { refusalsOf } from '../element/failure.tsx';
import { nameTask } from '../element/named.tsx';
import { beginLine } from '../language/line-start.ts';
import { idOf, type Translate, useText } from '../language/text.ts';
import { findTarget, type Hit } from './search-target.ts';

const FIRST = 30;
/** Milliseconds after the last key until the server is asked. */
const TYPING = 120;

interface SearchDialogProps {
  readonly language: InterfaceLanguage;
  /** Code of the data set that is looked at; null where the address names one that is not there. */
  readonly dataset: string | null;
  /** The day in the bar, and the moment that is its end; null: what is published now is searched. */
  readonly asOfDay: string | null;
  readonly asOf: string | null;
  close(): void;
}

/** Finds everything that `Query.search` finds as one types, in Chinese and English, as it was published on the day in the bar. */
export function SearchDialog({ close, language, dataset, asOfDay, asOf }: SearchDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const { data, isLoading, error, isServerGone } = useAnswer(
    SearchDocument,
    { text: asked, first: FIRST, asOf },
    asked === '',
  );
  /** The hit that is being opened, and whether nothing is there to open. */
  const [opened, setOpened] = useState<{ readonly hit: Hit; readonly isUnused: boolean } | null>(null);
  const hits = asked === '' ? [] : (data?.search.edges.map(({ node }) => node) ?? []);
  /** Counts what was last wanted: a hit that is still sought when the text is changed, or the dialog closed, is opened no more. */
  const wanted = useRef(0);
  useEffect(() => () => void wanted.current++, []);
  const open = async (id: unknown) => {
    const hit = hits.find((one) => one.id === id);
    if (!hit || (opened && !opened.isUnused)) return;
    const own = ++wanted.current;
    setOpened({ hit, isUnused: false });
    const target = await findTarget(hit, { dataset, asOf, ask: askIn(language) });
    if (own !== wanted.current) return;
    if (!target) return setOpened({ hit, isUnused: true });
    close();
    await navigate(target);
  };
  const type = (typed: string) => {
    wanted.current++;
    setText(typed);
    setOpened(null);
  };
  const isBusy = isLoading || opened?.isUnused === false;
  const found = opened?.isUnused ? t('search.unused', { name: nameOf(opened.hit, t) }) : tellFound(hits.length, data?.search.totalCount ?? 0, t); // biome-ignore format: one line
  const state = isServerGone ? t('state.gone') : error ? tellError(error) : asked === '' ? t('search.hint') : isBusy ? t('state.loading') : found; // biome-ignore format: one line

  return (
    <I18nProvider locale={language}>
      <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && close()} className="overlay">
        <Modal className="search-modal">
          <Dialog aria-label={t('search.open')}>
            <Autocomplete inputValue={text} onInputChange={type}>
              {/* Escape would empty the field first. */}
              <SearchField aria-label={t('search.open')} autoFocus onClear={close}>
                <Input placeholder={t('search.placeholder')} />
              </SearchField>
              <p className="search-state" role="status">
                {state}
                {asOfDay !== null && <span className="is-past">{t('search.as-of', { day: asOfDay })}</span>}
              </p>
              <ListBox
                items={hits}
                className="search-hits"
                aria-label={t('search.hits')}
                onAction={(id) => void open(id)}
              >
                {(hit) => {
                  const name = isAsWritten(hit) ? nameOf(hit, t) : beginLine(nameOf(hit, t));
                  return (
                    <ListBoxItem id={hit.id} textValue={name}>
                      <span>{name}</span>{' '}
                      <span className="hit-kind">
                        {t(idOf('kind-of', hit.__typename))}
                        {'dataset' in hit && ` · ${hit.dataset.title}`}
                        {'dimension' in hit && ` · ${hit.dimension.name}`}
                      </span>
                    </ListBoxItem>
                  );
                }}
              </ListBox>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}

const tellError = (error: CombinedError): string => refusalsOf(error).join(' ') || error.message;

const tellFound = (shown: number, total: number, t: Translate): string =>
  shown < total ? t('search.first-of', { shown, total }) : t('search.found', { count: total });

/** Names of units, and the titles that publishers give their data sets. */
const isAsWritten = ({ __typename: kind }: Hit): boolean => kind === 'Unit' || kind === 'Dataset';

function nameOf(hit: Hit, t: Translate): string {
  switch (hit.__typename) {
    case 'WorkingGroup':
      return hit.groupName ?? t('group.unnamed', { ordinal: hit.groupOrdinal });
    case 'Task':
      return nameTask(hit, t);
    case 'Metric':
    case 'Programme':
    case 'Region':
    case 'Organization':
    case 'Theme':
    case 'Unit':
    case 'Dimension':
    case 'Category':
    case 'Rating':
      return hit.name;
    case 'Source':
      return hit.sourceTitle;
    case 'Dataset':
      return hit.datasetTitle;
    case 'Release':
      return t('overview.release', { version: hit.version });
    default:
      return hit.id;
  }
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
