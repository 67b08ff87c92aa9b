// Passes everything on to the server, and plants one fault on the way: in single requests, and in those inside of a $batch.
import { createServer, request } from 'node:http';

const MULTIPART = /^multipart\/mixed/i;

/** @param {string} target the server's address @param {import('./fault.mjs').Fault} fault */
export async function startProxy(target, fault) {
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch((error) => {
      outgoing.statusCode = 502;
      outgoing.end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;

  async function pass(incoming, outgoing) {
    let body = await bytesOf(incoming);
    if (fault.url && MULTIPART.test(incoming.headers['content-type'] ?? '')) {
      const changed = body
        .toString()
        .replace(/^(GET )(\S+)( HTTP\/)/gm, (_, get, path, rest) => get + fault.url(path) + rest);
      body = Buffer.from(changed);
    }
    const path = fault.url ? fault.url(incoming.url) : incoming.url;
    const headers = { ...incoming.headers, host: new URL(target).host, 'accept-encoding': 'identity' };
    if (body.length > 0) headers['content-length'] = String(body.length);
    const answer = await ask(new URL(path, target), incoming.method, headers, body);
    const answered = { ...answer.headers };
    if (fault.header) delete answered[fault.header];
    const text = spoil(answer.body.toString(), path, String(answered['content-type'] ?? ''));
    // Links lead through here again.
    const whole = /^(text|application\/(json|xml)|multipart)/.test(String(answered['content-type'] ?? ''))
      ? Buffer.from(text.replaceAll(target, url))
      : answer.body;
    if (incoming.method !== 'HEAD') {
      delete answered['transfer-encoding'];
      answered['content-length'] = String(whole.length);
    }
    outgoing.writeHead(answer.status, answered);
    outgoing.end(incoming.method === 'HEAD' ? undefined : whole);
  }

  function spoil(text, path, type) {
    if (MULTIPART.test(type)) return spoilParts(text);
    if (type.startsWith('text/plain') && /\/\$count(\?|$)/.test(path)) return fault.count ? fault.count(text) : text;
    return type.startsWith('application/json') ? spoilJson(text) : text;
  }

  /** $metadata in JSON has no values to spoil. */
  function spoilJson(text) {
    if (!fault.json) return text;
    const json = JSON.parse(text);
    return json.$Version ? text : JSON.stringify(fault.json(json));
  }

  function spoilParts(text) {
    const lines = text.split('\r\n').flatMap((line) => {
      if (/^content-length:/i.test(line)) return [];
      if (fault.header && line.toLowerCase().startsWith(`${fault.header}:`)) return [];
      return [line.startsWith('{') ? spoilJson(line) : line];
    });
    return lines.join('\r\n');
  }

  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, stop };
}

async function bytesOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function ask(url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, async (answer) => {
      resolve({ status: answer.statusCode, headers: answer.headers, body: await bytesOf(answer) });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
