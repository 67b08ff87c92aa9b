import { readFileSync } from 'node:fs';
import { message } from '../domain/message/message.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export const VERSION_LINE = message('cli.version', { version });
