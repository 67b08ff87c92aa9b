// Loaded into a server with --import: its entry stands there three times, as it is, as it is once more, and without what asks whether requests
// are traced. A request to TURN says which of them answers those that follow: so all that differs is in one process, which is warm for all.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

export const ENTRIES = ['as it is', 'as it is, again', 'without the code for traces'];
export const TURN = '/bench/entry/';

const ENTRY = /\/server\/http\/entry\.js(\?entry=(\d))?$/;
const BRANCH = /if \(tracing\)\s+tracing\.traceRequest\([^)]*\);\s+else\s+work\(\);/;

const SWITCH = `
${ENTRIES.map((_, index) => `import { nodeEntry as entry${index} } from './entry.js?entry=${index}';`).join('\n')}
export { fetchEntry } from './entry.js?entry=0';
export function nodeEntry(options) {
  const entries = [${ENTRIES.map((_, index) => `entry${index}(options)`).join(', ')}];
  let answer = entries[0];
  return (request, response, trace) => {
    if (!request.url.startsWith('${TURN}')) return answer(request, response, trace);
    answer = entries[Number(request.url.slice(${TURN.length}))];
    response.end('{}');
  };
}
`;

if (isMainThread) register(import.meta.url);

export async function load(url, context, nextLoad) {
  const [path, copy, index] = ENTRY.exec(url) ?? [];
  if (path === undefined) return nextLoad(url, context);
  if (copy === undefined) return { format: 'module', source: SWITCH, shortCircuit: true };
  const loaded = await nextLoad(url, context);
  const source = String(loaded.source);
  if (!BRANCH.test(source))
    throw new Error('bench/without-tracing.mjs does not find in the entry what it takes out of it');
  return Number(index) === ENTRIES.length - 1 ? { ...loaded, source: source.replace(BRANCH, 'work();') } : loaded;
}
