import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../../api/attributes';
import { resourceAttributes } from '../../apimachinery/attributes';
import type { KubeObject } from '../../api/objects';
import { MemoryStorage } from '../../storage/memory-storage';
import { versionOf } from '../../versions';
import { NodeAuthorizer } from './node-authorizer';

const core = (resource: string) => ({ group: '', resource });
const by = (node: string, verb: string, resource: string, namespace: string, name: string): Attributes =>
  resourceAttributes({
    user: { name: `system:node:${node}`, uid: '', groups: ['system:nodes', 'system:authenticated'], extra: {} },
    verb,
    namespace,
    apiVersion: 'v1',
    resource,
    name,
  });
const POD: KubeObject = {
  metadata: { name: 'web', namespace: 'foo' },
  spec: {
    nodeName: 'node1',
    serviceAccountName: 'runner',
    containers: [{ name: 'c', image: 'i', envFrom: [{ secretRef: { name: 'env' } }] }],
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
  },
};
const VOLUME: KubeObject = {
  metadata: { name: 'pv1' },
  spec: { claimRef: { namespace: 'foo', name: 'data' }, csi: { driver: 'd', volumeHandle: 'h', nodeStageSecretRef: { namespace: 'csi', name: 'stage' } } },
};

function authorizerOf(version: string): { readonly storage: MemoryStorage; readonly decide: (attributes: Attributes) => string } {
  const storage = MemoryStorage.empty();
  const authorizer = new NodeAuthorizer(versionOf(version), storage);
  return {
    storage,
    decide: (attributes) => {
      const { decision, reason } = authorizer.authorize(attributes);
      return decision === 'Allow' ? 'allowed' : reason;
    },
  };
}

describe('NodeAuthorizer', () => {
  it('explains what is missing between a node and an object', () => {
    const storage = MemoryStorage.empty();
    const authorizer = new NodeAuthorizer(versionOf('1.36'), storage);
    const cause = (...asked: Parameters<typeof by>): string => authorizer.explain(by(...asked)).cause;
    storage.put(core('pods'), POD);
    expect(cause('node1', 'get', 'secrets', 'foo', 'env')).toBe('this belongs to the node "node1", or is open to every node');
    expect(cause('node2', 'get', 'secrets', 'foo', 'env')).toBe(
      'nothing on the node "node2" refers to secrets "env" in the namespace "foo": no pod that is bound to it, nor what such a pod uses',
    );
    expect(cause('node2', 'delete', 'secrets', 'foo', 'env')).toBe('');
    expect(cause('node2', 'list', 'endpoints', 'foo', '')).toBe('the rules for all nodes do not cover this');
  });

  it('lets a node read what the pods on it refer to, also through volumes, as long as they are there', () => {
    const { storage, decide } = authorizerOf('1.20');
    storage.put(core('pods'), POD);
    storage.put(core('persistentvolumes'), VOLUME);
    expect(decide(by('node1', 'get', 'secrets', 'foo', 'env'))).toBe('allowed');
    expect(decide(by('node1', 'get', 'persistentvolumeclaims', 'foo', 'data'))).toBe('allowed');
    expect(decide(by('node1', 'get', 'persistentvolumes', '', 'pv1'))).toBe('allowed');
    expect(decide(by('node1', 'get', 'secrets', 'csi', 'stage'))).toBe('allowed');
    expect(decide(by('node2', 'get', 'secrets', 'foo', 'env'))).toBe("no relationship found between node 'node2' and this object");
    storage.remove(core('pods'), 'foo', 'web');
    expect(decide(by('node1', 'get', 'secrets', 'csi', 'stage'))).toBe("no relationship found between node 'node1' and this object");
  });

  it('opens nothing to a node through its mirror pods', () => {
    const { storage, decide } = authorizerOf('1.36');
    storage.put(core('pods'), { ...POD, metadata: { ...POD.metadata, annotations: { 'kubernetes.io/config.mirror': 'x' } } });
    expect(decide(by('node1', 'get', 'pods', 'foo', 'web'))).toBe('allowed');
    expect(decide(by('node1', 'get', 'secrets', 'foo', 'env'))).toBe("no relationship found between node 'node1' and this object");
  });

  it('says what kind of request it would take', () => {
    const { decide } = authorizerOf('1.36');
    expect(decide(by('node1', 'list', 'secrets', '', ''))).toBe('can only read namespaced object of this type');
    expect(decide(by('node1', 'create', 'secrets', 'foo', ''))).toBe('can only read resources of this type');
    expect(decide(by('node1', 'list', 'nodes', '', ''))).toBe("node 'node1' cannot read all nodes, only its own Node object");
    expect(decide(by('node1', 'get', 'nodes', '', 'node2'))).toBe("node 'node1' cannot read 'node2', only its own Node object");
    expect(decide(by('', 'get', 'nodes', '', 'node2'))).toBe('unknown node for user "system:node:"');
  });

  it('lets nodes read all pods and nodes in versions without selectors in authorization', () => {
    const { decide } = authorizerOf('1.20');
    expect(decide(by('node1', 'list', 'pods', '', ''))).toBe('allowed');
    expect(decide(by('node1', 'get', 'nodes', '', 'node2'))).toBe('allowed');
  });

  it('has no opinion on anybody else', () => {
    const { decide } = authorizerOf('1.36');
    const attributes = by('node1', 'get', 'nodes', '', 'node1');
    expect(decide({ ...attributes, user: { ...attributes.user, groups: ['system:authenticated'] } })).toBe('');
  });
});
