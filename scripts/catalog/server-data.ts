/**
 * Asks a real kube-apiserver for the data of the catalogue:
 *
 * resources.json     what discovery lists with --runtime-config=api/all=true; a version of a group that is on by default says so
 * bootstrap.json     the objects of a fresh cluster without controllers; what differs from start to start is a placeholder
 * gated-roles.json   the default roles and bindings that are others, or there at all, with all feature gates on (roles/roles.sh says which need which)
 * tables.json        the columns of every resource (tables.mjs)
 * non-resource.json, openapi-*.gz   health checks, paths and schemas (non-resource.mjs)
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { replacePemBlocks } from '../../src/engine/golang/pem';
import { startRealServer, type RealServer } from './real-server';

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly [field: string]: unknown;
}
interface DiscoveredVersion {
  readonly version: string;
  readonly resources: readonly ApiResource[];
}
interface DiscoveredGroup {
  readonly name: string;
  readonly preferredVersion: string;
  readonly versions: readonly DiscoveredVersion[];
}
interface KubeList {
  readonly kind: string;
  readonly items: readonly { readonly metadata: Readonly<Record<string, unknown>> }[];
}

const pathOf = (group: string, version: string): string => (group === '' ? `/api/${version}` : `/apis/${group}/${version}`);

async function discover(server: RealServer): Promise<DiscoveredGroup[]> {
  const { groups } = (await server.get('/apis')) as {
    groups: { name: string; versions: { version: string }[]; preferredVersion: { version: string } }[];
  };
  const core = { name: '', versions: [{ version: 'v1' }], preferredVersion: { version: 'v1' } };
  const found: DiscoveredGroup[] = [];
  for (const { name, versions, preferredVersion } of [core, ...groups]) {
    const discovered: DiscoveredVersion[] = [];
    for (const { version } of versions) {
      const { resources } = (await server.get(pathOf(name, version))) as { resources: ApiResource[] };
      discovered.push({ version, resources });
    }
    found.push({ name, preferredVersion: preferredVersion.version, versions: discovered });
  }
  return found;
}

function resourcesText(all: readonly DiscoveredGroup[], byDefault: readonly DiscoveredGroup[]): string {
  const groups = all.map((group) => {
    const inDefault = byDefault.find(({ name }) => name === group.name);
    const versions = group.versions.map(({ version, resources }) => {
      const on = inDefault?.versions.find((candidate) => candidate.version === version);
      const optional = on && resources.filter(({ name }) => !on.resources.some((resource) => resource.name === name)).map(({ name }) => name);
      const head = { version, default: on !== undefined, ...(optional?.length && { offByDefault: optional }) };
      return `${JSON.stringify(head).slice(0, -1)},"resources":[\n${resources.map((resource) => JSON.stringify(resource)).join(',\n')}]}`;
    });
    const head = { name: group.name, preferredVersion: inDefault?.preferredVersion ?? group.preferredVersion };
    return `${JSON.stringify(head).slice(0, -1)},"versions":[\n${versions.join(',\n')}]}`;
  });
  return `{"groups":[\n${groups.join(',\n')}\n]}\n`;
}

/** The uid, the time and the resourceVersion are made at each start. */
const DROPPED = new Set(['uid', 'resourceVersion', 'creationTimestamp', 'selfLink']);
/** The address the server advertises is fixed by a flag, so that it differs from what the objects say by themselves. */
const ADDRESS = '192.0.2.99';
const CERTIFICATE = '<certificate>';
const placeholders = (value: unknown, port: number): unknown =>
  JSON.parse(
    replacePemBlocks(JSON.stringify(value), ({ type, text }) => (type === 'CERTIFICATE' ? CERTIFICATE : text))
      .replaceAll(`${CERTIFICATE}\\n`, CERTIFICATE)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
      .replace(/"20\d\d-\d\d-\d\dT[0-9:.]{8,30}Z"/g, '"<time>"')
      .replace(/"since":"20\d\d-\d\d-\d\d"/g, '"since":"<date>"')
      .replaceAll(`${ADDRESS}:${port}`, '<address>:<port>')
      .replaceAll(ADDRESS, '<address>')
      .replace(new RegExp(`:${port}(?=[,}])`, 'g'), ':"<port>"')
      .replaceAll(`"${hostname()}"`, '"<hostname>"'),
  );

