/**
 * Free addresses and node ports for Services. The services themselves say which are taken, so nothing has to be kept beside.
 * After k8s.io/kubernetes/pkg/registry/core/service/{ipallocator,portallocator}.
 */
import { randomInt } from 'node:crypto';
import type { RegistryContext } from '../context';

const SERVICES = { group: '', resource: 'services' };
const FIRST_NODE_PORT = 30000;
const LAST_NODE_PORT = 32767;

interface Allocated {
  readonly clusterIP?: string;
  readonly ports?: readonly { readonly nodePort?: number }[];
}

const allocations = ({ storage }: RegistryContext): readonly Allocated[] => storage.list(SERVICES).map((service) => (service['spec'] ?? {}) as Allocated);

const toNumber = (address: string): number => address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
const toAddress = (number: number): string => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** Why an address cannot be given to a service. */
export function addressProblem(context: RegistryContext, address: string): string | undefined {
  const range = context.options.serviceClusterIpRange.split(',')[0] ?? '';
  const [base = '', bits = '24'] = range.split('/');
  const offset = toNumber(address) - toNumber(base);
  if (offset < 0 || offset >= 2 ** (32 - Number(bits))) return `provided IP is not in the valid range. The range of valid IPs is ${range}`;
  return allocations(context).some(({ clusterIP }) => clusterIP === address) ? 'provided IP is already allocated' : undefined;
}

export function freeAddress(context: RegistryContext): string {
  const [base = '10.0.0.0', bits = '24'] = context.options.serviceClusterIpRange.split(',')[0]?.split('/') ?? [];
  const size = 2 ** (32 - Number(bits));
  const taken = new Set(allocations(context).map(({ clusterIP }) => clusterIP));
  const start = randomInt(size);
  for (let step = 0; step < size; step += 1) {
    const offset = (start + step) % size;
    const address = toAddress(toNumber(base) + offset);
    // The first address is the server's own, the network's and the broadcast address are nobody's.
    if (offset > 1 && offset < size - 1 && !taken.has(address)) return address;
  }
  throw new Error('range is full');
}

export function freeNodePort(context: RegistryContext, taken: Set<number>): number {
  const used = new Set([...taken, ...allocations(context).flatMap(({ ports = [] }) => ports.map(({ nodePort = 0 }) => nodePort))]);
  for (let port = FIRST_NODE_PORT + randomInt(LAST_NODE_PORT - FIRST_NODE_PORT); ; port = port >= LAST_NODE_PORT ? FIRST_NODE_PORT : port + 1) {
    if (used.has(port)) continue;
    taken.add(port);
    return port;
  }
}
