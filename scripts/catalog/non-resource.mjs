/**
 * Asks a running kube-apiserver with default flags for what is not a resource, and writes it to src/engine/catalog/<version>/:
 *   non-resource.json   the version, the paths of the root, the health checks in order, what an unknown path is answered with
 *   openapi-v2.json.gz, openapi-v2.pb.gz, openapi-v3.json.gz   the schemas, as they are served
 *
 *   node scripts/catalog/non-resource.mjs https://127.0.0.1:6443 TOKEN VERSION
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
const [base, token, version] = process.argv.slice(2);
const get = (path, accept = 'application/json') => fetch(base + path, { headers: { authorization: `Bearer ${token}`, accept } });
const checksOf = async (path) => (await (await get(`${path}?verbose`)).text()).split('\n').flatMap((line) => /^\[\+\](\S+) ok$/.exec(line)?.[1] ?? []);

const directory = new URL(`../../src/engine/catalog/${version}/`, import.meta.url);
mkdirSync(directory, { recursive: true });

const unknown = await get('/no/such/path');
const facts = {
  version: await (await get('/version')).json(),
  paths: (await (await get('/')).json()).paths.filter((path) => !path.startsWith('/apis/') || path === '/apis/'),
  unknownPath: unknown.headers.get('content-type') === 'application/json' ? (await unknown.json()).paths : null,
  health: { healthz: await checksOf('/healthz'), livez: await checksOf('/livez'), readyz: await checksOf('/readyz') },
};
writeFileSync(new URL('non-resource.json', directory), `${JSON.stringify(facts, null, 1)}\n`);

const write = (name, content) => {
  const packed = gzipSync(content, { level: 9 });
  writeFileSync(new URL(name, directory), packed);
  console.log(name, content.length, packed.length);
};
write('openapi-v2.json.gz', Buffer.from(await (await get('/openapi/v2')).arrayBuffer()));
write('openapi-v2.pb.gz', Buffer.from(await (await get('/openapi/v2', 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf')).arrayBuffer()));
const root = await get('/openapi/v3');
if (root.ok) {
  const { paths } = await root.json();
  const documents = {};
  for (const path of Object.keys(paths)) documents[path] = await (await get(`/openapi/v3/${path}`)).text();
  write('openapi-v3.json.gz', Buffer.from(JSON.stringify(documents)));
}
