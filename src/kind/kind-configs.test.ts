import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { load } from 'js-yaml';
import { clusterNameOf } from './api-server-wish';
import { kindConfigs } from './kind-configs';
import { featureFilesIn, wishesOf, type WishingScenario } from './wishes-of-features';

const DEPLOYED = path.join('deploy', 'kind');

const wishing = (wish: WishingScenario['wish'], more: Partial<WishingScenario> = {}): WishingScenario => ({
  uri: 'a.feature',
  name: 'a scenario',
  tags: [],
  wish,
  refused: false,
  ...more,
});
const TOKENS = { flags: { 'token-auth-file': '$DIR/tokens.csv' }, files: [['tokens.csv', 'secret,jane,u1\n']] } as const;

describe('configurations for kind', () => {
  it('in deploy/kind are those of the features; npm run kind-configs writes them', () => {
    const made = kindConfigs(wishesOf(featureFilesIn('features')));
    const there = readdirSync(DEPLOYED, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(DEPLOYED, path.join(parentPath, name)));
    expect(there.sort()).toEqual([...made.keys()].sort());
    for (const [name, content] of made) expect(readFileSync(path.join(DEPLOYED, name), 'utf8')).toBe(content);
  });

  it('give the flags to kubeadm and mount the files', () => {
    const made = kindConfigs([wishing(TOKENS)]);
    const name = clusterNameOf(TOKENS);
    expect([...made.keys()]).toEqual(['README.md', `${name}/kind.yaml`, `${name}/files/tokens.csv`]);
    const config = load(made.get(`${name}/kind.yaml`) ?? '') as { readonly nodes: readonly { readonly kubeadmConfigPatches: readonly string[] }[] };
    expect(config).toMatchObject({
      kind: 'Cluster',
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      name,
      nodes: [{ role: 'control-plane', extraMounts: [{ hostPath: 'files', containerPath: '/etc/kubernetes/cukernetes', readOnly: true }] }],
    });
    expect(load(config.nodes[0]?.kubeadmConfigPatches[0] ?? '')).toEqual({
      kind: 'ClusterConfiguration',
      apiServer: {
        extraArgs: { 'token-auth-file': '/etc/kubernetes/cukernetes/tokens.csv' },
        extraVolumes: [
          { name: 'cukernetes', hostPath: '/etc/kubernetes/cukernetes', mountPath: '/etc/kubernetes/cukernetes', readOnly: true, pathType: 'Directory' },
        ],
      },
    });
  });

  it('are one for scenarios that want the same, and another where a flag or a file differs', () => {
    const other = { flags: TOKENS.flags, files: [['tokens.csv', 'other,jane,u1\n']] } as const;
    const made = kindConfigs([wishing(TOKENS), wishing(TOKENS, { name: 'another scenario' }), wishing(other)]);
    expect([...made.keys()].filter((name) => name.endsWith('kind.yaml'))).toHaveLength(2);
    expect(made.get(`${clusterNameOf(TOKENS)}/kind.yaml`)).toContain('a.feature: another scenario');
  });

  it('are not made for what no cluster can be', () => {
    const made = kindConfigs([
      wishing({ flags: { 'authorization-webhook-config-file': '$DIR/authorize.kubeconfig' }, files: [] }, { name: 'a webhook' }),
      wishing(TOKENS, { name: 'a bad file', refused: true }),
    ]);
    expect([...made.keys()]).toEqual(['README.md']);
    expect(made.get('README.md')).toContain('a.feature: a webhook: a cluster cannot reach what runs beside the API server: authorize.kubeconfig');
    expect(made.get('README.md')).toContain('a.feature: a bad file: it is about an API server that does not start');
  });
});
