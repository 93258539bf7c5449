/**
 * pods/binding and bindings: puts a pod on a node.
 * After k8s.io/kubernetes/pkg/registry/core/pod/storage/storage.go BindingREST.
 */
import type { HandlerResult } from '../../../../api/registry';
import type { KubeObject } from '../../../../api/objects';
import { aggregate, notSupported, required } from '../../../../errors/field-error';
import { badRequest, conflict, notFound, plainError } from '../../../../errors/status-error';
import { withMeta } from '../../../../storage/object-meta';
import type { Version } from '../../../../versions';
import { admissionAttributes } from '../../../generic/admission-attributes';
import { decodeBody } from '../../../generic/decode-body';
import { versionOfScope, type RequestScope } from '../../../generic/request-scope';
import { inNamespaceOfRequest, now } from '../../../generic/system-fields';
import { writeOptions } from '../../../generic/write-options';
import { withConditions } from './conditions';

const PODS = { group: '', resource: 'pods' };

interface Target {
  readonly kind?: string;
  readonly name?: string;
}

function checkTarget({ kind = '', name = '' }: Target): void {
  const errors = [
    ...(kind === '' || kind === 'Node' ? [] : [notSupported('target.kind', kind, ['Node', '<empty>'])]),
    ...(name === '' ? [required('target.name')] : []),
  ];
  if (errors.length > 0) throw plainError(aggregate(errors.map(({ field, body }) => `${field}: ${body}`)));
}

function bound(pod: KubeObject, target: Target, { metadata }: KubeObject, version: Version): KubeObject {
  const { name = '' } = pod.metadata;
  const about = { group: '', resource: 'pods/binding' };
  const spec = (pod['spec'] ?? {}) as Readonly<Record<string, unknown>>;
  if (pod.metadata.deletionTimestamp !== undefined) throw conflict(about, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  if (spec['nodeName'] !== undefined && spec['nodeName'] !== '')
    throw conflict(about, name, `pod ${name} is already assigned to node "${String(spec['nodeName'])}"`);
  const annotations = { ...pod.metadata.annotations, ...metadata.annotations };
  const labels = version.has('podTopologyLabels') ? { ...pod.metadata.labels, ...metadata.labels } : (pod.metadata.labels ?? {});
  const marked = withMeta(pod, {
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...(Object.keys(labels).length > 0 && { labels }),
  });
  return withConditions({ ...marked, spec: { ...spec, nodeName: target.name } }, [
    { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: now() },
  ]);
}

export async function bindPod(scope: RequestScope): Promise<HandlerResult> {
  const { context, call, namespace } = scope;
  const options = writeOptions('CreateOptions', call.query, versionOfScope(scope));
  const decoded = await decodeBody({ ...scope, resource: bindingResource(scope) }, options);
  const placed = inNamespaceOfRequest(scope, decoded);
  const binding = versionOfScope(scope).has('namespaceCheckedFirst') ? placed : decoded;
  const name = scope.name === '' ? (binding.metadata.name ?? '') : scope.name;
  if (scope.name !== '' && binding.metadata.name !== scope.name) throw badRequest('name in URL does not match name in Binding object');
  const attributes = admissionAttributes(
    { ...scope, name, resource: bindingResource(scope) },
    { operation: 'CREATE', object: binding, dryRun: options.dryRun, options: options.given },
  );
  const admitted = (await context.admission.admit(attributes)) ?? binding;
  const target = (admitted['target'] ?? {}) as Target;
  checkTarget(target);
  await context.admission.validate({ ...attributes, object: admitted });
  const pod = context.storage.get(PODS, namespace, name);
  if (pod === undefined) throw notFound(PODS, name);
  const scheduled = context.scheme.normalise(bound(pod, target, admitted, versionOfScope(scope)), { group: '', version: 'v1', kind: 'Pod' });
  if (!options.dryRun) context.storage.put(PODS, scheduled);
  return { status: 201, object: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } };
}

const bindingResource = ({ resource }: RequestScope): RequestScope['resource'] => ({ ...resource, kind: { group: '', version: 'v1', kind: 'Binding' } });
