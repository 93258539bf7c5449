/**
 * pods/eviction: deletes a pod unless a disruption budget forbids it.
 * After k8s.io/kubernetes/pkg/registry/core/pod/storage/eviction.go.
 */
import type { HandlerResult } from '../../../../api/registry';
import type { KubeObject } from '../../../../api/objects';
import { badRequest } from '../../../../errors/status-error';
import { admissionAttributes } from '../../../generic/admission-attributes';
import { decodeBody } from '../../../generic/decode-body';
import type { DeleteOptions } from '../../../generic/delete-options';
import { bodyBytes, versionOfScope, type RequestScope } from '../../../generic/request-scope';
import { storeDelete } from '../../../generic/store-delete';
import { inNamespaceOfRequest, now } from '../../../generic/system-fields';
import { writeOptions } from '../../../generic/write-options';
import { withConditions } from './conditions';

const PODS = { group: '', resource: 'pods' };
const SUCCESS: KubeObject = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };

/** An eviction is taken in every version of policy that the server knows; without one in the body, in the newest. */
function evictionVersion(scope: RequestScope): string {
  if (!versionOfScope(scope).has('policyV1')) return 'v1beta1';
  return /policy\/v1beta1/.test(Buffer.from(bodyBytes(scope)).toString('latin1')) ? 'v1beta1' : 'v1';
}

const CONDITION = { type: 'DisruptionTarget', status: 'True', lastProbeTime: null };

/** The condition stays as it is when the pod has it already. */
function markEvicted(scope: RequestScope): void {
  const { context, namespace, name } = scope;
  const pod = context.storage.get(PODS, namespace, name);
  if (pod === undefined || !versionOfScope(scope).has('evictionCondition')) return;
  const condition = { ...CONDITION, lastTransitionTime: now(), reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' };
  context.storage.put(PODS, context.scheme.normalise(withConditions(pod, [condition]), { group: '', version: 'v1', kind: 'Pod' }));
}

export async function evictPod(scope: RequestScope): Promise<HandlerResult> {
  const { context, call, name } = scope;
  const version = versionOfScope(scope);
  const options = writeOptions('CreateOptions', call.query, version);
  const kind = { group: 'policy', version: evictionVersion(scope), kind: 'Eviction' };
  const eviction = await decodeBody({ ...scope, resource: { ...scope.resource, kind } }, options);
  if (eviction.metadata.name !== name) throw badRequest('name in URL does not match name in Eviction object');
  // Admission sees the newest version that the server has, whatever was sent.
  const shown = { ...kind, version: version.has('policyV1') ? 'v1' : 'v1beta1' };
  const asEviction = { ...scope, resource: { ...scope.resource, kind: shown } };
  const object = inNamespaceOfRequest(scope, context.scheme.inVersion(eviction, shown));
  const attributes = admissionAttributes(asEviction, { operation: 'CREATE', object, dryRun: options.dryRun, options: options.given });
  await context.admission.admit(attributes);
  await context.admission.validate(attributes);
  const given = (eviction['deleteOptions'] ?? {}) as DeleteOptions;
  const deletion: DeleteOptions = { ...given, dryRun: options.dryRun ? ['All'] : given.dryRun };
  if (!options.dryRun) markEvicted(scope);
  // Admission has been asked about the eviction; the deletion is none of its own.
  await storeDelete(scope, name, deletion, () => undefined);
  return { status: 201, object: SUCCESS };
}
