// Lets one client at the server, and says what came of it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Findings } from './check.mjs';

/** Folders that last as long as the run, one for each client, for what takes long to make. */
const LASTING = mkdtempSync(join(tmpdir(), 'govgraph-clients-'));
process.once('exit', () => rmSync(LASTING, { recursive: true, force: true }));

/** A client that waits for ever is as red as one that finds something wrong. */
const PATIENCE = 240_000;

/** @returns {Promise<{ checks: number, wrong: string[], seconds: number }>} */
export async function tryClient(client, ground, url, say) {
  const folder = mkdtempSync(join(tmpdir(), `govgraph-client-${client.name}-`));
  const findings = new Findings();
  const signal = AbortSignal.timeout(PATIENCE);
  const start = performance.now();
  const { engine, pagePort, databaseUrl, readerUrl, expect, ask } = ground;
  const lasting = join(LASTING, client.name);
  mkdirSync(lasting, { recursive: true });
  const context = {
    engine,
    url,
    pagePort,
    databaseUrl,
    readerUrl,
    expect,
    ask,
    folder,
    lasting,
    signal,
    say,
    check: findings.check,
  };
  const late = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`not done within ${PATIENCE / 1_000} s`)));
  });
  try {
    await Promise.race([client.run(context), late]);
    if (findings.checks === 0) throw new Error('It compared nothing.');
  } catch (error) {
    findings.fail(error);
  } finally {
    // The last of a browser's children may still be writing; what stays is the system's to remove.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => {});
  }
  return { checks: findings.checks, wrong: findings.wrong, seconds: (performance.now() - start) / 1_000 };
}
