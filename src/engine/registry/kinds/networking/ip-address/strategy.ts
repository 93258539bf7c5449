/** IPAddresses, whose name is the address. After k8s.io/kubernetes/pkg/registry/networking/ipaddress and pkg/apis/networking/validation. */
import { declaredImmutable } from '../../../generic/validation/immutable';
import { isIP } from 'node:net';
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain, nameIsPathSegment } from '../../../../apimachinery/names';
import { required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, isEmpty, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { pathSegment } from '../../../generic/validation/references';
import type { Strategy } from '../../../generic/strategy';

interface ParentRef {
  readonly group?: string;
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

function validateIpAddress(object: KubeObject, { options }: RegistryContext): Errors {
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

const parentOf = ({ spec }: KubeObject): ParentRef => givenFields<{ readonly parentRef?: ParentRef }>(spec).parentRef ?? {};

function validateParentStays(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const { group = '', resource = '', namespace = '', name = '' } = parentOf(object);
  const printed = { Group: group, Resource: resource, Namespace: namespace, Name: name };
  return declaredImmutable(parentOf(object), parentOf(old), 'spec.parentRef', options.version, printed);
}

export const ipAddresses: Strategy = {
  validate: validateIpAddress,
  validateUpdate: validateParentStays,
  validateName: (name) => (isIP(name) === 0 ? ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'] : []),
};
