import { createContext, useContext } from 'react';
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

interface AxisListsProps {
  readonly layout: Layout;
  /** What the table shows of each axis that is a filter. */
  readonly shown: ReadonlyMap<Axis, string>;
  onLayout(layout: Layout): void;
}

/**
 * The axes of the table in three lists. They are dragged with the mouse, by touch, or with the keyboard: Enter on the handle takes one up. Of an axis
 * that is a filter the table shows one.
 */
export function AxisLists({ layout, shown, onLayout }: AxisListsProps) {
  const t = useText();
  const { language } = useScope();
  /** Puts an axis before or after another one, or at the end. */
  const move = (axis: Axis, list: (typeof LISTS)[number], target: Axis | null, isAfter: boolean) => {
    const without = (one: (typeof LISTS)[number]) => layout[one].filter((other) => other !== axis);
    const others = without(list);
    const found = target === null ? -1 : others.indexOf(target);
    const at = found < 0 ? others.length : found + (isAfter ? 1 : 0);
    const next = { rows: without('rows'), columns: without('columns'), filters: without('filters') };
    onLayout({ ...next, [list]: others.toSpliced(at, 0, axis) });
  };
  return (
    <I18nProvider locale={language}>
      <div className="axes no-print">
        {LISTS.map((list) => (
          <AxisList
            key={list}
            name={t(`cube.${list}`)}
            axes={layout[list]}
            shown={list === 'filters' ? shown : null}
            move={(axis, target, isAfter) => move(axis, list, target, isAfter)}
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
  name,
  axes,
  shown,
  move,
}: {
  readonly name: string;
  readonly axes: readonly Axis[];
  /** Of filters, what is shown; their order says nothing. */
  readonly shown: ReadonlyMap<Axis, string> | null;
  move(axis: Axis, target: Axis | null, isAfter: boolean): void;
}) {
  const t = useText();
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
          renderEmptyState={() => (
            <span className="muted">{t(isOrdered ? 'cube.drop-here' : 'cube.drop-to-filter')}</span>
          )}
        >
          {({ id }) => (
            <GridListItem id={id} textValue={nameAxis(id)}>
              <Button slot="drag">⠿</Button> <span>{nameAxis(id)}</span>
            </GridListItem>
          )}
        </GridList>
      </ListName>
    </div>
  );
}
