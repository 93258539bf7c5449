/** After ResolveCluster of k8s.io/apiserver/pkg/util/proxy/proxy_test.go, and the recordings admission-webhooks/failure. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { MemoryStorage } from '../../storage/memory-storage';
import { serviceEndpoint } from './service-endpoint';

const storageOf = (spec: object) => {
  const storage = MemoryStorage.empty();
  storage.put({ group: '', resource: 'services' }, { metadata: { name: 'hook', namespace: 'shop' }, spec });
  return storage;
};

describe('the endpoint of a Service', () => {
  it('is this machine where its ExternalName is', () => {
    expect(serviceEndpoint(storageOf({ type: 'ExternalName', externalName: 'localhost' }), 'shop', 'hook', 8443)).toEqual({ host: 'localhost', port: 8443 });
  });
  for (const [spec, name, message] of [
    [{}, 'absent', 'service "absent" not found'],
    [{ type: 'ClusterIP', clusterIP: 'None' }, 'hook', 'cannot route to service with ClusterIP "None"'],
    [{ type: 'ClusterIP', clusterIP: '10.0.0.9', ports: [{ port: 80 }] }, 'hook', 'no service port 443 found for service "hook"'],
    [{ type: 'Odd' }, 'hook', 'unsupported service type "Odd"'],
  ] as const)
    it(`is refused with: ${message}`, () => {
      expect(() => serviceEndpoint(storageOf(spec), 'shop', name, 443)).toThrow(new Error(message));
    });
  it('is never another machine', () => {
    const storage = storageOf({ type: 'ExternalName', externalName: 'example.com' });
    expect(() => serviceEndpoint(storage, 'shop', 'hook', 443)).toThrow(/^dial tcp example.com:443: /);
  });
});
