import { describe, it } from 'node:test';
import { expect } from 'expect';
import { optionsFor } from '../../../../options/parse';
import { bootstrappedStorage } from '../../../bootstrap/bootstrap';
import type { RegistryContext } from '../../../generic/context';
import { NodePorts } from './node-ports';

function portsOf(flags: Readonly<Record<string, string>>): NodePorts {
  const options = optionsFor({ flags });
  return new NodePorts({ options, storage: bootstrappedStorage(options) } as unknown as RegistryContext, false);
}

// After pkg/registry/core/service/portallocator/allocator_test.go.
describe('node ports', () => {
  it('are of the range of --service-node-port-range', () => {
    const ports = portsOf({ 'service-node-port-range': '10000-10200' });
    expect(ports.take(9999)).toBe('provided port is not in the valid range. The range of valid ports is 10000-10200');
    expect(ports.take(10_001)).toBeUndefined();
    expect(ports.take(10_001)).toBe('provided port is already allocated');
  });

  it('that the server gives come from the end of the range, and then from its beginning', () => {
    const ports = portsOf({ 'service-node-port-range': '10000-10200' });
    const given = Array.from({ length: 201 }, () => ports.takeNext());
    expect(Math.min(...given.slice(0, 185))).toBe(10_016);
    expect(Math.max(...given.slice(185))).toBe(10_015);
    expect(() => ports.takeNext()).toThrow('failed to allocate a nodePort: range is full');
  });

  it('are of the default range where the flag is empty', () =>
    expect(portsOf({}).take(29_999)).toBe('provided port is not in the valid range. The range of valid ports is 30000-32767'));
});
