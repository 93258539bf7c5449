/** Guaranteed, Burstable or BestEffort, from what the containers ask for: k8s.io/kubernetes/pkg/apis/core/helper/qos. */
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';

interface Resources {
  readonly limits?: Readonly<Record<string, string>>;
  readonly requests?: Readonly<Record<string, string>>;
}
interface Containers {
  readonly containers?: readonly { readonly resources?: Resources }[];
  readonly initContainers?: readonly { readonly resources?: Resources }[];
}

const COUNTED = ['cpu', 'memory'];
const isZero = (quantity: string): boolean => /^0(\.0*)?[a-zA-Z]*$/.test(quantity);

export function qosClass(pod: KubeObject): string {
  const { containers, initContainers } = (pod['spec'] ?? {}) as Containers;
  const all = [...(containers ?? []), ...(initContainers ?? [])].map(({ resources = {} }) => resources);
  const asked = ({ limits = {}, requests = {} }: Resources): boolean =>
    COUNTED.some((name) => [own(limits, name), own(requests, name)].some((quantity) => quantity !== undefined && !isZero(quantity)));
  if (!all.some(asked)) return 'BestEffort';
  const guaranteed = all.every(({ limits = {}, requests = {} }) =>
    COUNTED.every((name) => own(limits, name) !== undefined && (own(requests, name) ?? own(limits, name)) === own(limits, name)),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