async function bootstrapLines(server: RealServer, groups: readonly DiscoveredGroup[], port: number): Promise<string[]> {
  const lines: string[] = [];
  for (const { name: group, preferredVersion, versions } of groups) {
    // Another name for what lies in the core group or in networking.k8s.io.
    if (group === 'events.k8s.io' || group === 'extensions') continue;
    for (const { version, resources } of versions) {
      for (const { name, kind, verbs } of resources) {
        const elsewhere = versions.find((other) => other.version === preferredVersion)?.resources.some((resource) => resource.name === name);
        if (!verbs.includes('list') || !verbs.includes('create') || (version !== preferredVersion && elsewhere)) continue;
        const list = (await server.get(`${pathOf(group, version)}/${name}`)) as KubeList;
        const apiVersion = group === '' ? version : `${group}/${version}`;
        for (const item of list.items) {
          const metadata = Object.fromEntries(Object.entries(item.metadata).filter(([field]) => !DROPPED.has(field)));
          lines.push(JSON.stringify({ resource: name, object: placeholders({ kind, apiVersion: groupVersionOf(item, apiVersion), ...item, metadata }, port) }));
        }
      }
    }
  }
  return lines;
}
const objectsText = (lines: readonly string[]): string => `{"objects":[\n${lines.join(',\n')}\n]}\n`;
const groupVersionOf = (item: object, fallback: string): string => ('apiVersion' in item ? String(item.apiVersion) : fallback);

async function withServer<T>(assets: string, port: number, flags: readonly string[], use: (server: RealServer) => Promise<T>): Promise<T> {
  const server = await startRealServer(assets, port, flags);
  try {
    return await use(server);
  } finally {
    server.stop();
  }
}

const run = (script: string, server: RealServer, version: string): void => {
  execFileSync(process.execPath, [join(__dirname, script), server.url, server.token, version], { stdio: 'inherit' });
};

/** `bootstrap` are the objects of a server without flags, as lines of bootstrap.json. */
async function writeGatedRoles(version: string, assets: string, port: number, bootstrap: readonly string[]): Promise<void> {
  await withServer(assets, port, ['--feature-gates=AllAlpha=true,AllBeta=true', '--runtime-config=api/all=true'], async (server) => {
    const rbac = (await discover(server)).filter(({ name }) => name === 'rbac.authorization.k8s.io');
    const lines = (await bootstrapLines(server, rbac, port)).filter((line) => !bootstrap.includes(line));
    writeFileSync(join(__dirname, '../../src/engine/catalog', version, 'gated-roles.json'), objectsText(lines));
  });
}

/** `assets` is a folder with kube-apiserver and etcd; `port` and the nine after it are free, and so are those from ten and from twenty after it on. */
export async function writeServerData(version: string, assets: string, port: number): Promise<void> {
  const out = join(__dirname, '../../src/engine/catalog', version);
  mkdirSync(out, { recursive: true });
  const all = await withServer(assets, port, ['--runtime-config=api/all=true'], async (server) => {
    run('tables.mjs', server, version);
    return discover(server);
  });
  const defaultPort = port + 10;
  let bootstrap: readonly string[] = [];
  await withServer(assets, defaultPort, [`--advertise-address=${ADDRESS}`], async (server) => {
    run('non-resource.mjs', server, version);
    const byDefault = await discover(server);
    writeFileSync(join(out, 'resources.json'), resourcesText(all, byDefault));
    bootstrap = await bootstrapLines(server, byDefault, defaultPort);
    writeFileSync(join(out, 'bootstrap.json'), objectsText(bootstrap));
  });
  await writeGatedRoles(version, assets, port + 20, bootstrap);
}
