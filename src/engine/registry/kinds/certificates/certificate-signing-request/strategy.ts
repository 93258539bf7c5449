/**
 * CertificateSigningRequests say who asked: name, uid, groups and extra of the requester, whatever the client wrote.
 * After k8s.io/kubernetes/pkg/registry/certificates/certificates/strategy.go.
 */
import { validateRequestUpdate, withOldDecisions } from './conditions';
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { nameIsPathSegment } from '../../../../apimachinery/names';
import { validateSigningRequest } from './validation';
import type { RegistryContext } from '../../../generic/context';
import type { Strategy } from '../../../generic/strategy';
import { withoutStatus } from '../../../generic/status-and-generation';

function signed(object: KubeObject, { user }: Call, { scheme }: RegistryContext): KubeObject {
  const { username: _username, uid: _uid, groups: _groups, extra: _extra, ...spec } = (object['spec'] ?? {}) as Readonly<Record<string, unknown>>;
  const requester = {
    ...(user.name !== '' && { username: user.name }),
    ...(user.uid !== '' && { uid: user.uid }),
    groups: user.groups,
    ...(Object.keys(user.extra).length > 0 && { extra: user.extra }),
  };
  const request = { ...object, spec: { ...spec, ...requester } };
  const kind = { group: 'certificates.k8s.io', version: 'v1', kind: 'CertificateSigningRequest' };
  return { kind: kind.kind, apiVersion: 'certificates.k8s.io/v1', ...scheme.normalise(request, kind) };
}

export const certificateSigningRequests: Strategy = {
  validateName: nameIsPathSegment,
  prepareForCreate: (object, call, context) => signed(withoutStatus(object, context), call, context),
  prepareForUpdate: (object, old) => ({ ...object, spec: old['spec'], status: old['status'] }),
  validate: validateSigningRequest,
  validateUpdate: (object, old, { options }) => validateRequestUpdate(object, old, options.version, {}),
  status: { prepare: withOldDecisions, validate: (object, old, { options }) => validateRequestUpdate(object, old, options.version, { issues: true }) },
  selectableFields: () => ['metadata.name', 'spec.signerName'],
  fields: (object) => ({ 'spec.signerName': (object['spec'] as { readonly signerName?: string } | undefined)?.signerName ?? '' }),
};
