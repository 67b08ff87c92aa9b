import { useNavigate, useSearch } from '@tanstack/react-router';
import { MAX_TEXT } from '../../address/search.ts';

/** No code has one. */
const SEPARATOR = ';';
/** Stands for nothing where something would stand open by itself. */
const NOTHING = '-';

/** What of a plan stands open: groups, or tasks of the tree. It is in the address, and a step back does not go through it. */
export interface Opened {
  has(code: string): boolean;
  set(code: string, isOpen: boolean): void;
}

/** `usual` are the codes that stand open where the address says nothing. */
export function useOpen(usual: readonly string[]): Opened {
  const { open } = useSearch({ from: '/plan' });
  const navigate = useNavigate({ from: '/plan' });
  const opened = readOpen(open, usual);
  return {
    has: (code) => opened.includes(code),
    set: (code, isOpen) =>
      void navigate({
        search: (now) => {
          const others = readOpen(now.open, usual).filter((one) => one !== code);
          return { ...now, open: writeOpen(isOpen ? [...others, code] : others, usual) };
        },
        replace: true,
        resetScroll: false,
      }),
  };
}

function readOpen(open: string | undefined, usual: readonly string[]): readonly string[] {
  if (open === undefined) return usual;
  return open === NOTHING ? [] : open.split(SEPARATOR);
}

function writeOpen(codes: readonly string[], usual: readonly string[]): string | undefined {
  const text = codes.join(SEPARATOR);
  if (text === usual.join(SEPARATOR)) return undefined;
  // Of more than an address holds, what was opened first is let go.
  return text.length > MAX_TEXT ? writeOpen(codes.slice(1), usual) : text || NOTHING;
}
