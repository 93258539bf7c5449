/** NetworkPolicies. After k8s.io/kubernetes/pkg/registry/networking/networkpolicy and pkg/apis/networking/validation. */
import { strings } from '../../../generic/metadata/go-printed';
import { rangeWarnings } from '../../../generic/warnings/addresses';
import { isIP } from 'node:net';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { cidr, isCidr } from '../../../generic/validation/addresses';
import { each, oneOf, optional, portNumber, portNumberOrName, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';
import { withGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

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
      ...when(numbered && end < port, () =>
        invalidValue(`${at}.endPort`, version.has('endPortPrintsPort') && numbered ? port : end, 'must be greater than or equal to `port`'),
      ),
      ...(numbered ? portNumber(end, `${at}.endPort`) : []),
      ...when(typeof port === 'string', () => invalidValue(`${at}.endPort`, end, 'may not be specified when `port` is non-numeric')),
      ...when(port === undefined, () => required(`${at}.port`, 'must be specified when `endPort` is specified')),
    ]),
  ];
}

function validateNetworkPolicy(object: KubeObject, { options }: RegistryContext): Errors {
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
      ? [invalidValue('spec.policyTypes', strings(policyTypes, version, 'networking.PolicyType'), 'may not specify more than two policyTypes')]
      : each(policyTypes, 'spec.policyTypes', (type, at) => oneOf(type, at, ['Ingress', 'Egress']))),
  ];
}

interface Block {
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}
interface Blocks {
  readonly ingress?: readonly { readonly from?: readonly Block[] }[];
  readonly egress?: readonly { readonly to?: readonly Block[] }[];
}

const policyWarnings: NonNullable<Strategy['warnings']> = (object, version) => {
  if (!version.has('specWarnings')) return [];
  const { ingress = [], egress = [] } = givenFields<Blocks>(object['spec']);
  const ofBlocks = (blocks: readonly Block[] = [], at: string): readonly string[] =>
    blocks.flatMap(({ ipBlock }, index) => {
      const place = `${at}[${index}].ipBlock`;
      const excepted = (ipBlock?.except ?? []).flatMap((range, number) => rangeWarnings(range, `${place}.except[${number}]`));
      return ipBlock === undefined ? [] : [...rangeWarnings(ipBlock.cidr ?? '', `${place}.cidr`), ...excepted];
    });
  return [
    ...ingress.flatMap(({ from }, index) => ofBlocks(from, `spec.ingress[${index}].from`)),
    ...egress.flatMap(({ to }, index) => ofBlocks(to, `spec.egress[${index}].to`)),
  ];
};

export const networkPolicies: Strategy = withGeneration({
  warnings: policyWarnings,
  validate: validateNetworkPolicy,
  validateUpdate: (object, _old, context) => {
    const errors = validateNetworkPolicy(object, context);
    return context.options.version.has('updatesValidatedTwice') ? [...errors, ...errors] : errors;
  },
});
