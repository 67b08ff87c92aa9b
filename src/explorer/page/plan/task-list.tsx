import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TaskOrder, TaskRowFragment, TaskWhere } from '../../api/generated/graphql.ts';
import { CutNote } from '../../element/cut-note.tsx';
import { Empty, Failure, ServerGone, Skeleton } from '../../element/failure.tsx';
import { isLitByDate, LightMark } from '../../element/light.tsx';
import { LeadNames, TaskTitle } from '../../element/named.tsx';
import { OverdueMark } from '../../element/overdue.tsx';
import { useIsDrawn } from '../../element/use-is-drawn.ts';
import { usePrinting } from '../../element/use-printing.ts';
import { groupDigits } from '../../language/figure.ts';
import { beginLine } from '../../language/line-start.ts';
import { idOf, useText } from '../../language/text.ts';
import { useTaskPages } from './use-task-pages.ts';

const ROW_HEIGHT = 68;
const OVERSCAN = 12;
/** Of the first window: what is out of sight is drawn after it. */
const FIRST_OVERSCAN = 1;

/** Tasks in one list of any length: what is in sight is drawn, and what is near the end of it is asked for. */
export function TaskList({ where, orderBy }: { readonly where: TaskWhere; readonly orderBy: TaskOrder[] }) {
  const t = useText();
  const isPrinting = usePrinting();
  const isDrawn = useIsDrawn();
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  const { rows: tasks, total, error, isServerGone, hasMore, loadMore, retry } = useTaskPages(where, orderBy);
  // What stands above the list may have grown: a group that was opened, for one.
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0));
  const virtual = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: isDrawn ? OVERSCAN : FIRST_OVERSCAN,
    scrollMargin: offset,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= tasks.length - 2 * OVERSCAN) loadMore();
  }, [hasMore, lastShown, tasks.length, loadMore]);

  const trouble = error && (isServerGone ? <ServerGone /> : <Failure error={error} retry={retry} />);
  if (total === null) return trouble ?? <Skeleton />;
  if (tasks.length === 0) return <Empty>{t('plan.no-match')}</Empty>;
  if (isPrinting) {
    // Nothing scrolls on paper.
    return (
      <>
        <ul className="task-list">
          {tasks.map((task) => (
            <li key={task.id}>
              <TaskLine task={task} />
            </li>
          ))}
        </ul>
        <CutNote shown={tasks.length} total={total} />
      </>
    );
  }
  // What was read stays while the rest of it is not to be had.
  return (
    <>
      <ul ref={list} className="task-list" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const task = tasks[index];
          return (
            task && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={total}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start - offset}px)` }}
              >
                <TaskLine task={task} />
              </li>
            )
          );
        })}
      </ul>
      {trouble}
    </>
  );
}

export function TaskLine({ task }: { readonly task: TaskRowFragment }) {
  const t = useText();
  const standing = task.rating?.name ?? t(idOf('status', task.status));
  const isByDate = isLitByDate(task);
  return (
    <Link to="/task/$code" params={{ code: task.code }} className="task-line">
      <span className="task-light">
        <LightMark light={task.light} label={false} beside={standing} isByDate={isByDate} />
      </span>
      <span className="task-title">
        {task.parent && (
          <small className="muted">
            <TaskTitle task={task.parent} /> ›{' '}
          </small>
        )}
        <TaskTitle task={task} />
        <small className="muted">
          {beginLine([task.programme?.name, task.region.name].filter((part) => part).join(' · '))}
        </small>
      </span>
      <span className="task-lead muted">
        <LeadNames of={task.responsibilities} />
      </span>
      <span className="task-due digits">
        {task.dueDate ? t('task.due', { day: task.dueDate }) : <span className="muted">{t('task.no-due')}</span>}
        <OverdueMark task={task} />
      </span>
      <span className="task-state">
        {beginLine(standing)}
        {isByDate && <small className="muted">{t('light.never-rated')}</small>}
        {task.rolledUpProgress !== null && task.rolledUpProgress !== undefined && (
          <span className="meter digits">
            <i style={{ width: `${Number(task.rolledUpProgress)}%` }} />
            {groupDigits(task.rolledUpProgress)}%
          </span>
        )}
      </span>
    </Link>
  );
}
