import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { badInput } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { builder } from './builder.ts';

export const nodeInterface = builder.nodeInterfaceRef();

export const globalId = (type: string, key: number | string): string => encodeGlobalID(type, String(key));

/** The type and key that a global id names. */
export function parseGlobalId(id: string, argument: string): { type: string; key: string } {
  try {
    const { typename, id: key } = decodeGlobalID(id);
    if (/^\w+$/.test(typename) && key !== '') return { type: typename, key };
  } catch {
    // falls through to the refusal
  }
  throw badInput(argument, message('graphql.not-a-global-id', { id: id.slice(0, 100) }));
}
