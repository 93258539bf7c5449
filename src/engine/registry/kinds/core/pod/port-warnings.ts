/** Ports of a pod's containers that get in each other's way. After pkg/api/pod/warnings.go. */
import type { Container, ContainerPort } from 'kubernetes-types/core/v1';
import { quote } from '../../../../golang/quote';
import type { Given } from '../../../generic/validation/given';

interface Port {
  readonly at: string;
  readonly port: Given<ContainerPort>;
}
export interface PlacedContainer {
  readonly at: string;
  readonly container: Given<Container>;
}

/** Returns a port as Go prints the struct. */
const printed = ({ name, hostPort, containerPort, protocol, hostIP }: Given<ContainerPort>): string =>
  `{Name:${name ?? ''} HostPort:${hostPort ?? 0} ContainerPort:${containerPort ?? 0} Protocol:${protocol ?? ''} HostIP:${hostIP ?? ''}}`;

/** Says how a port meets one before it with the same number and protocol; undefined where they get along. */
function meeting({ port }: Port, { port: other }: Port): string | undefined {
  const [ip, otherIp] = [port.hostIP ?? '', other.hostIP ?? ''];
  const [number, otherNumber] = [port.hostPort ?? 0, other.hostPort ?? 0];
  if (ip === otherIp && number === otherNumber) return 'duplicate';
  if (number === 0 || otherNumber === 0) return 'overlapping';
  return number === otherNumber && (ip === '') !== (otherIp === '') ? 'dangerously ambiguous' : undefined;
}

const isSame = ({ port: a }: Port, { port: b }: Port): boolean => a.containerPort === b.containerPort && a.protocol === b.protocol;

export function portWarnings(containers: readonly PlacedContainer[]): readonly string[] {
  const ports = containers.flatMap(({ at, container }) => (container.ports ?? []).map((port, index) => ({ at: `${at}.ports[${index}]`, port })));
  const firstOfName = new Map<string, string>();
  const meetings = ports.flatMap((one, index) => [
    ...((one.port.hostIP ?? '') !== '' && (one.port.hostPort ?? 0) === 0 ? [`${one.at}: hostIP set without hostPort: ${printed(one.port)}`] : []),
    ...ports.slice(0, index).flatMap((other) => {
      const how = isSame(one, other) ? meeting(one, other) : undefined;
      return how === undefined ? [] : [`${one.at}: ${how} port definition with ${other.at}`];
    }),
  ]);
  const names = ports.flatMap(({ at, port: { name } }) => {
    const first = firstOfName.get(name ?? '');
    if ((name ?? '') === '') return [];
    if (first === undefined) firstOfName.set(name ?? '', at);
    const users = `services and probes that select ports by name will use ${first ?? ''}`;
    return first === undefined ? [] : [`${at}: duplicate port name ${quote(name ?? '')} with ${first}, ${users}`];
  });
  return [...meetings, ...names];
}
