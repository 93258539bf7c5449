/**
 * Asks a running kube-apiserver for every resource it lists as a Table, and writes the columns to
 * src/engine/catalog/<version>/tables.json. Start the server with --runtime-config=api/all=true.
 *
 *   node scripts/catalog/tables.mjs https://127.0.0.1:6443 TOKEN VERSION
 */
import { readFileSync, writeFileSync } from 'node:fs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
const [base, token, version] = process.argv.slice(2);
const get = async (path, accept = 'application/json') => {
  const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}`, accept } });
  return response.ok ? response.json() : undefined;
};

const groupVersions = ['/api/v1'];
for (const group of (await get('/apis')).groups) for (const { groupVersion } of group.versions) groupVersions.push(`/apis/${groupVersion}`);

const tables = {};
for (const path of groupVersions) {
  for (const { name, verbs } of (await get(path)).resources) {
    if (!verbs.includes('list')) continue;
    const group = path.startsWith('/api/') ? '' : path.split('/')[2];
    const key = group === '' ? name : `${name}.${group}`;
    const table = await get(`${path}/${name}`, 'application/json;as=Table;v=v1;g=meta.k8s.io');
    if (tables[key] !== undefined || table === undefined) continue;
    // Only a table without rows shows how that is written; the default table of upstream has no rows at all then.
    const standard = table.columnDefinitions.map((column) => column.name).join() === 'Name,Created At';
    tables[key] = { columns: table.columnDefinitions, emptyRows: table.rows === null || (standard && table.rows.length > 0) ? 'null' : '[]' };
  }
}
const file = new URL(`../../src/engine/catalog/${version}/tables.json`, import.meta.url);
const lines = Object.keys(tables)
  .sort()
  .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(tables[key])}`);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} tables, ${readFileSync(file).length} bytes`);
