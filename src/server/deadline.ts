import type { Plugin } from 'graphql-yoga';
import { limitExceeded } from '../domain/errors.ts';

/** Gives up an answer that takes longer than is admitted, and one whose client has gone: no further statement is begun for it. */
export function useDeadline(milliseconds: number): Plugin {
  const signals = new WeakMap<Request, AbortSignal>();
  return {
    onParams: ({ request, paramsHandler, setParamsHandler }) => {
      setParamsHandler(async (payload) => {
        const controller = new AbortController();
        const leave = () => controller.abort(request.signal.reason);
        request.signal.addEventListener('abort', leave, { once: true });
        signals.set(request, controller.signal);
        let timer: NodeJS.Timeout | undefined;
        const timeout = new Promise<never>((_, reject) => {
          timer = setTimeout(() => {
            const late = limitExceeded(
              'time',
              `The answer took longer than ${milliseconds} ms. Ask for less at once.`,
              milliseconds,
            );
            controller.abort(late);
            reject(late);
          }, milliseconds);
        });
        try {
          return await Promise.race([paramsHandler(payload), timeout]);
        } finally {
          clearTimeout(timer);
          request.signal.removeEventListener('abort', leave);
        }
      });
    },
    onExecute: ({ args }) => {
      Object.assign(args, { signal: signals.get(args.contextValue.request) });
    },
  };
}
