// Loaded into a server with --import: takes out of the entry what asks whether requests are traced, so that the two can be compared.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const ENTRY = /\/server\/http\/entry\.js$/;
const BRANCH = /if \(tracing\)\s+tracing\.traceRequest\([^)]*\);\s+else\s+work\(\);/;

if (isMainThread) register(import.meta.url);

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  if (!ENTRY.test(url)) return loaded;
  const source = String(loaded.source);
  if (!BRANCH.test(source))
    throw new Error('bench/without-tracing.mjs does not find in the entry what it takes out of it');
  return { ...loaded, source: source.replace(BRANCH, 'work();') };
}
