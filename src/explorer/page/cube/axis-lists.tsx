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
import { AXES, type Axis } from './axis.ts';

const TYPE = 'govgraph-axis';

interface AxisListsProps {
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  onLayout(rows: readonly Axis[], columns: readonly Axis[]): void;
}

/** The axes of the table in two lists. They are dragged with the mouse, by touch, or with the keyboard: Enter on the handle takes one up. */
export function AxisLists({ rows, columns, onLayout }: AxisListsProps) {
  const t = useText();
  const { language } = useScope();
  /** Puts an axis before or after another one, or at the end. */
  const move = (axis: Axis, list: 'rows' | 'columns', target: Axis | null, isAfter: boolean) => {
    const without = { rows: rows.filter((one) => one !== axis), columns: columns.filter((one) => one !== axis) };
    const found = target === null ? -1 : without[list].indexOf(target);
    const at = found < 0 ? without[list].length : found + (isAfter ? 1 : 0);
    const next = { ...without, [list]: without[list].toSpliced(at, 0, axis) };
    onLayout(next.rows, next.columns);
  };
  return (
    <I18nProvider locale={language}>
      <div className="axes no-print">
        <AxisList
          name={t('cube.rows')}
          axes={rows}
          move={(axis, target, isAfter) => move(axis, 'rows', target, isAfter)}
        />
        <AxisList
          name={t('cube.columns')}
          axes={columns}
          move={(axis, target, isAfter) => move(axis, 'columns', target, isAfter)}
        />
      </div>
    </I18nProvider>
  );
}

const ListName = createContext('');

/** A drop target whose words begin with the list that it is in: those of the library name its neighbours alone. */
const useNamedIndicator: NonNullable<DragAndDropHooks['useDropIndicator']> = (props, state, ref) => {
  const t = useText();
  const list = useContext(ListName);
  const indicator = useDropIndicator(props, state, ref);
  const { target } = props;
  const key = target.type === 'root' ? null : target.dropPosition === 'after' ? state.collection.getKeyAfter(target.key) : target.key; // biome-ignore format: one line
  const words = key === null ? t('cube.drop-last', { list }) : t('cube.drop-before', { list, name: t(idOf('axis', `${key}`)) }); // biome-ignore format: one line
  const names = { 'aria-label': words, 'aria-labelledby': undefined };
  return { ...indicator, dropIndicatorProps: { ...indicator.dropIndicatorProps, ...names } };
};

function AxisList({
  name,
  axes,
  move,
}: {
  readonly name: string;
  readonly axes: readonly Axis[];
  move(axis: Axis, target: Axis | null, isAfter: boolean): void;
}) {
  const t = useText();
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
    onInsert: ({ items, target }) => void drop(items, target.key as Axis, target.dropPosition === 'after'),
    onRootDrop: ({ items }) => void drop(items, null, true),
    onReorder: ({ keys, target }) => {
      for (const key of keys) move(key as Axis, target.key as Axis, target.dropPosition === 'after');
    },
  });
  return (
    <div className="axis-list">
      <span>{name}</span>
      <ListName value={name}>
        <GridList
          aria-label={name}
          items={axes.map((axis) => ({ id: axis }))}
          dragAndDropHooks={{ ...dragAndDropHooks, useDropIndicator: useNamedIndicator }}
          layout="grid"
          renderEmptyState={() => <span className="muted">{t('cube.drop-here')}</span>}
        >
          {({ id }) => (
            <GridListItem id={id} textValue={t(idOf('axis', id))}>
              <Button slot="drag">⠿</Button> {t(idOf('axis', id))}
            </GridListItem>
          )}
        </GridList>
      </ListName>
    </div>
  );
}
