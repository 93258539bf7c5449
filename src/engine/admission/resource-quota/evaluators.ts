/**
 * What an object uses of a quota, by the resource that it is of. Pods, Services and claims are measured; of everything else the
 * number is counted. After pkg/quota/v1/evaluator/core of k8s.io/kubernetes and pkg/quota/v1/generic of k8s.io/apiserver.
 */
import type { GroupResource } from '../../api/objects';
import { own, table } from '../../golang/map';
import { classOfClaim, requestsOfClaim } from '../claims';
import { podEvaluator } from './pods';
import type { Evaluator } from './evaluator';

interface ServiceSpec {
  readonly type?: string;
  readonly ports?: readonly { readonly nodePort?: number }[];
  readonly allocateLoadBalancerNodePorts?: boolean;
}

function nodePorts({ type, ports = [], allocateLoadBalancerNodePorts }: ServiceSpec): number {
  if (type === 'LoadBalancer' && allocateLoadBalancerNodePorts === false) return ports.filter(({ nodePort = 0 }) => nodePort !== 0).length;
  return type === 'NodePort' || type === 'LoadBalancer' ? ports.length : 0;
}

const SERVICE_NAMES = ['count/services', 'services', 'services.nodeports', 'services.loadbalancers'];

const serviceEvaluator: Evaluator = {
  handles: ({ operation, subresource }) => subresource === '' && (operation === 'CREATE' || operation === 'UPDATE'),
  measures: (name) => SERVICE_NAMES.includes(name),
  usage(service) {
    const spec = (service['spec'] ?? {}) as ServiceSpec;
    const balancers = spec.type === 'LoadBalancer' ? '1' : '0';
    return { 'count/services': '1', services: '1', 'services.loadbalancers': balancers, 'services.nodeports': String(nodePorts(spec)) };
  },
};

const CLAIMS = 'persistentvolumeclaims';
const STORAGE = 'requests.storage';
const OF_CLASS = '.storageclass.storage.k8s.io/';

const claimEvaluator: Evaluator = {
  handles: ({ operation, subresource }) => subresource === '' && (operation === 'CREATE' || operation === 'UPDATE'),
  measures: (name) => [`count/${CLAIMS}`, CLAIMS, STORAGE].includes(name) || [CLAIMS, STORAGE].some((suffix) => name.endsWith(`${OF_CLASS}${suffix}`)),
  usage(claim) {
    const storage = own(requestsOfClaim(claim), 'storage');
    const name = classOfClaim(claim) ?? '';
    const used = { [CLAIMS]: '1', ...(storage !== undefined && { [STORAGE]: storage }) };
    const byClass = name === '' ? [] : Object.entries(used).map(([resource, quantity]) => [`${name}${OF_CLASS}${resource}`, quantity] as const);
    return { ...used, ...Object.fromEntries(byClass), [`count/${CLAIMS}`]: '1' };
  },
};

/** Those that had a name of their own before every resource could be counted. */
const OLD_NAMES = ['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];

function countEvaluator({ group, resource }: GroupResource): Evaluator {
  const names = [`count/${resource}${group === '' ? '' : `.${group}`}`, ...(group === '' && OLD_NAMES.includes(resource) ? [resource] : [])];
  return {
    handles: ({ operation, subresource }) => subresource === '' && operation === 'CREATE',
    measures: (name) => names.includes(name),
    usage: () => Object.fromEntries(names.map((name) => [name, '1'])),
  };
}

/** Keyed 'resource.group'. */
const MEASURED = table<Evaluator>({ 'pods.': podEvaluator, 'services.': serviceEvaluator, 'persistentvolumeclaims.': claimEvaluator });

/** What is not kept, and events, which never counted. */
const IGNORED = new Set([
  ...['bindings.', 'componentstatuses.', 'events.', 'events.events.k8s.io', 'tokenreviews.authentication.k8s.io', 'selfsubjectreviews.authentication.k8s.io'],
  ...['subjectaccessreviews', 'selfsubjectaccessreviews', 'localsubjectaccessreviews', 'selfsubjectrulesreviews'].map((name) => `${name}.authorization.k8s.io`),
]);

/** undefined: no quota counts it. */
export function evaluatorOf(resource: GroupResource): Evaluator | undefined {
  const key = `${resource.resource}.${resource.group}`;
  return IGNORED.has(key) ? undefined : (MEASURED[key] ?? countEvaluator(resource));
}

/** The resources of which a quota with these names counts something. */
export function countedResources(names: readonly string[]): readonly GroupResource[] {
  const core = (resource: string): GroupResource => ({ group: '', resource });
  const measured = Object.entries(MEASURED).flatMap(([key, { measures }]) => (names.some(measures) ? [core(key.slice(0, -1))] : []));
  const old = OLD_NAMES.filter((name) => names.includes(name) || names.includes(`count/${name}`)).map(core);
  const others = names.flatMap((name) => {
    const [resource = '', ...group] = name.startsWith('count/') ? name.slice('count/'.length).split('.') : [];
    const isKnown = resource === '' || [...measured, ...old].some((known) => group.length === 0 && known.resource === resource);
    return isKnown ? [] : [{ group: group.join('.'), resource }];
  });
  return [...measured, ...old, ...others];
}
