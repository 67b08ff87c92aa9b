import { beginTurn, type Turn, Turns, WANTED } from '../../domain/core/turns.ts';
import { type Database, RoutedDatabase } from '../database.ts';
import { Precedence } from '../precedence.ts';
import { Slots } from './slots.ts';

/** A way to the connections of a database, on which statements wait for their turn. */
export interface Lane extends Database {
  /** Runs a statement when its turn comes. */
  queryInTurn<Row>(turn: Turn, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Ways to the same connections. */
export interface Lanes {
  /** For what the server reads once for all who ask, before all else. */
  readonly own: Lane;
  /** For what is answered at once, before what the long lane has. Clients take turns. */
  short(client: string): Lane;
  /** For files, pages of OData and dear queries. Clients take turns. Part of the connections is never theirs. */
  long(client: string): Lane;
  /** How many statements wait for a connection, by lane. */
  waiting(): Waiting;
}

type Waiting = Readonly<Record<'short' | 'long', number>>;

export function lanesOver(database: Database): Lanes {
  const { own, short, long, waiting } = database.connections === 1 ? lanesOfOne(database) : lanesOfMany(database);
  return {
    own: new RoutedLane(database, own),
    short: (client) => new RoutedLane(database, short(client)),
    long: (client) => new RoutedLane(database, long(client)),
    waiting,
  };
}

type Query = Lane['queryInTurn'];
interface Ways {
  readonly own: Query;
  short(client: string): Query;
  long(client: string): Query;
  waiting(): Waiting;
}

/** Runs a statement whose turn has come. */
const beginIn =
  (database: Database): Query =>
  async (turn, text, values) => {
    beginTurn(turn);
    return database.query(text, values);
  };

/** Long statements have half of the connections. */
function lanesOfMany(database: Database): Ways {
  const all = new Slots(database.connections);
  const shortTurns = new Turns(database.connections);
  const longTurns = new Turns(Math.floor(database.connections / 2));
  const run = beginIn(database);
  const own: Query = (turn, text, values) => all.run(() => run(turn, text, values));
  return {
    own,
    short: (client) => (turn, text, values) => shortTurns.run(client, turn, () => own(turn, text, values)),
    long: (client) => (turn, text, values) =>
      longTurns.run(client, turn, () => all.run(() => run(turn, text, values), 'last')),
    waiting: () => ({
      short: shortTurns.waiting + all.waiting('first'),
      long: longTurns.waiting + all.waiting('last'),
    }),
  };
}

/** Short statements that are on their way to the one connection: it is never without work while the next is fetched. */
const SHORT_UNDER_WAY = 2;

/** Long statements run one after the other, when no short one runs or follows. */
function lanesOfOne(database: Database): Ways {
  const shortTurns = new Turns(SHORT_UNDER_WAY);
  const longTurns = new Turns(1);
  const precedence = new Precedence();
  const run = beginIn(database);
  return {
    own: (turn, text, values) => precedence.first(() => run(turn, text, values)),
    short: (client) => (turn, text, values) =>
      precedence.first(() => shortTurns.run(client, turn, () => run(turn, text, values))),
    long: (client) => (turn, text, values) =>
      longTurns.run(client, turn, async () => {
        await precedence.pause();
        return run(turn, text, values);
      }),
    waiting: () => ({ short: Math.max(0, precedence.running - 1), long: longTurns.waiting }),
  };
}

/** A database whose statements take a lane. */
export class RoutedLane extends RoutedDatabase implements Lane {
  readonly queryInTurn: Query;

  constructor(database: Database, queryInTurn: Query) {
    super(database, (text, values) => queryInTurn(WANTED, text, values));
    this.queryInTurn = queryInTurn;
  }
}
