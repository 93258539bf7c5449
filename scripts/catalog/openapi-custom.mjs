/**
 * node scripts/catalog/openapi-custom.mjs RECORDING VERSION: the OpenAPI document of custom resources that a real server served, as the pattern of others:
 * that of two definitions of example.com/v1, Widgets with a status and a scale, and Gadgets, which lie in no namespace. The recording is
 * modern-rest/custom-resources.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const [recording, version] = process.argv.slice(2);
const { exchanges } = JSON.parse(readFileSync(recording, 'utf8'));
const { response } = exchanges.find(({ request }) => request.path === '/openapi/v3/apis/example.com/v1');
const file = path.join(import.meta.dirname, '..', '..', 'src', 'engine', 'catalog', version, 'openapi-custom.json.gz');
writeFileSync(file, gzipSync(JSON.stringify(response.body), { level: 9 }));
