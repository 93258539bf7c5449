/** APIServices. After k8s.io/kube-aggregator/pkg/apis/apiregistration/validation/validation.go. */
import type { KubeObject } from '../../../../api/objects';
import { dns1035Label, dnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue, required } from '../../../../errors/field-error';
import { complaints, isEmpty, optional, present, rangeText, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';

interface Spec {
  readonly group?: string;
  readonly version?: string;
  readonly groupPriorityMinimum?: number;
  readonly versionPriority?: number;
  readonly insecureSkipTLSVerify?: boolean;
  readonly caBundle?: string;
  readonly service?: { readonly name?: string; readonly namespace?: string; readonly port?: number };
}

export function validateApiService(object: KubeObject): Errors {
  const {
    group = '',
    version = '',
    groupPriorityMinimum: minimum = 0,
    versionPriority: priority = 0,
    insecureSkipTLSVerify,
    caBundle,
    service,
  } = givenFields<Spec>(object['spec']);
  const name = object.metadata.name ?? '';
  const wanted = `${version}.${group}`;
  const insecure = insecureSkipTLSVerify === true;
  return [
    ...when(name !== '' && !/[/%]/.test(name) && name !== wanted, () =>
      invalidValue('metadata.name', name, `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(wanted)}`),
    ),
    ...(group === ''
      ? when(version !== 'v1', () => required('spec.group', 'only v1 may have an empty group and it better be legacy kube'))
      : complaints(group, 'spec.group', dnsSubdomain(group))),
    ...complaints(version, 'spec.version', dns1035Label(version)),
    ...when(minimum <= 0 || minimum > 20_000, () => invalidValue('spec.groupPriorityMinimum', minimum, 'must be positive and less than 20000')),
    ...when(priority <= 0 || priority > 1000, () => invalidValue('spec.versionPriority', priority, 'must be positive and less than 1000')),
    ...(service === undefined
      ? [
          ...when(!isEmpty(caBundle), () => invalidValue('spec.caBundle', '<omitted>', 'local APIServices may not have a caBundle')),
          ...when(insecure, () => invalidValue('spec.insecureSkipTLSVerify', true, 'local APIServices may not have insecureSkipTLSVerify')),
        ]
      : [
          ...present(service.namespace, 'spec.service.namespace'),
          ...present(service.name, 'spec.service.name'),
          ...optional(service.port ?? 443, (port) =>
            when(port < 1 || port > 65_535, () => invalidValue('spec.service.port', port, `port is not valid: ${rangeText(1, 65_535)}`)),
          ),
          ...when(insecure && !isEmpty(caBundle), () => invalidValue('spec.insecureSkipTLSVerify', true, 'may not be true if caBundle is present')),
        ]),
  ];
}
