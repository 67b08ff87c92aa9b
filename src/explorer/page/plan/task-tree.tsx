import { useState } from 'react';
import {
  PlanTreeDocument,
  type PlanTreeQuery,
  type PlanTreeQueryVariables,
  type TaskOrder,
  type TaskWhere,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Await, Empty } from '../../element/failure.tsx';
import { TaskTitle } from '../../element/named.tsx';
import { useText } from '../../language/text.ts';
import { firstLevel, TREE_PAGE } from './ask.ts';
import { TaskLine } from './task-list.tsx';
import { type Opened, useOpen } from './use-open.ts';

/** What stands open of a tree by itself. */
const NONE: readonly string[] = [];

type Task = PlanTreeQuery['tasks']['nodes'][number];

interface TreeProps {
  readonly where: TaskWhere;
  readonly orderBy: TaskOrder[];
}

interface LevelProps extends TreeProps {
  readonly opened: Opened;
}

/** The tasks at the top that the filters select. What is below one of them is asked for when it is opened, and is there whole. */
export function TaskTree({ where, orderBy }: TreeProps) {
  const opened = useOpen(NONE);
  return <Level where={firstLevel(where, orderBy).where} orderBy={orderBy} opened={opened} />;
}

function Level({ where, orderBy, opened }: LevelProps) {
  const [after, setAfter] = useState<readonly string[]>([]);
  return (
    <ul className="task-list is-plain">
      {[undefined, ...after].map((cursor, index, all) => (
        <LevelPage
          key={cursor ?? ''}
          variables={{ where, orderBy, first: TREE_PAGE, ...(cursor ? { after: cursor } : {}) }}
          opened={opened}
          more={index === all.length - 1 ? (next) => setAfter([...after, next]) : null}
        />
      ))}
    </ul>
  );
}

function LevelPage({
  variables,
  opened,
  more,
}: {
  readonly variables: PlanTreeQueryVariables;
  readonly opened: Opened;
  readonly more: ((cursor: string) => void) | null;
}) {
  const t = useText();
  const answer = useAnswer(PlanTreeDocument, variables);
  return (
    <Await answer={answer}>
      {({ tasks: { nodes, totalCount, pageInfo } }) => (
        <>
          {totalCount === 0 && <Empty>{t('plan.no-match')}</Empty>}
          {nodes.map((task) => (
            <Branch key={task.id} task={task} variables={variables} opened={opened} />
          ))}
          {more && pageInfo.hasNextPage && pageInfo.endCursor && (
            <li className="more">
              <button type="button" onClick={() => more(pageInfo.endCursor ?? '')}>
                {t('list.more')}
              </button>
            </li>
          )}
        </>
      )}
    </Await>
  );
}

function Branch({
  task,
  variables,
  opened,
}: {
  readonly task: Task;
  readonly variables: PlanTreeQueryVariables;
  readonly opened: Opened;
}) {
  const t = useText();
  const isOpen = opened.has(task.code);
  const { dataset } = variables.where;
  const count = task.children.totalCount;
  return (
    <li className="branch">
      {count > 0 ? (
        <button
          type="button"
          className="plain branch-toggle"
          aria-expanded={isOpen}
          onClick={() => opened.set(task.code, !isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          <span className="digits">{count}</span>
          <span className="visually-hidden">
            {t('task.children')}: <TaskTitle task={task} />
          </span>
        </button>
      ) : (
        <span className="branch-toggle" />
      )}
      <TaskLine task={{ ...task, parent: null }} />
      {isOpen && (
        <Level
          where={{ parent: task.code, ...(dataset ? { dataset } : {}) }}
          orderBy={[variables.orderBy ?? 'CODE_ASC'].flat()}
          opened={opened}
        />
      )}
    </li>
  );
}
