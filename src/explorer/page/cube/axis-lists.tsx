import { createContext, useContext, useEffect, useRef } from 'react';
import { useDropIndicator } from 'react-aria/useDroppableCollection';
import {
  Button,
  type DragAndDropHooks,
  GridList,
  GridListItem,
  I18nProvider,
  isTextDropItem,
  useDragAndDrop,
} from 'react-aria-components';
import { useScope } from '../../address/scope.ts';
import { idOf, useText } from '../../language/text.ts';
import { AXES, type Axis, type Layout } from './axis.ts';

const TYPE = 'govgraph-axis';
const LISTS = ['rows', 'columns', 'filters'] as const;
type List = (typeof LISTS)[number];

interface AxisListsProps {
  readonly layout: Layout;
  /** What the table shows of each axis that is a filter. */
  readonly shown: ReadonlyMap<Axis, string>;
  onLayout(layout: Layout): void;
}

/**
 * The axes of the table in three lists. They are dragged with the mouse, by touch, or with the keyboard: Enter on the handle takes one up. Whoever drags
 * nothing chooses the list of an axis behind its name. Of an axis that is a filter the table shows one.
 */
export function AxisLists({ layout, shown, onLayout }: AxisListsProps) {
  const { language } = useScope();
  /** Puts an axis before or after another one, or at the end. */
  const move = (axis: Axis, list: List, target: Axis | null, isAfter: boolean) => {
    const without = (one: List) => layout[one].filter((other) => other !== axis);
    const others = without(list);
    const found = target === null ? -1 : others.indexOf(target);
    const at = found < 0 ? others.length : found + (isAfter ? 1 : 0);
    const next = { rows: without('rows'), columns: without('columns'), filters: without('filters') };
    onLayout({ ...next, [list]: others.toSpliced(at, 0, axis) });
  };
  const lists = useRef<HTMLDivElement>(null);
  /** The axis whose list was chosen. Its choice stands in that list by and by, where the focus follows it. */
  const chosen = useRef<{ readonly axis: Axis; readonly list: List } | null>(null);
  useEffect(() => {
    const { axis, list } = chosen.current ?? {};
    if (!axis || !list || !layout[list].includes(axis)) return;
    const frame = requestAnimationFrame(() => {
      chosen.current = null;
      // The library puts the focus on the first entry of a list unless it was on the entry that is meant.
      const entry = lists.current?.querySelector<HTMLElement>(`[data-key="${axis}"]`);
      entry?.focus();
      entry?.querySelector('select')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [layout]);
  const choose = (axis: Axis, list: List) => {
    chosen.current = { axis, list };
    move(axis, list, null, true);
  };
  return (
    <I18nProvider locale={language}>
      <div className="axes no-print" ref={lists}>
        {LISTS.map((list) => (
          <AxisList
            key={list}
            list={list}
            axes={layout[list]}
            shown={list === 'filters' ? shown : null}
            move={(axis, target, isAfter) => move(axis, list, target, isAfter)}
            choose={choose}
          />
        ))}
      </div>
    </I18nProvider>
  );
}

/** The name of a list, and whether the order of what is in it matters. */
const ListName = createContext({ list: '', isOrdered: true });

/** A drop target whose words begin with the list that it is in: those of the library name its neighbours alone. */
const useNamedIndicator: NonNullable<DragAndDropHooks['useDropIndicator']> = (props, state, ref) => {
  const t = useText();
  const { list, isOrdered } = useContext(ListName);
  const indicator = useDropIndicator(props, state, ref);
  const { target } = props;
  const key = target.type === 'root' ? null : target.dropPosition === 'after' ? state.collection.getKeyAfter(target.key) : target.key; // biome-ignore format: one line
  const last = isOrdered ? t('cube.drop-last', { list }) : t('cube.drop-filter', { list });
  const words = key === null ? last : t('cube.drop-before', { list, name: t(idOf('axis', `${key}`)) }); // biome-ignore format: one line
  const names = { 'aria-label': words, 'aria-labelledby': undefined };
  return { ...indicator, dropIndicatorProps: { ...indicator.dropIndicatorProps, ...names } };
};

function AxisList({
  list,
  axes,
  shown,
  move,
  choose,
}: {
  readonly list: List;
  readonly axes: readonly Axis[];
  /** Of filters, what is shown; their order says nothing. */
  readonly shown: ReadonlyMap<Axis, string> | null;
  move(axis: Axis, target: Axis | null, isAfter: boolean): void;
  choose(axis: Axis, list: List): void;
}) {
  const t = useText();
  const name = t(`cube.${list}`);
  const isOrdered = shown === null;
  const nameAxis = (axis: Axis) => {
    const value = shown?.get(axis);
    const own = t(idOf('axis', axis));
    return value === undefined ? own : t('text.named', { name: own, value });
  };
  const drop = async (items: readonly unknown[], target: Axis | null, isAfter: boolean) => {
    for (const item of items as Parameters<typeof isTextDropItem>[0][]) {
      if (!isTextDropItem(item)) continue;
      const code = await item.getText(TYPE);
      const axis = AXES.find((one) => one === code);
      if (axis) move(axis, target, isAfter);
    }
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [TYPE]: `${key}`, 'text/plain': t(idOf('axis', `${key}`)) })),
    acceptedDragTypes: [TYPE],
    onRootDrop: ({ items }) => void drop(items, null, true),
    ...(isOrdered && {
      onInsert: ({ items, target }) => void drop(items, target.key as Axis, target.dropPosition === 'after'),
      onReorder: ({ keys, target }) => {
        for (const key of keys) move(key as Axis, target.key as Axis, target.dropPosition === 'after');
      },
    }),
  });
  return (
    <div className="axis-list">
      <span>{name}</span>
      <ListName value={{ list: name, isOrdered }}>
        <GridList
          aria-label={name}
          items={axes.map((axis) => ({ id: axis }))}
          dragAndDropHooks={{ ...dragAndDropHooks, useDropIndicator: useNamedIndicator }}
          layout="grid"
          keyboardNavigationBehavior="tab"
          renderEmptyState={() => (
            <span className="muted">{t(isOrdered ? 'cube.drop-here' : 'cube.drop-to-filter')}</span>
          )}
        >
          {({ id }) => (
            <GridListItem id={id} textValue={nameAxis(id)}>
              <Button slot="drag">⠿</Button> <span>{nameAxis(id)}</span>
              <span className="axis-choice">
                <select
                  aria-label={t(idOf('axis', id))}
                  value={list}
                  // A list that is told of it would take the focus to its first entry.
                  onFocus={(event) => event.stopPropagation()}
                  onChange={({ target }) => choose(id, target.value as List)}
                >
                  {LISTS.map((one) => (
                    <option key={one} value={one}>
                      {t(`cube.${one}`)}
                    </option>
                  ))}
                </select>
              </span>
            </GridListItem>
          )}
        </GridList>
      </ListName>
    </div>
  );
}
