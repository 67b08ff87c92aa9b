import type { Sql } from '../database/sql.ts';
import { readBorders } from './files/borders.ts';
import { createFiles, FILES_ADDRESS } from './files/handler.ts';
import type { ConnectorBase, Handler } from './http/handler.ts';
import type { PublicAddress } from './http/public-address.ts';
import { ODATA_ADDRESS, odataHandler } from './odata/http/handler.ts';
import type { ODataLimits } from './odata/http/request.ts';

export interface ConnectorOptions extends ConnectorBase {
  readonly address: PublicAddress;
  readonly odata: ODataLimits;
  /** The file with the borders of regions that the installation was given. */
  readonly bordersFile: string | null;
  /** Does the work within the time that an answer may take. Through the database that it is given, nothing is begun after that. */
  within<Result>(request: Request, client: string, work: (sql: Sql) => Promise<Result>): Promise<Result>;
}

/** How OData refuses a request before it comes to its handler. */
export { refuseForNow } from './odata/http/respond.ts';

/** Where people enter the connectors. */
export const ENTRANCES = { files: FILES_ADDRESS, odata: `${ODATA_ADDRESS}/` } as const;

/** The addresses under which the same figures are had without GraphQL, and who answers there. */
export function createConnectors(options: ConnectorOptions): ReadonlyMap<string, Handler> {
  return new Map([
    [FILES_ADDRESS, createFiles(options, options.bordersFile === null ? null : readBorders(options.bordersFile))],
    [ODATA_ADDRESS, odataHandler({ ...options, limits: options.odata })],
  ]);
}

/** Who answers at a path. */
export function handlerAt(connectors: ReadonlyMap<string, Handler>, path: string): Handler | undefined {
  for (const [address, handler] of connectors) {
    if (path === address || path.startsWith(`${address}/`)) return handler;
  }
  return undefined;
}
