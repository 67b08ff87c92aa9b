// A page of a peer: one static page that draws the same figures with Vega-Lite, without a framework, other pages or words.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const MODULES = fileURLToPath(new URL('peer/node_modules/', import.meta.url));
const SCRIPTS = { vega: 'vega/build/vega.min.js', lite: 'vega-lite/build/vega-lite.min.js', embed: 'vega-embed/build/vega-embed.min.js' }; // biome-ignore format: one line
const METRIC = 'CC.EST';
const REGION = 'CHN';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Control of corruption</title>
<h1>Control of corruption</h1><h2>China</h2><div id="series" class="chart"></div><h2>Regions</h2><div id="regions"></div>
${Object.keys(SCRIPTS)
  .map((name) => `<script src="${name}.js"></script>`)
  .join('\n')}
<script src="page.js"></script></html>`;

const SCRIPT = `fetch('data.json').then((response) => response.json()).then(({ series, regions }) => {
  const options = { renderer: 'svg', actions: false };
  const number = { field: 'value', type: 'quantitative' };
  vegaEmbed('#series', { width: 700, height: 300, data: { values: series }, mark: { type: 'line', point: true },
    encoding: { x: { field: 'period', type: 'ordinal' }, y: number } }, options);
  vegaEmbed('#regions', { width: 500, data: { values: regions }, mark: 'bar',
    encoding: { x: number, y: { field: 'name', type: 'nominal', sort: '-x' } } }, options);
});`;

/** Serves the page with figures of the server at `url`, compressed as ours are. */
export async function startStaticPage(url) {
  const files = new Map([
    ['/', ['text/html; charset=utf-8', PAGE]],
    ['/page.js', ['text/javascript', SCRIPT]],
    ['/data.json', ['application/json', JSON.stringify(await readFigures(url))]],
    ...Object.entries(SCRIPTS).map(([name, path]) => [
      `/${name}.js`,
      ['text/javascript', readFileSync(MODULES + path)],
    ]),
  ]);
  const answers = new Map([...files].map(([path, [type, text]]) => [path, { type, body: brotliCompressSync(text) }]));
  const server = createServer((request, response) => {
    const answer = answers.get(request.url);
    if (!answer) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': answer.type, 'content-encoding': 'br' }).end(answer.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

async function readFigures(url) {
  const query = `query ($metric: String!, $region: String!) {
    series: observations(where: { metrics: [$metric], regions: [$region] }, first: 100, orderBy: [PERIOD_ASC]) { nodes { period value: number } }
    regions: observations(where: { metrics: [$metric], from: "2019" }, first: 1000) { nodes { value: number region { name(lang: "en") } } }
  }`;
  const { data } = await (
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { metric: METRIC, region: REGION } }),
    })
  ).json();
  return {
    series: data.series.nodes,
    regions: data.regions.nodes.map(({ value, region }) => ({ value, name: region.name })),
  };
}
