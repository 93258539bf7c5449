/**
 * node scripts/ask-again.mjs ORACLE VERSION PORT FILE ID...: sends the exchanges of a recording to a real server, those with the IDs
 * sixty times, and writes which reasons it gave to testdata/asked-again.json. A real server takes the first binding of a map
 * that matches, so that a recorder which asks four times may see one reason only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const TIMES = 60;
const TABLE = path.join(import.meta.dirname, '..', 'testdata', 'asked-again.json');

const [oracle = '', version = '', port = '', file = '', ...ids] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.resolve(oracle, name)).href);
const { identityOf, requestOf, send } = await load('exchange.mjs');
const { clientCert } = await load('identities.mjs');
const { startInstance } = await load('instance.mjs');

const recording = JSON.parse(readFileSync(file, 'utf8'));
const command = `node ${path.resolve(oracle, 'serve-real.mjs')}`;
const server = await startInstance(command, { version, ...recording.server }, { dir: `/tmp/ask-again-${port}`, port: Number(port), settle: 1500 });
const seen = new Map(ids.map((id) => [Number(id), new Set()]));
try {
  for (const exchange of recording.exchanges) {
    const wanted = seen.get(exchange.id);
    for (let left = wanted === undefined ? 1 : TIMES; left > 0; left -= 1) {
      const { text } = await send(server.base, identityOf(exchange.as, server.dir, clientCert, {}), requestOf(exchange, {}));
      wanted?.add(JSON.parse(text).status.reason);
    }
    // Informers need a moment for what was written.
    if (exchange.request.method !== 'GET' && !exchange.request.path.includes('reviews')) await new Promise((resolve) => setTimeout(resolve, 250));
  }
} finally {
  await server.stop();
}
const table = JSON.parse(readFileSync(TABLE, 'utf8'));
table[`${version}/${recording.name}`] = Object.fromEntries([...seen].map(([id, reasons]) => [id, [...reasons].sort()]));
writeFileSync(TABLE, `${JSON.stringify(table, null, 2)}\n`);
