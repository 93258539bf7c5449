/**
 * Fields that a client leaves out and that the server's own form of an object has: it goes through that form before its owners
 * are written. After the conversions of k8s.io/kubernetes/pkg/apis.
 */
import type { KubeObject } from '../../../api/objects';
import { TEMPLATE_GENERATION } from '../../../apimachinery/template-generation';
import { withMeta } from '../../../storage/object-meta';
import { table } from '../../../golang/map';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function secret(object: KubeObject): KubeObject {
  const { stringData, ...kept } = object;
  if (stringData === undefined) return object;
  const encoded = Object.entries(fieldsOf(stringData)).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')] as const);
  return { ...kept, data: { ...fieldsOf(object['data']), ...Object.fromEntries(encoded) } } as KubeObject;
}

function node(object: KubeObject): KubeObject {
  const spec = fieldsOf(object['spec']);
  const { podCIDR = '', podCIDRs } = spec;
  const [first = ''] = Array.isArray(podCIDRs) ? (podCIDRs as readonly unknown[]) : [];
  if (podCIDR === first) return object;
  // Where the two differ the older field counts.
  return { ...object, spec: { ...spec, ...(podCIDR === '' ? { podCIDR: first } : { podCIDRs: [podCIDR] }) } };
}

function pod(object: KubeObject): KubeObject {
  const status = fieldsOf(object['status']);
  const { podIP = '', podIPs } = status;
  return podIP === '' || podIPs !== undefined ? object : { ...object, status: { ...status, podIPs: [{ ip: podIP }] } };
}

function daemonSet(object: KubeObject): KubeObject {
  const { annotations = {} } = object.metadata;
  if (annotations[TEMPLATE_GENERATION] !== undefined) return object;
  return withMeta(object, { annotations: { ...annotations, [TEMPLATE_GENERATION]: '0' } });
}

const BY_KIND = table<(object: KubeObject) => KubeObject>({
  'v1 Secret': secret,
  'v1 Node': node,
  'v1 Pod': pod,
  'apps/v1 DaemonSet': daemonSet,
});

export const withHubFields = (object: KubeObject): KubeObject => BY_KIND[`${object.apiVersion ?? ''} ${object.kind ?? ''}`]?.(object) ?? object;
