import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUTPUT = fileURLToPath(new URL('../../build/explorer', import.meta.url));
/** Below this many bytes an answer gains nothing by being compressed. */
const MIN_COMPRESSED = 1_024;

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

/** Everything that is sent compressed is compressed once, here. */
function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    closeBundle() {
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
  return { name: 'copy-documents', closeBundle: () => copyFileSync(documents, join(OUTPUT, 'documents.json')) };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Addresses relative to the page's <base>, which the server writes: the same build serves under every path.
  base: './',
  plugins: [compileCatalogues(), react(), compressAssets(), copyDocuments()],
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    // The Content-Security-Policy admits no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/files', '/odata', '/health', '/ready'].map((path) => [path, 'http://127.0.0.1:4000']),
    ),
  },
});
