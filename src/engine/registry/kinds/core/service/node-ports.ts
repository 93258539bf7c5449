/**
 * Node ports of Services. The Services themselves say which are taken, so nothing has to be kept beside.
 * After pkg/registry/core/service/storage/alloc.go and portallocator.
 */
import { randomInt } from 'node:crypto';
import { invalidValue } from '../../../../errors/field-error';
import { internalError, invalid } from '../../../../errors/status-error';
import type { RegistryContext } from '../../../generic/context';
import { hasNodePorts, needsHealthCheck, nodePortsOf, specOf, wantsNodePorts, withFields, type ServicePort, type ServiceSpec } from './spec';

const SERVICES = { group: '', resource: 'services' };

/** How many ports at the beginning of a range of so many are for those who ask for one: the server gives them when no other is left. */
const staticPorts = (size: number): number => (size <= 16 ? 0 : Math.min(128, Math.max(16, Math.floor(size / 32))));

export class NodePorts {
  readonly #taken: Set<number>;
  readonly #tried: number[] = [];
  readonly #first: number;
  readonly #last: number;

  constructor(
    { storage, options }: RegistryContext,
    private readonly isDryRun: boolean,
  ) {
    [this.#first, this.#last] = options.serviceNodePortRange;
    const specs = storage.list(SERVICES).map(specOf);
    this.#taken = new Set(specs.flatMap((spec) => [...nodePortsOf(spec), ...(needsHealthCheck(spec) ? [spec.healthCheckNodePort ?? 0] : [])]));
  }

  /** Takes a port; answers why it cannot be had. */
  take(port: number): string | undefined {
    const isOutside = port < this.#first || port > this.#last;
    if (!this.isDryRun && isOutside) return `provided port is not in the valid range. The range of valid ports is ${this.#first}-${this.#last}`;
    if (this.#taken.has(port)) return 'provided port is already allocated';
    this.#taken.add(port);
    this.#tried.push(port);
    return undefined;
  }

  takeNext(): number {
    if (this.isDryRun) {
      // Upstream does not look for a free port in a dry run.
      const port = Math.max(...(this.#tried.length === 0 ? [this.#last + 1] : this.#tried)) + 1;
      this.take(port);
      return port;
    }
    const firstGiven = this.#first + staticPorts(this.#last - this.#first + 1);
    for (const [first, last] of [
      [firstGiven, this.#last],
      [this.#first, firstGiven - 1],
    ] as const) {
      const ports = last - first + 1;
      if (ports < 1) continue;
      const start = randomInt(ports);
      for (let step = 0; step < ports; step += 1) {
        const port = first + ((start + step) % ports);
        if (this.take(port) === undefined) return port;
      }
    }
    throw internalError('failed to allocate a nodePort: range is full');
  }
}

function requested(ports: NodePorts, port: number, name: string, index: number): number {
  const problem = ports.take(port);
  if (problem === undefined) return port;
  throw invalid({ group: '', kind: 'Service' }, name, [invalidValue(`spec.ports[${index}].nodePort`, port, problem)]);
}

/** Ports of the same number, of several protocols, share a node port unless the client says otherwise. */
function initial(spec: ServiceSpec, name: string, free: NodePorts): readonly ServicePort[] {
  const ports = spec.ports ?? [];
  const allocated = new Map<number, number>();
  return ports.map((port, index) => {
    const { port: number = 0, nodePort = 0 } = port;
    if (nodePort === 0 && !wantsNodePorts(spec)) return port;
    const shared = allocated.get(number);
    if (shared === undefined) {
      const wanted = ports.find((other) => other.port === number && (other.nodePort ?? 0) !== 0)?.nodePort;
      const given = wanted === undefined ? free.takeNext() : requested(free, wanted, name, index);
      allocated.set(number, given);
      return { ...port, nodePort: given };
    }
    if (nodePort === shared) return port;
    return { ...port, nodePort: nodePort === 0 ? shared : requested(free, nodePort, name, index) };
  });
}

function updated(spec: ServiceSpec, old: ServiceSpec, name: string, free: NodePorts): readonly ServicePort[] {
  const own = new Set(nodePortsOf(old));
  return (spec.ports ?? []).map((port, index) => {
    const { nodePort = 0 } = port;
    if (nodePort === 0) return wantsNodePorts(spec) ? { ...port, nodePort: free.takeNext() } : port;
    if (!own.has(nodePort)) {
      requested(free, nodePort, name, index);
      own.add(nodePort);
    }
    return port;
  });
}

function healthCheckPort({ healthCheckNodePort: wanted = 0 }: ServiceSpec, free: NodePorts): number {
  if (wanted === 0) return free.takeNext();
  const problem = free.take(wanted);
  if (problem === undefined) return wanted;
  throw internalError(`failed to allocate requested HealthCheck NodePort ${wanted}: ${problem}`);
}

/** The spec with its node ports, given those of before. Throws 422 and 500. */
export function withNodePorts(spec: ServiceSpec, old: ServiceSpec | undefined, name: string, context: RegistryContext, isDryRun: boolean): ServiceSpec {
  const free = new NodePorts(context, isDryRun);
  const ports = !hasNodePorts(spec) ? spec.ports : old === undefined ? initial(spec, name, free) : updated(spec, old, name, free);
  const checked = needsHealthCheck(spec) && (old === undefined || !needsHealthCheck(old));
  return withFields(spec, {
    ...(spec.ports !== undefined && ports !== undefined && { ports }),
    ...(checked && { healthCheckNodePort: healthCheckPort(spec, free) }),
  });
}
