/** Ingresses, IngressClasses, NetworkPolicies, ServiceCIDRs and IPAddresses. After pkg/apis/networking/validation/validation.go. */
import { isIP } from 'node:net';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import { addressRange } from '../../../apimachinery/address-ranges';
import { dns1035Label, dnsLabel, dnsSubdomain, nameIsPathSegment, wildcardSubdomain } from '../../../apimachinery/names';
import { forbiddenField, GoPrinted, invalidValue, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { canonicalCidr, cidr, isCidr } from '../../generic/validation/addresses';
import {
  absolutePath,
  complaints,
  each,
  isEmpty,
  optional,
  oneOf,
  portNameProblems,
  portNumber,
  portNumberOrName,
  when,
  type Errors,
} from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import { pathSegment, typedReference } from '../../generic/validation/references';
import type { Version } from '../../../versions';

interface Backend {
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } };
  readonly resource?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string };
}
interface Path {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend?: Backend;
}
interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: Backend;
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
  readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths?: readonly Path[] | null } }[];
}

const host = (value: string, at: string): Errors => complaints(value, at, value.includes('*') ? wildcardSubdomain(value) : dnsSubdomain(value));

function validateServiceBackend({ name, port = {} }: NonNullable<Backend['service']>, at: string, version: Version): Errors {
  const { name: portName = '', number = 0 } = port;
  const named = isEmpty(name)
    ? [required(`${at}.service.name`)]
    : complaints(name ?? '', `${at}.service.name`, version.has('serviceNamesRelaxed') ? dnsLabel(name ?? '', version) : dns1035Label(name ?? ''));
  if (portName !== '' && number !== 0) return [...named, invalidValue(at, '', 'cannot set both port name & port number')];
  if (portName === '' && number === 0) return [...named, required(at, 'port name or number is required')];
  return [
    ...named,
    ...(portName === ''
      ? portNumber(number, `${at}.service.port.number`)
      : complaints(portName, `${at}.service.port.name`, portNameProblems(portName, version))),
  ];
}

function validateBackend({ service, resource }: Backend, at: string, version: Version): Errors {
  if (resource !== undefined && service !== undefined) return [invalidValue(at, '', 'cannot set both resource and service backends')];
  if (resource !== undefined) return typedReference(resource, `${at}.resource`, version);
  return service === undefined ? [invalidValue(at, '', 'resource or service backend is required')] : validateServiceBackend(service, at, version);
}

const SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const SUFFIXES = ['/..', '/.'];
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

function validatePath({ path = '', pathType, backend = {} }: Path, at: string, version: Version): Errors {
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  const strict = pathType === 'Exact' || pathType === 'Prefix';
  const shape =
    pathType === 'ImplementationSpecific'
      ? path === ''
        ? []
        : absolutePath(path, `${at}.path`)
      : strict
        ? [
            ...absolutePath(path, `${at}.path`),
            ...SEQUENCES.filter((sequence) => path.includes(sequence)).map((sequence) => invalidValue(`${at}.path`, path, `must not contain '${sequence}'`)),
            ...SUFFIXES.filter((suffix) => path.endsWith(suffix)).map((suffix) => invalidValue(`${at}.path`, path, `cannot end with '${suffix}'`)),
          ]
        : oneOf(pathType, `${at}.pathType`, PATH_TYPES);
  if (!PATH_TYPES.includes(pathType)) return [...shape, ...validateBackend(backend, `${at}.backend`, version)];
  return [...shape, ...validateBackend(backend, `${at}.backend`, version)];
}

export function validateIngress(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const { ingressClassName, defaultBackend, tls, rules } = givenFields<IngressSpec>(object['spec']);
  const rulesAt = 'spec.rules';
  return [
    ...when(defaultBackend === undefined && isEmpty(rules), () =>
      invalidValue(
        'spec',
        version.has('jsonFieldErrors') ? null : new GoPrinted('[]networking.IngressRule(nil)'),
        'either `defaultBackend` or `rules` must be specified',
      ),
    ),
    ...optional(defaultBackend, (backend) => validateBackend(backend, 'spec.defaultBackend', version)),
    ...each(rules, rulesAt, (rule, place) => [
      ...(isEmpty(rule.host)
        ? []
        : [
            ...when(isIP(rule.host ?? '') !== 0, () => invalidValue(`${place}.host`, rule.host ?? '', 'must be a DNS name, not an IP address')),
            ...host(rule.host ?? '', `${place}.host`),
          ]),
      ...optional(rule.http, ({ paths }) =>
        isEmpty(paths) ? [required(`${place}.http.paths`)] : each(paths, `${place}.http.paths`, (path, at) => validatePath(path, at, version)),
      ),
    ]),
    ...each(tls, 'spec.tls', ({ hosts, secretName }, place) => [
      ...each(hosts, `${place}.hosts`, host),
      ...(isEmpty(secretName) ? [] : complaints(secretName ?? '', `${place}.secretName`, dnsSubdomain(secretName ?? ''))),
    ]),
    ...optional(ingressClassName, (name) => complaints(name, 'spec.ingressClassName', dnsSubdomain(name))),
  ];
}

