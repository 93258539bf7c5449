/**
 * The object of a POST that is answered and never stored: decoded, defaulted and admitted like any other. What is asked is
 * validated by admission when the handler says so, because upstream's handlers differ in when they do it.
 * After k8s.io/apiserver/pkg/endpoints/handlers/create.go.
 */
import { firstHeader } from '../../golang/http-header';
import type { AdmissionAttributes } from '../../api/admission';
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { Call } from '../../api/registry';
import { badRequest } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import type { RegistryContext } from './context';
import { now } from './system-fields';
import { writeOptions } from './write-options';
import { managerOf, withManagedFields } from './metadata/managed-fields';
import { requestBody } from './request-body';

export interface ReceivedObject {
  readonly object: KubeObject;
  /** Admission's last word, on what the handler made of the object where it is given. */
  readonly validate: (made?: KubeObject) => Promise<void>;
}

function inNamespace(object: KubeObject, namespace: string): KubeObject {
  const own = object.metadata.namespace ?? '';
  if (own === namespace) return object;
  if (own !== '' && namespace !== '') throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return withMeta(object, { namespace: namespace === '' ? undefined : namespace });
}

/** Only the server sets these; a TokenRequest is about the uid of another object and keeps it. */
function withoutSystemFields(object: KubeObject, context: RegistryContext): KubeObject {
  const creationTimestamp = context.options.version.has('zeroCreationTimestamp') ? null : undefined;
  return withMeta(object, { uid: undefined, selfLink: undefined, creationTimestamp, deletionTimestamp: undefined, deletionGracePeriodSeconds: undefined });
}

function placed(call: Call, context: RegistryContext, object: KubeObject): KubeObject {
  const { version } = context.options;
  if (!version.has('namespaceCheckedFirst')) return object;
  return inNamespace(call.info.subresource === '' ? withoutSystemFields(object, context) : object, call.info.namespace);
}

export async function receiveObject(call: Call, context: RegistryContext, kind: GroupVersionKind): Promise<ReceivedObject> {
  const { info, request, query, user, warnings, audit } = call;
  const options = writeOptions('CreateOptions', query, context.options.version);
  const decoded = await context.scheme.decodeInTurns(requestBody(request), firstHeader(request, 'content-type').trim(), kind, {
    fieldValidation: options.fieldValidation,
    warnings,
  });
  const whole = context.scheme.setDefaults(decoded, kind);
  audit.requestObject(whole);
  const placedObject = placed(call, context, whole);
  const empty = context.scheme.normalise({ kind: kind.kind, metadata: {} }, kind);
  const given = withManagedFields(placedObject, empty, managerOf(options.fieldManager, firstHeader(request, 'user-agent').trim()), now());
  const attributes: AdmissionAttributes = {
    operation: 'CREATE',
    kind,
    resource: { group: info.apiGroup, version: info.apiVersion, resource: info.resource },
    subresource: info.subresource,
    namespace: info.namespace,
    name: info.name === '' ? (given.metadata.name ?? '') : info.name,
    object: given,
    user,
    dryRun: options.dryRun,
    warnings,
    audit,
    options: options.given,
  };
  const object = (await context.admission.admit(attributes)) ?? given;
  return { object, validate: async (made = object) => context.admission.validate({ ...attributes, object: made }) };
}
