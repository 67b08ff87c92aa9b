import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lanes } from '../../database/lane/lane.ts';
import type { Trace } from '../core/trace.ts';

/** What follows requests to their statements. Nothing of it is loaded unless traces are sent somewhere. */
export interface Tracing {
  /** Does the work of a request within a span, which ends when its answer has been sent. */
  traceRequest(request: IncomingMessage, response: ServerResponse, trace: Trace, work: () => void): void;
  /** The same lanes, on which each statement has a span within that of its request. */
  traceStatements(lanes: Lanes): Lanes;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}
