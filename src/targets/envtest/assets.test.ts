import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { assetsFor, versionOfProgram } from './assets';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-assets-'));
after(() => rmSync(folder, { recursive: true }));

/** A directory with programs that print this. */
function programs(directory: string, names: readonly string[], printed = 'Kubernetes v1.36.3'): string {
  const at = path.join(folder, directory);
  mkdirSync(at, { recursive: true });
  for (const name of names) writeFileSync(path.join(at, name), `#!/bin/sh\necho '${printed}'\n`, { mode: 0o755 });
  return at;
}

describe('the programs of a control plane', () => {
  it('lie where KUBEBUILDER_ASSETS says', () => {
    const at = programs('named', ['kube-apiserver', 'etcd', 'kube-controller-manager']);
    expect(assetsFor('1.36', { KUBEBUILDER_ASSETS: at })).toEqual({
      apiServer: path.join(at, 'kube-apiserver'),
      etcd: path.join(at, 'etcd'),
      controllerManager: path.join(at, 'kube-controller-manager'),
    });
  });

  it('lie in the cache directory, by version, when nothing is said', () => {
    const at = programs('cukernetes/assets/1.36', ['kube-apiserver', 'etcd']);
    expect(assetsFor('1.36', { XDG_CACHE_HOME: folder })).toEqual({ apiServer: path.join(at, 'kube-apiserver'), etcd: path.join(at, 'etcd') });
  });

  it('are named one by one', () => {
    const at = programs('one', ['kube-apiserver', 'etcd']);
    const apiServer = path.join(programs('other', ['my-apiserver']), 'my-apiserver');
    expect(assetsFor('1.36', { KUBEBUILDER_ASSETS: at, TEST_ASSET_KUBE_APISERVER: apiServer }).apiServer).toBe(apiServer);
  });

  it('that are missing are reported with what to do', () => {
    const at = programs('half', ['kube-apiserver']);
    expect(() => assetsFor('1.36', { KUBEBUILDER_ASSETS: at })).toThrow(
      `No etcd of Kubernetes 1.36 was found at ${at}/etcd. Set KUBEBUILDER_ASSETS to the directory that holds kube-apiserver and etcd`,
    );
  });

  it('say of which version they are', () => {
    expect(versionOfProgram(path.join(programs('old', ['kube-apiserver'], 'Kubernetes v1.20.2'), 'kube-apiserver'))).toBe('1.20');
    const odd = path.join(programs('odd', ['kube-apiserver'], 'hello'), 'kube-apiserver');
    expect(() => versionOfProgram(odd)).toThrow('--version printed "hello\\n", which names no version of Kubernetes.');
  });
});
