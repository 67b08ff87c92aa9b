// The pages of docs/connecting: their code is run as it stands, with the addresses of this server, and must print what they show.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { pythonWith } from './harness/need.mjs';

export const name = 'recipe';
export const over = 'docs';
export const needs = [
  { program: 'curl', debian: 'curl' },
  { program: 'soffice', debian: 'libreoffice-calc-nogui' },
  { r: 'RPostgreSQL', debian: 'r-cran-rpostgresql' },
  { python: 'psycopg2', debian: 'python3-psycopg2' },
  { package: '@duckdb/node-api' },
  { package: '@microsoft/powerquery-parser' },
];

const PAGES = fileURLToPath(new URL('../../docs/connecting/', import.meta.url));
const SHOWN = 'http://127.0.0.1:4000';
const NEEDS_PANDAS = /\bpandas\b/;
const NEEDS_POSTGRESQL = /psycopg2|RPostgreSQL|\bbi\./;
const execute = promisify(execFile);

export async function run({ url, readerUrl, check, folder, signal, say }) {
  const program = async (home, command, ...args) => {
    const env = { ...process.env, HOME: home, ...connectionOf(readerUrl), LC_ALL: 'C.UTF-8' };
    return (await execute(command, args, { cwd: home, env, signal })).stdout;
  };
  const languages = {
    python: (text, home) => program(home, pythonWith(NEEDS_PANDAS.test(text) ? 'pandas' : 'psycopg2'), '-c', text),
    r: (text, home) => program(home, 'Rscript', '-e', text),
    sh: (text, home) => program(home, 'sh', '-ec', text),
    sql: (text, home) => (NEEDS_POSTGRESQL.test(text) ? throughPostgres(text, readerUrl) : throughDuckDb(text, home)),
  };
  for (const page of readdirSync(PAGES).filter((file) => file.endsWith('.md'))) {
    const home = join(folder, page);
    mkdirSync(home);
    for (const [place, { language, text, shown }] of blocksOf(readFileSync(join(PAGES, page), 'utf8')).entries()) {
      const what = `${page}, block ${place + 1}`;
      if (!languages[language]) throw new Error(`${what} is in ${language}, which nobody here runs.`);
      if (!readerUrl && NEEDS_POSTGRESQL.test(text)) {
        say(`${what} needs PostgreSQL: passed over`);
        continue;
      }
      if (language === 'python' && NEEDS_PANDAS.test(text) && !pythonWith('pandas')) {
        say(`${what} needs pandas, Debian package python3-pandas: passed over`);
        continue;
      }
      const printed = await languages[language](text.replaceAll(SHOWN, url), home);
      check(what, printed.trimEnd(), (shown ?? '').trimEnd());
    }
  }
  await parseScript(check);
}

/** What is fenced, each with what is shown right after it. */
function blocksOf(page) {
  const fenced = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```)?/gm)];
  return fenced
    .filter(([, language]) => language !== 'text')
    .map(([, language, text, shown]) => ({ language, text, shown }));
}

function connectionOf(readerUrl) {
  if (!readerUrl) return {};
  const { hostname, port, pathname, username, password } = new URL(readerUrl);
  const [user, secret] = [username, password].map(decodeURIComponent);
  return { PGHOST: hostname, PGPORT: port, PGDATABASE: pathname.slice(1), PGUSER: user, PGPASSWORD: secret };
}

const lines = (rows) => rows.map((row) => row.join('\t')).join('\n');

async function throughPostgres(text, readerUrl) {
  const client = new pg.Client({ connectionString: readerUrl });
  await client.connect();
  try {
    return lines((await client.query({ text, rowMode: 'array' })).rows);
  } finally {
    await client.end();
  }
}

async function throughDuckDb(text, home) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    // A process has one folder that it works in, and it is not the page's.
    const rows = await connection.runAndReadAll(text.replaceAll(/'(\w+\.parquet)'/g, `'${home}/$1'`));
    return lines(rows.getRowsJson()).replaceAll(/ +$/gm, '');
  } finally {
    connection.closeSync();
  }
}

/** Microsoft's own parser reads the Power Query script; it must be able to refuse one, too. */
async function parseScript(check) {
  const { default: parser } = await import('@microsoft/powerquery-parser');
  const text = readFileSync(join(PAGES, 'govgraph.pq'), 'utf8');
  const parsed = async (script) => {
    const task = await parser.TaskUtils.tryLexParse(parser.DefaultSettings, script);
    return parser.TaskUtils.isParseStageOk(task);
  };
  check('govgraph.pq parses', await parsed(text), true);
  check('without a comma it does not', await parsed(text.replace('/odata/v4/",', '/odata/v4/"')), false);
}
