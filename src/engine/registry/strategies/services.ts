/**
 * Services: each gets an address of --service-cluster-ip-range, and a node port where its type wants one.
 * After k8s.io/kubernetes/pkg/registry/core/service and pkg/apis/core/validation ValidateService.
 */
import type { KubeObject } from '../../api/objects';
import { invalidValue, type FieldError } from '../../response/field-error';
import { invalid } from '../../response/status-error';
import type { RegistryContext } from '../context';
import { strings } from '../metadata/go-printed';
import { nameIsDns1035Label, nameIsDnsLabel } from '../../apimachinery/names';
import { validateProtocols, validateService } from '../service/validation';
import type { Strategy } from '../strategy';
import { addressProblem, freeAddress, freeNodePort } from './service-allocation';
import { withoutStatus, withStatusOfOld } from './status-and-generation';

interface Port {
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}
interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly Port[] | null;
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
}

const specOf = (object: KubeObject): ServiceSpec => (object['spec'] ?? {}) as ServiceSpec;
/** An address that the client chose has to be free, and one of the server's. Throws 422. */
function checkAddress(object: KubeObject, context: RegistryContext): void {
  const { clusterIP = '' } = specOf(object);
  const problem = clusterIP === '' || clusterIP === 'None' ? undefined : addressProblem(context, clusterIP);
  if (problem === undefined) return;
  const text = context.options.version.has('serviceClusterIps')
    ? `failed to allocate IP ${clusterIP}: ${problem}`
    : `failed to allocated ip:${clusterIP} with error:${problem}`;
  throw invalid({ group: '', kind: 'Service' }, object.metadata.name ?? '', [
    invalidValue('spec.clusterIPs', strings([clusterIP], context.options.version), text),
  ]);
}

function validateUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): readonly FieldError[] {
  const [after, before] = [specOf(object), specOf(old)];
  const addressed = before.type !== 'ExternalName' && after.type !== 'ExternalName' && (before.clusterIP ?? '') !== '';
  return [
    ...(addressed && after.clusterIP !== before.clusterIP ? [invalidValue('spec.clusterIP', after.clusterIP ?? '', 'field is immutable')] : []),
    ...validateService(object, context),
  ];
}

/** The addresses and ports the service has or is given. */
function allocated(object: KubeObject, context: RegistryContext, isDryRun: boolean): KubeObject {
  const { scheme, options } = context;
  const spec = specOf(object);
  const always = options.version.has('serviceClusterIps');
  if (spec.type === 'ExternalName' || (isDryRun && !always)) return object;
  const clusterIP = (spec.clusterIP ?? '') === '' ? freeAddress(context) : (spec.clusterIP ?? '');
  const wantsNodePorts = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const taken = new Set<number>();
  const ports = wantsNodePorts ? spec.ports?.map((port) => ({ ...port, nodePort: port.nodePort ?? freeNodePort(context, taken) })) : spec.ports;
  const families = { ...familiesOf(clusterIP, spec), internalTrafficPolicy: 'Cluster' };
  const filled = { ...spec, ...(ports && { ports }), clusterIP, clusterIPs: [clusterIP], ...(always && { ...families, ...definedOf(spec) }) };
  return { kind: 'Service', apiVersion: 'v1', ...scheme.normalise({ ...object, spec: filled }, { group: '', version: 'v1', kind: 'Service' }) };
}

/** A headless service without selector may be of both families: its endpoints are made by hand. */
function familiesOf(clusterIP: string, { selector }: ServiceSpec): object {
  const family = clusterIP.includes(':') ? 'IPv6' : 'IPv4';
  const byHand = clusterIP === 'None' && Object.keys(selector ?? {}).length === 0;
  return byHand ? { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' } : { ipFamilies: [family], ipFamilyPolicy: 'SingleStack' };
}

/** What the client has said of the families itself. */
function definedOf(spec: object): object {
  return Object.fromEntries(
    Object.entries(spec).filter(([field, value]) => ['ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy'].includes(field) && value !== undefined),
  );
}

/** An update that does not say keeps the addresses and ports of before. */
function kept(object: KubeObject, old: KubeObject): KubeObject {
  const [spec, before] = [specOf(object), specOf(old)];
  if (spec.type === 'ExternalName' || before.type === 'ExternalName') return object;
  const ports = spec.ports?.map((port) => {
    const same = before.ports?.find((candidate) => candidate.port === port.port && candidate.protocol === port.protocol);
    return port.nodePort === undefined && same?.nodePort !== undefined && spec.type !== 'ClusterIP' ? { ...port, nodePort: same.nodePort } : port;
  });
  const addresses =
    (spec.clusterIP ?? '') === ''
      ? { clusterIP: before.clusterIP, clusterIPs: before.clusterIPs }
      : { clusterIPs: spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]) };
  return { ...object, spec: { ...spec, ...(ports && { ports }), ...addresses } };
}

export const services: Strategy = {
  validateName: (name, prefix, version) => (version.has('serviceNamesRelaxed') ? nameIsDnsLabel : nameIsDns1035Label)(name, prefix, version),
  createsByPut: (version) => version.has('serviceCreatedByPut'),
  completed: (object, context) => {
    if (validateService(object, context).length === 0) checkAddress(object, context);
    return object;
  },
  prepareForCreate: (object, call, context) => allocated(withoutStatus(object, context), context, call.query.has('dryRun')),
  prepareForUpdate: (object, old, call, context) => allocated(kept(withStatusOfOld(object, old), old), context, call.query.has('dryRun')),
  validate: (object, context) => [...validateService(object, context), ...validateProtocols(object, context)],
  validateUpdate,
  returnsDeletedObject: (version) => version.has('serviceCreatedByPut'),
  selectableFields: (version) => (version.has('serviceFieldSelectors') ? ['metadata.namespace', 'metadata.name', 'spec.clusterIP', 'spec.type'] : undefined),
  fields: (object) => ({ 'spec.clusterIP': specOf(object).clusterIP ?? '', 'spec.type': specOf(object).type ?? '' }),
};
