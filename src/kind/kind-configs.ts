/**
 * Configurations for kind: for each set of flags and files that scenarios want, a cluster whose API server runs so. A folder a
 * cluster, with its files beside the configuration, and a page that says which scenario runs on which and which on none.
 */
import { dump } from 'js-yaml';
import { clusterNameOf, folderOnNode, missingFiles, onNode, selfContained } from './api-server-wish';
import type { WishingScenario } from './wishes-of-features';

interface Cluster {
  readonly name: string;
  readonly scenarios: readonly WishingScenario[];
}

const FILES = 'files';
const byName = (one: Cluster, other: Cluster): number => (one.name < other.name ? -1 : 1);

/** Why no cluster can run the scenario. */
function impossible({ wish, refused }: WishingScenario): string | undefined {
  if (refused) return 'it is about an API server that does not start';
  const missing = missingFiles(selfContained(wish));
  if (missing.length > 0) return `a cluster cannot reach what runs beside the API server: ${missing.join(', ')}`;
  return undefined;
}

function clustersFor(scenarios: readonly WishingScenario[]): readonly Cluster[] {
  const clusters = new Map<string, WishingScenario[]>();
  for (const scenario of scenarios) {
    const name = clusterNameOf(selfContained(scenario.wish));
    clusters.set(name, [...(clusters.get(name) ?? []), scenario]);
  }
  return [...clusters].map(([name, those]) => ({ name, scenarios: those })).sort(byName);
}

const describeScenario = ({ uri, name, tags }: WishingScenario): string =>
  `${uri}: ${name}${tags.length === 0 ? '' : ` (${tags.filter((tag) => /^@(since|until)-/.test(tag)).join(' ')})`.replace(' ()', '')}`;

/** A patch without a version is for the kubeadm of any. kubeadm mounts the folder of the node into the API server. */
function kindConfig({ name, scenarios: [first, ...others] }: Cluster): string {
  if (first === undefined) throw new Error(`no scenario wants the cluster ${name}`);
  const { flags, files } = selfContained(first.wish);
  const volume = { name: 'cukernetes', hostPath: folderOnNode, mountPath: folderOnNode, readOnly: true, pathType: 'Directory' };
  const patch = {
    kind: 'ClusterConfiguration',
    apiServer: {
      extraArgs: Object.fromEntries(Object.entries(flags).map(([flag, value]) => [flag, onNode(value)])),
      ...(files.length > 0 && { extraVolumes: [volume] }),
    },
  };
  const node = {
    role: 'control-plane',
    ...(files.length > 0 && { extraMounts: [{ hostPath: FILES, containerPath: folderOnNode, readOnly: true }] }),
    kubeadmConfigPatches: [dump(patch, { lineWidth: -1 })],
  };
  const comment = ['Made by `cukernetes kind-config` for these scenarios:', ...[first, ...others].map((scenario) => `  ${describeScenario(scenario)}`)];
  const config = { kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', name, nodes: [node] };
  return `${comment.map((line) => `# ${line}`).join('\n')}\n${dump(config, { lineWidth: -1 })}`;
}

function index(clusters: readonly Cluster[], excluded: readonly { readonly scenario: WishingScenario; readonly reason: string }[]): string {
  const made = clusters.flatMap(({ name, scenarios }) => [`## ${name}`, '', ...scenarios.map((scenario) => `- ${describeScenario(scenario)}`), '']);
  const none = excluded.map(({ scenario, reason }) => `- ${describeScenario(scenario)}: ${reason}`);
  const head = ['# Clusters for scenarios with flags of their own', '', 'Made by `cukernetes kind-config` from the features. How to use it: docs/kind.md.', ''];
  return `${[...head, ...made, ...(none.length > 0 ? ['## On no cluster', '', ...none, ''] : [])].join('\n')}`;
}

/** Contents by path. */
export function kindConfigs(scenarios: readonly WishingScenario[]): ReadonlyMap<string, string> {
  const judged = scenarios.map((scenario) => ({ scenario, reason: impossible(scenario) }));
  const clusters = clustersFor(judged.flatMap(({ scenario, reason }) => (reason === undefined ? [scenario] : [])));
  const excluded = judged.flatMap(({ scenario, reason }) => (reason === undefined ? [] : [{ scenario, reason }]));
  const written = clusters.flatMap((cluster): (readonly [string, string])[] => {
    const files = cluster.scenarios[0] === undefined ? [] : selfContained(cluster.scenarios[0].wish).files;
    return [
      [`${cluster.name}/kind.yaml`, kindConfig(cluster)],
      ...files.map(([file, content]) => [`${cluster.name}/${FILES}/${file}`, onNode(content)] as const),
    ];
  });
  return new Map([['README.md', index(clusters, excluded)], ...written]);
}
