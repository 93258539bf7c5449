/**
 * Answers what the kubelet of the pod's node would do: logs, exec, attach, portforward. No kubelet is behind this server, so
 * it reports what goes wrong before one is asked, and then that its node cannot be reached.
 * After k8s.io/kubernetes/pkg/registry/core/pod/strategy.go and rest/{log,subresources}.go.
 */
import type { HandlerResult } from '../../../../api/registry';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, notSupported, type FieldError } from '../../../../errors/field-error';
import { badRequest, invalid, notFound, StatusError } from '../../../../errors/status-error';
import { admitConnection } from '../../../generic/connection-options';
import type { RequestScope } from '../../../generic/request-scope';
import { stored } from '../../../generic/get';
import { integerValue } from '../../../generic/query-values';
import { table } from '../../../../golang/map';

interface Containers {
  readonly nodeName?: string;
  readonly containers?: readonly { readonly name: string }[];
  readonly initContainers?: readonly { readonly name: string }[];
  readonly ephemeralContainers?: readonly { readonly name: string }[];
}

const specOf = (pod: KubeObject): Containers => (pod['spec'] ?? {}) as Containers;
const NODES = { group: '', resource: 'nodes' };

/** Throws 400 if no container of the pod is meant. */
function checkContainer(pod: KubeObject, container: string): void {
  const { containers, initContainers, ephemeralContainers } = specOf(pod);
  const all = [...(initContainers ?? []), ...(containers ?? []), ...(ephemeralContainers ?? [])].map(({ name }) => name);
  const { name = '' } = pod.metadata;
  if (container !== '' && !all.includes(container)) throw badRequest(`container ${container} is not valid for pod ${name}`);
  if (container !== '' || all.length === 1) return;
  if (all.length === 0) throw badRequest(`a container name must be specified for pod ${name}`);
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${all.join(' ')}]`);
}

/** Throws, because no kubelet answers. */
function unreachable({ context, resource }: RequestScope, pod: KubeObject): never {
  const { nodeName = '' } = specOf(pod);
  // The error names the resource of the request, not that of the node.
  if (context.storage.get(NODES, '', nodeName) === undefined) throw notFound({ group: resource.group, resource: resource.resource }, nodeName);
  throw new StatusError(500, '', `no preferred addresses found; known addresses: []`);
}

const STREAMS = ['Stdout', 'Stderr', 'All'];

/** Which of the streams of a container is asked for, where a gate lets one choose. */
function streamErrors(stream: string | undefined, tailLines: number | undefined, canChoose: boolean): readonly FieldError[] {
  if (stream === undefined) return [];
  if (!canChoose) return [forbiddenField('stream', 'may not be specified')];
  return [
    ...(STREAMS.includes(stream) ? [] : [notSupported('stream', stream, STREAMS)]),
    ...(stream !== 'All' && tailLines !== undefined ? [forbiddenField('[]', '`tailLines` and specific `stream` are mutually exclusive for now')] : []),
  ];
}

export function podLog(scope: RequestScope): HandlerResult {
  const { query } = scope.call;
  const [tailLines, limitBytes, sinceSeconds] = ['tailLines', 'limitBytes', 'sinceSeconds'].map((name) => integerValue(query, name));
  const errors: FieldError[] = [];
  if (tailLines !== undefined && tailLines < 0) errors.push(invalidValue('tailLines', tailLines, 'must be greater than or equal to 0'));
  if (limitBytes !== undefined && limitBytes < 1) errors.push(invalidValue('limitBytes', limitBytes, 'must be greater than 0'));
  if (sinceSeconds !== undefined && sinceSeconds < 1) errors.push(invalidValue('sinceSeconds', sinceSeconds, 'must be greater than 0'));
  const { version } = scope.context.options;
  if (version.isEnabled('PodLogsQuerySplitStreams') !== undefined)
    errors.push(...streamErrors(query.get('stream') ?? undefined, tailLines, version.isEnabled('PodLogsQuerySplitStreams') === true));
  if (errors.length > 0) throw invalid({ group: '', kind: 'PodLogOptions' }, scope.name, errors);
  const pod = stored(scope);
  checkContainer(pod, query.get('container') ?? '');
  if ((specOf(pod).nodeName ?? '') === '') return { status: 204, text: '' };
  unreachable(scope, pod);
}

const OPTIONS_KIND = table<string>({
  exec: 'PodExecOptions',
  attach: 'PodAttachOptions',
  portforward: 'PodPortForwardOptions',
  proxy: 'PodProxyOptions',
});

export async function connectPod(scope: RequestScope): Promise<HandlerResult> {
  const { subresource, call } = scope;
  await admitConnection(scope, OPTIONS_KIND[subresource] ?? '');
  const pod = stored(scope);
  const streams = subresource === 'exec' || subresource === 'attach';
  if (streams) checkContainer(pod, call.query.get('container') ?? '');
  if ((specOf(pod).nodeName ?? '') === '')
    throw badRequest(subresource === 'proxy' ? 'address not allowed' : `pod ${scope.name} does not have a host assigned`);
  unreachable(scope, pod);
}
