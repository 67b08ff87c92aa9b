import { join } from 'node:path';
import { z } from 'zod';
import type { ERROR_CODES } from '../../domain/core/errors.ts';
import type { Text } from '../../domain/message/message.ts';

/**
 * The operator's door to a running server on the embedded database: a Unix socket in DATA_DIR that its owner alone may open. A connection carries one
 * command, a line of JSON, and answers with lines: how far it is, and at last what came of it, or why it was refused. After the command DATABASE
 * and the line that admits it, the connection carries statements and their rows (`database/served/served-server.ts`).
 */
export const controlPath = (directory: string): string => join(directory, 'control.sock');

export const MAX_LINE = 65_536;

/** The command that asks for the database itself. */
export const DATABASE = 'database';

/** The command that asks where the server listens. */
export const ADDRESSES = 'addresses';

export const COMMAND = z.object({ command: z.string().max(100), args: z.record(z.string(), z.unknown()) });
export type ControlRequest = z.infer<typeof COMMAND>;

/** Texts travel as messages, so that each side writes in its own language. */
export type ControlReply =
  | { readonly kind: 'progress'; readonly text: Text }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'done'; readonly lines: readonly Text[] }
  | { readonly kind: 'refused'; readonly code: (typeof ERROR_CODES)[number]; readonly text: Text };
