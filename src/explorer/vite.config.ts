import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type Plugin } from 'vite';
import type { PageStep } from './address/pages.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUTPUT = fileURLToPath(new URL('../../build/explorer', import.meta.url));
/** Below this many bytes an answer gains nothing by being compressed. */
const MIN_COMPRESSED = 1_024;

/** What it takes to ask a page's questions, without what draws the answers. */
const QUESTIONS =
  /explorer\/(?:ahead|ask-page|address\/(?:day|pages|path|search)|api\/(?:ahead|visit|generated\/graphql)|language\/choose|page\/\w+\/(?:ask|axis|card|filter|request)|shell\/theme-choice)\.ts$/;

/** Catalogues of messages are compiled when the page is built, so that no parser of ICU is sent to browsers. */
function compileCatalogues(): Plugin {
  return {
    name: 'compile-catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/locale\/[\w-]+\.json$/.test(id)) return null;
      const messages: Record<string, string> = JSON.parse(code);
      const compiled = Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(compiled))}`, map: null, moduleType: 'js' };
    },
  };
}

/** The script of each page, by the address that opens it: with a step behind it, it ends in a slash. The overview is in the first script. */
const PAGES: Readonly<Record<Exclude<PageStep, ''>, string>> = {
  plan: 'page/plan/plan.tsx',
  'task/': 'page/plan/task.tsx',
  metric: 'page/metric/metrics.tsx',
  'metric/': 'page/metric/metric.tsx',
  cube: 'page/cube/cube.tsx',
  sources: 'page/source/sources.tsx',
  'source/': 'page/source/source.tsx',
  releases: 'page/release/releases.tsx',
};
const CATALOGUES: Readonly<Record<string, string>> = { en: 'locale/en.json', 'zh-Hans': 'locale/zh-hans.json' };

/** Which files a page needs besides the first script, so that the server tells a browser of all of them at once. */
function listPreloads(): Plugin {
  return {
    name: 'list-preloads',
    generateBundle: {
      // After Vite has taken out scripts that held nothing but a style.
      order: 'post',
      handler(_options, bundle) {
        const outputs = Object.values(bundle);
        const chunks = new Map(outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
        const first = [...chunks.values()].find(({ moduleIds }) =>
          moduleIds.some((id) => id.endsWith('/explorer/main.tsx')),
        );
        if (!first) this.error('the build has no first script');
        const isThere = reachable(chunks, first.fileName, new Set());
        const filesOf = (source: string): string[] => {
          const own = [...chunks.values()].find(({ facadeModuleId }) =>
            facadeModuleId?.endsWith(`/explorer/${source}`),
          );
          if (!own) this.error(`the build has no script of its own for ${source}`);
          const scripts = [...reachable(chunks, own.fileName, new Set())].filter((name) => !isThere.has(name));
          const styles = scripts.flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]);
          return [...new Set([...scripts, ...styles])];
        };
        const list = (sources: Readonly<Record<string, string>>) =>
          Object.fromEntries(Object.entries(sources).map(([key, source]) => [key, filesOf(source)]));
        const source = JSON.stringify({ pages: list(PAGES), languages: list(CATALOGUES) });
        this.emitFile({ type: 'asset', fileName: 'preloads.json', source });
      },
    },
  };
}

/** The script that asks the first page's questions runs as soon as it is there, before all that is fetched beside it. */
function askAtOnce(): Plugin {
  return {
    name: 'ask-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return html; // while pages are worked on
        const asks = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === 'ask');
        if (!asks) throw new Error('the build has no script that asks the questions of a page');
        const script = `<script type="module" async fetchpriority="high" crossorigin src="./${asks.fileName}"></script>`;
        return html.replace('<script type="module"', `${script}\n    $&`);
      },
    },
  };
}

/** A script and all that it imports. */
function reachable(
  chunks: ReadonlyMap<string, { readonly imports: readonly string[] }>,
  name: string,
  found: Set<string>,
): Set<string> {
  const chunk = chunks.get(name);
  if (!chunk || found.has(name)) return found;
  found.add(name);
  for (const next of chunk.imports) reachable(chunks, next, found);
  return found;
}

/** Everything that is sent compressed is compressed once, here. */
function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    writeBundle() {
      const assets = join(OUTPUT, 'assets');
      for (const name of readdirSync(assets)) {
        const bytes = readFileSync(join(assets, name));
        if (bytes.length < MIN_COMPRESSED) continue;
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** The server answers the documents of the build by their hashes. */
function copyDocuments(): Plugin {
  const documents = fileURLToPath(new URL('api/generated/persisted-documents.json', import.meta.url));
  return { name: 'copy-documents', writeBundle: () => copyFileSync(documents, join(OUTPUT, 'documents.json')) };
}

/** What a page asks of the server while it is worked on. */
const API_PATHS = ['/graphql', '/files', '/odata', '/health', '/ready'] as const;

/** The server beside which pages are worked on: API_URL, else the `npm start` on this machine, which has the same PORT. */
function apiAddress(): string {
  const { API_URL, PORT } = loadEnv('development', HERE, ['API_URL', 'PORT']);
  return API_URL || `http://127.0.0.1:${PORT || 4000}`;
}

export default defineConfig({
  root: HERE,
  // Addresses relative to the page's <base>, which the server writes: the same build serves under every path.
  base: './',
  plugins: [compileCatalogues(), react(), askAtOnce(), listPreloads(), compressAssets(), copyDocuments()],
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    rollupOptions: {
      // A browser fetches six files of a server at once: what every page needs is in two, the questions and all else.
      output: {
        codeSplitting: {
          groups: [
            { name: 'ask', test: QUESTIONS, priority: 1 },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
    // The Content-Security-Policy admits no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
  server: { proxy: Object.fromEntries(API_PATHS.map((path) => [path, apiAddress()])) },
});