interface IngressClassSpec {
  readonly controller?: string;
  readonly parameters?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string; readonly scope?: string; readonly namespace?: string };
}

function validateController(controller: string, at: string): Errors {
  if (controller === '') return [required(at)];
  const slash = controller.indexOf('/');
  const [domain, path] = [controller.slice(0, Math.max(slash, 0)), controller.slice(slash + 1)];
  if (slash < 1 || path === '') return [invalidValue(at, controller, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  return [
    ...complaints(domain, at, dnsSubdomain(domain)),
    ...when(!/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path), () =>
      invalidValue(at, path, "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"),
    ),
  ];
}

export function validateIngressClass(object: KubeObject, { options }: RegistryContext): Errors {
  const { controller = '', parameters } = givenFields<IngressClassSpec>(object['spec']);
  const at = 'spec.parameters';
  return [
    ...when(controller.length > 250, () => ({
      reason: 'FieldValueTooLong' as const,
      field: 'spec.controller',
      body: 'Too long: may not be more than 250 bytes',
    })),
    ...validateController(controller, 'spec.controller'),
    ...optional(parameters, (reference) => {
      const { scope, namespace } = reference;
      return [
        ...typedReference(reference, at, options.version),
        ...(options.version.has('ingressClassScopes')
          ? [
              ...(scope === undefined ? [required(`${at}.scope`)] : oneOf(scope, `${at}.scope`, ['Cluster', 'Namespace'])),
              ...when(scope === 'Namespace' && isEmpty(namespace), () => required(`${at}.namespace`, "`parameters.scope` is set to 'Namespace'")),
              ...when(scope === 'Cluster' && namespace !== undefined, () => forbiddenField(`${at}.namespace`, "`parameters.scope` is set to 'Cluster'")),
            ]
          : []),
      ];
    }),
  ];
}

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}
interface PolicyPort {
  readonly port?: number | string;
  readonly protocol?: string;
  readonly endPort?: number;
}
interface PolicySpec {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
}

function isWithin(inner: string, outer: string): boolean {
  const bits = (address: string): bigint => address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [[a = '', n = ''], [b = '', m = '']] = [inner.split('/'), outer.split('/')];
  if (isIP(a) !== 4 || isIP(b) !== 4) return isIP(a) === isIP(b) && Number(n) > Number(m);
  const shift = BigInt(32 - Number(m));
  return Number(n) > Number(m) && bits(a) >> shift === bits(b) >> shift;
}

function validateBlock(block: NonNullable<Peer['ipBlock']>, at: string, version: Version): Errors {
  const validRange = (value: string, place: string): Errors =>
    version.has('commonValidationWords') ? cidr(value, place, version) : when(!isCidr(value), () => invalidValue(place, value, 'not a valid CIDR'));
  const range = block.cidr ?? '';
  if (range === '') return [required(`${at}.cidr`)];
  const errors = validRange(range, `${at}.cidr`);
  if (errors.length > 0) return errors;
  return each(block.except, `${at}.except`, (except, place) => {
    const problems = validRange(except, place);
    if (problems.length > 0 || !isCidr(except)) return problems;
    return when(!isWithin(except, range), () => invalidValue(place, except, 'must be a strict subset of `cidr`'));
  });
}

function validatePeer({ podSelector, namespaceSelector, ipBlock }: Peer, at: string, version: Version): Errors {
  const selectors = [podSelector, namespaceSelector].filter((selector) => selector !== undefined).length;
  return [
    ...optional(podSelector, (selector) => validateLabelSelector(selector, `${at}.podSelector`, version)),
    ...optional(namespaceSelector, (selector) => validateLabelSelector(selector, `${at}.namespaceSelector`, version)),
    ...optional(ipBlock, (block) => validateBlock(block, `${at}.ipBlock`, version)),
    ...when(selectors === 0 && ipBlock === undefined, () => required(at, 'must specify a peer')),
    ...when(selectors > 0 && ipBlock !== undefined, () => forbiddenField(at, 'may not specify both ipBlock and another peer')),
  ];
}

