/** Fields of a pod as text, for environments and downward API volumes. Upstream: pkg/fieldpath/fieldpath.go, pkg/api/v1/resource/helpers.go */
import { parseQuantity } from '../../engine/apimachinery/quantity';
import { own } from '../../engine/golang/map';
import { quote } from '../../engine/golang/quote';
import { containersOf, type Pod, type ResourceFieldReference } from '../pod';

/** What is known of the pod only where it runs. */
export interface PodPlace {
  readonly nodeName: string;
  readonly hostIP: string;
  readonly podIP: string;
  readonly allocatable: Readonly<Record<string, string>>;
}

const lines = (map: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${quote(value)}`)
    .join('\n');

export function fieldText({ metadata, spec }: Pod, fieldPath: string, place: PodPlace): string {
  const [, map = '', key = ''] = /^metadata\.(annotations|labels)\['([^']*)'\]$/.exec(fieldPath) ?? [];
  if (map !== '') return own(map === 'labels' ? metadata.labels : metadata.annotations, key) ?? '';
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace;
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return lines(metadata.labels);
    case 'metadata.annotations':
      return lines(metadata.annotations);
    case 'spec.nodeName':
      return place.nodeName;
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return place.hostIP;
    case 'status.podIP':
    case 'status.podIPs':
      return place.podIP;
    default:
      throw new Error(`unsupported fieldPath: ${fieldPath}`);
  }
}

/** The amount in units of the divisor, rounded up. */
function inUnits(amount: string, divisor: string, isCpu: boolean): string {
  const value = parseQuantity(amount);
  const unit = parseQuantity(divisor === '' || divisor === '0' ? '1' : divisor);
  const scale = Math.min(value.scale, unit.scale, isCpu ? -3 : 0);
  const whole = ({ unscaled, scale: at }: { readonly unscaled: bigint; readonly scale: number }): bigint => unscaled * 10n ** BigInt(at - scale);
  const [dividend, by] = [whole(value), whole(unit)];
  return String((dividend + by - 1n) / by);
}

/** A limit that the container does not have is what the node has. */
export function resourceText(pod: Pod, { containerName, resource, divisor = '' }: ResourceFieldReference, own_: string | undefined, place: PodPlace): string {
  const name = containerName ?? own_;
  const container = containersOf(pod).find((each) => each.name === name);
  if (container === undefined) throw new Error(`container ${name ?? ''} not found`);
  const [kind = '', what = ''] = [resource.slice(0, resource.indexOf('.')), resource.slice(resource.indexOf('.') + 1)];
  const { limits, requests } = container.resources ?? {};
  const amount = kind === 'limits' ? (own(limits, what) ?? own(place.allocatable, what)) : (own(requests, what) ?? own(limits, what));
  return inUnits(amount ?? '0', divisor, what === 'cpu');
}
