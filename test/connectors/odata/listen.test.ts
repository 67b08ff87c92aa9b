import { request } from 'node:http';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createApplication } from '../../../src/server/application.ts';
import { listen } from '../../../src/server/listen.ts';
import { openWithRiverCity } from '../../support/river.ts';

test.each([262_145, 3_000_000])('over a socket, a batch of %i bytes is told that it is too long', async (length) => {
  const database = await openWithRiverCity();
  const config = loadConfig({ PORT: '0', DRAIN_TIMEOUT_MS: '100' });
  const listener = await listen(createApplication({ config, database, log: pino({ level: 'silent' }) }), config);
  onTestFinished(async () => {
    await listener.close();
    await database.close();
  });
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(length) };
    const sent = request(`${listener.url}/odata/v4/$batch`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end('x'.repeat(length));
  });
  expect(status).toBe(413);
  expect(JSON.parse(text).error.code).toBe('LIMIT_EXCEEDED');
});