function validatePolicyPort({ port, protocol, endPort }: PolicyPort, at: string, version: Version): Errors {
  const numbered = typeof port === 'number';
  return [
    ...optional(protocol, (given) => oneOf(given, `${at}.protocol`, ['TCP', 'UDP', 'SCTP'])),
    ...optional(port, (given) => portNumberOrName(given, `${at}.port`, version)),
    ...optional(endPort, (end) => [
      ...when(numbered && end < port, () => invalidValue(`${at}.endPort`, end, 'must be greater than or equal to `port`')),
      ...(numbered ? portNumber(end, `${at}.endPort`) : []),
      ...when(typeof port === 'string', () => invalidValue(`${at}.endPort`, end, 'may not be specified when `port` is non-numeric')),
      ...when(port === undefined, () => required(`${at}.port`, 'must be specified when `endPort` is specified')),
    ]),
  ];
}

export function validateNetworkPolicy(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const { podSelector = {}, ingress, egress, policyTypes = [] } = givenFields<PolicySpec>(object['spec']);
  const rule = (ports: readonly PolicyPort[] | undefined, peers: readonly Peer[] | undefined, side: string, at: string): Errors => [
    ...each(ports, `${at}.ports`, (port, place) => validatePolicyPort(port, place, version)),
    ...each(peers, `${at}.${side}`, (peer, place) => validatePeer(givenFields(peer), place, version)),
  ];
  return [
    ...validateLabelSelector(podSelector, 'spec.podSelector', version),
    ...each(ingress, 'spec.ingress', ({ ports, from }, at) => rule(ports, from, 'from', at)),
    ...each(egress, 'spec.egress', ({ ports, to }, at) => rule(ports, to, 'to', at)),
    ...(policyTypes.length > 2
      ? [invalidValue('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')]
      : each(policyTypes, 'spec.policyTypes', (type, at) => oneOf(type, at, ['Ingress', 'Egress']))),
  ];
}

const cidrsOf = (object: KubeObject): readonly string[] => givenFields<{ readonly cidrs?: readonly string[] }>(object['spec']).cidrs ?? [];

export function validateServiceCidr(object: KubeObject, { options: { version } }: RegistryContext): Errors {
  const cidrs = cidrsOf(object);
  if (cidrs.length === 0) return [required('spec.cidrs', 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalidValue('spec.cidrs', { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const [first, second] = cidrs.map((range) => addressRange(range)?.family);
  const why = 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64';
  return [
    ...each(cidrs, 'spec.cidrs', (range, at) => canonicalCidr(range, at, version)),
    ...when(cidrs.length === 2 && first === second && first !== undefined, () => invalidValue('spec.cidrs', cidrs, why)),
  ];
}

/** A range of the other family may come; all else stays. */
export function validateServiceCidrUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const [after, before] = [cidrsOf(object), cidrsOf(old)];
  const grows = before.length === 1 && after.length === 2;
  const why = 'field is immutable';
  if (!grows && before.length !== after.length) return [invalidValue('spec.cidrs', after, why)];
  return [
    ...each(before, 'spec.cidrs', (range, at, index) => when(range !== after[index], () => invalidValue(at, after[index] ?? '', why))),
    ...(grows ? validateServiceCidr(object, context) : []),
  ];
}

interface ParentRef {
  readonly group?: string;
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export function validateIpAddress(object: KubeObject, { options }: RegistryContext): Errors {
  const { parentRef } = givenFields<{ readonly parentRef?: ParentRef }>(object['spec']);
  if (parentRef === undefined) return [required('spec.parentRef')];
  const at = 'spec.parentRef';
  return [
    ...(isEmpty(parentRef.group) ? [] : complaints(parentRef.group ?? '', `${at}.group`, dnsSubdomain(parentRef.group ?? ''))),
    ...pathSegment(parentRef.resource, `${at}.resource`, options.version),
    ...pathSegment(parentRef.name, `${at}.name`, options.version),
    ...(isEmpty(parentRef.namespace)
      ? []
      : complaints(parentRef.namespace ?? '', `${at}.namespace`, nameIsPathSegment(parentRef.namespace ?? '', false, options.version))),
  ];
}
