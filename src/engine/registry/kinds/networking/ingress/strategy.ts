/** Ingresses. After k8s.io/kubernetes/pkg/registry/networking/ingress and pkg/apis/networking/validation. */
import { own } from '../../../../golang/map';
import { isIP } from 'node:net';
import type { KubeObject } from '../../../../api/objects';
import { dns1035Label, dnsLabel, dnsSubdomain, wildcardSubdomain } from '../../../../apimachinery/names';
import { GoPrinted, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { absolutePath, complaints, each, isEmpty, oneOf, optional, portNameProblems, portNumber, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { typedReference } from '../../../generic/validation/references';
import type { Version } from '../../../../versions';
import { validated, withGeneration, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

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

function validateIngress(object: KubeObject, { options }: RegistryContext): Errors {
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

const OLD_CLASS = 'kubernetes.io/ingress.class';

/** Of a new Ingress. */
const ingressWarnings: NonNullable<Strategy['warnings']> = ({ metadata, spec }, version, old) => {
  const isNamed = (spec as IngressSpec | undefined)?.ingressClassName !== undefined;
  if (old !== undefined || isNamed || !version.has('specWarnings') || own(metadata.annotations, OLD_CLASS) === undefined) return [];
  return [`annotation "${OLD_CLASS}" is deprecated, please use 'spec.ingressClassName' instead`];
};

export const ingresses: Strategy = withGeneration(withStatus(validated(validateIngress, { warnings: ingressWarnings })));
