import type { Database } from '../database.ts';
import { Precedence } from '../precedence.ts';
import type { Sql } from '../sql.ts';
import { Slots, type Turn, Turns } from './slots.ts';

/** A way to the connections of a database, on which statements wait for their turn. */
export interface Lane extends Database {
  /** Runs a statement when its turn comes. */
  queryInTurn<Row>(turn: Turn, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Two ways to the same connections. */
export interface Lanes {
  /** For what is answered at once. Its statements are run in the order in which they come, before those of the long lane. */
  readonly short: Lane;
  /** For files, pages of OData and dear queries of one client. Clients take turns. Part of the connections is never theirs. */
  long(client: string): Lane;
  /** How many statements wait for a connection, by lane. */
  waiting(): Waiting;
}

type Waiting = Readonly<Record<'short' | 'long', number>>;

export function lanesOver(database: Database): Lanes {
  const { short, long, waiting } = database.connections === 1 ? lanesOfOne(database) : lanesOfMany(database);
  return {
    short: through(database, short),
    long: (client) => through(database, long(client)),
    waiting,
  };
}

type Query = Lane['queryInTurn'];
interface Ways {
  readonly short: Query;
  long(client: string): Query;
  waiting(): Waiting;
}

/** Runs a statement whose turn has come. */
const beginIn =
  (database: Database): Query =>
  async (turn, text, values) => {
    turn.begin();
    return database.query(text, values);
  };

/** Long statements have half of the connections. */
function lanesOfMany(database: Database): Ways {
  const all = new Slots(database.connections);
  const long = new Turns(Math.floor(database.connections / 2));
  const run = beginIn(database);
  return {
    short: (turn, text, values) => all.run(() => run(turn, text, values)),
    long: (client) => (turn, text, values) =>
      long.run(client, turn, () => all.run(() => run(turn, text, values), 'last')),
    waiting: () => ({ short: all.waiting('first'), long: long.waiting + all.waiting('last') }),
  };
}

/** Long statements run one after the other, when no short one runs or follows. */
function lanesOfOne(database: Database): Ways {
  const queue = new Turns(1);
  const precedence = new Precedence();
  const run = beginIn(database);
  return {
    short: (turn, text, values) => precedence.first(() => run(turn, text, values)),
    long: (client) => (turn, text, values) =>
      queue.run(client, turn, async () => {
        await precedence.pause();
        return run(turn, text, values);
      }),
    waiting: () => ({ short: Math.max(0, precedence.running - 1), long: queue.waiting }),
  };
}

/** The database with another way for its statements. Prisma's client stays unmade until somebody wants it. */
function through(database: Database, queryInTurn: Query): Lane {
  const query: Sql['query'] = (text, values) => queryInTurn(AT_ONCE, text, values);
  return Object.assign(Object.create(database) as Database, { query, queryInTurn });
}

const AT_ONCE: Turn = { isOver: () => false, begin: () => {} };
