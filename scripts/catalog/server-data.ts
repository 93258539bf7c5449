/**
 * Asks a real kube-apiserver for the data of the catalogue:
 *
 * resources.json     what discovery lists with --runtime-config=api/all=true and all feature gates; a version of a group that is on by default
 *                    says so, and so does one that has resources which only a gate brings
 * bootstrap.json     the objects of a fresh cluster without controllers; what differs from start to start is a placeholder
 * gated-roles.json   the default roles and bindings that are others, or there at all, with all feature gates on (roles/roles.sh says which need which)
 * tables.json        the columns of every resource (tables.mjs)
 * openapi-v3-optional.json.gz   the schemas of versions that are not on by default
 * non-resource.json, openapi-*.gz   health checks, paths and schemas (non-resource.mjs)
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { own, setOwn } from '../../src/engine/golang/map';
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

/** The feature gates of resources that are not there without one: pkg/registry/<group>/rest of k8s.io/kubernetes. */
const GATES_OF: Readonly<Record<string, string>> = {
  'certificates.k8s.io/clustertrustbundles': 'ClusterTrustBundle',
  'certificates.k8s.io/podcertificaterequests': 'PodCertificateRequest',
  'lifecycle.k8s.io/evictionrequests': 'EvictionRequestAPI',
  'lifecycle.k8s.io/evictions': 'EvictionRequestAPI',
  'scheduling.k8s.io/compositepodgroups': 'CompositePodGroup',
  'scheduling.k8s.io/podgroups': 'GenericWorkload',
  'scheduling.k8s.io/workloads': 'GenericWorkload',
  'storagemigration.k8s.io/storageversionmigrations': 'StorageVersionMigrator',
};

/** `ungated` are those that are there without any gate. */
function gatesOf(group: string, resources: readonly ApiResource[], ungated: readonly ApiResource[]): Readonly<Record<string, string>> | undefined {
  const gated = resources.filter(({ name }) => !name.includes('/') && !ungated.some((resource) => resource.name === name));
  if (gated.length === 0) return undefined;
  return Object.fromEntries(
    gated.map(({ name }) => {
      const gate = own(GATES_OF, `${group}/${name}`);
      if (gate === undefined) throw new Error(`${group}/${name} needs a feature gate that is not in GATES_OF`);
      return [name, gate];
    }),
  );
}

const versionIn = (groups: readonly DiscoveredGroup[], group: string, version: string): DiscoveredVersion | undefined =>
  groups.find(({ name }) => name === group)?.versions.find((candidate) => candidate.version === version);

function resourcesText(all: readonly DiscoveredGroup[], ungated: readonly DiscoveredGroup[], byDefault: readonly DiscoveredGroup[]): string {
  const groups = all.map((group) => {
    const inDefault = byDefault.find(({ name }) => name === group.name);
    const versions = group.versions.map(({ version, resources }) => {
      const on = versionIn(byDefault, group.name, version);
      const gates = gatesOf(group.name, resources, versionIn(ungated, group.name, version)?.resources ?? []);
      const optional = on && resources.filter(({ name }) => !on.resources.some((resource) => resource.name === name)).map(({ name }) => name);
      const head = { version, default: on !== undefined, ...(optional?.length && { offByDefault: optional }), ...(gates && { gates }) };
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

interface Gated {
  readonly groups: readonly DiscoveredGroup[];
  /** Lines of bootstrap.json. */
  readonly roles: readonly string[];
  /** The documents of /openapi/v3, by their paths. */
  readonly documents: Readonly<Record<string, string>>;
}

async function documentsOf(server: RealServer): Promise<Readonly<Record<string, string>>> {
  const { paths } = (await server.get('/openapi/v3')) as { paths: object };
  const documents: Record<string, string> = {};
  for (const path of Object.keys(paths)) setOwn(documents, path, await server.text(`/openapi/v3/${path}`));
  return documents;
}

/** A server with all feature gates, but for CBOR, which is in the schemas of everything; 1.20 has neither. */
const gatedServer = (version: string, assets: string, port: number): Promise<Gated> => {
  const gates = version === '1.20' ? '' : ',CBORServingAndStorage=false';
  return withServer(assets, port, [`--feature-gates=AllAlpha=true,AllBeta=true${gates}`, '--runtime-config=api/all=true'], async (server) => {
    run('tables.mjs', server, version);
    const groups = await discover(server);
    const rbac = groups.filter(({ name }) => name === 'rbac.authorization.k8s.io');
    return { groups, roles: await bootstrapLines(server, rbac, port), documents: version === '1.20' ? {} : await documentsOf(server) };
  });
};

function writeOptionalDocuments(out: string, documents: Readonly<Record<string, string>>): void {
  const byDefault = JSON.parse(gunzipSync(readFileSync(join(out, 'openapi-v3.json.gz'))).toString('utf8')) as Readonly<Record<string, string>>;
  const optional = Object.entries(documents).filter(([path]) => own(byDefault, path) === undefined);
  writeFileSync(join(out, 'openapi-v3-optional.json.gz'), gzipSync(JSON.stringify(Object.fromEntries(optional)), { level: 9 }));
}

/** `assets` is a folder with kube-apiserver and etcd; `port` and the nine after it are free, and so are those from ten and from twenty after it on. */
export async function writeServerData(version: string, assets: string, port: number): Promise<void> {
  const out = join(__dirname, '../../src/engine/catalog', version);
  mkdirSync(out, { recursive: true });
  const ungated = await withServer(assets, port, ['--runtime-config=api/all=true'], discover);
  const all = await gatedServer(version, assets, port + 20);
  const defaultPort = port + 10;
  await withServer(assets, defaultPort, [`--advertise-address=${ADDRESS}`], async (server) => {
    run('non-resource.mjs', server, version);
    const byDefault = await discover(server);
    writeFileSync(join(out, 'resources.json'), resourcesText(all.groups, ungated, byDefault));
    const bootstrap = await bootstrapLines(server, byDefault, defaultPort);
    writeFileSync(join(out, 'bootstrap.json'), objectsText(bootstrap));
    writeFileSync(join(out, 'gated-roles.json'), objectsText(all.roles.filter((line) => !bootstrap.includes(line))));
  });
  if (version !== '1.20') writeOptionalDocuments(out, all.documents);
}
