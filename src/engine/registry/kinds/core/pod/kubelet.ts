/**
 * What the kubelet of the pod's node does: logs, exec, attach, portforward; and what the pod itself does: proxy. What goes wrong before one
 * of them is asked is said here.
 * After k8s.io/kubernetes/pkg/registry/core/pod/strategy.go and rest/{log,subresources}.go.
 */
import type { HandlerResult } from '../../../../api/registry';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, notSupported, type FieldError } from '../../../../errors/field-error';
import { badRequest, forbidden, invalid } from '../../../../errors/status-error';
import { table } from '../../../../golang/map';
import { isGlobalUnicast } from '../../../../proxy/addresses';
import { containerLogs } from '../../../../proxy/container-logs';
import { forward, pathBehindProxy, queryOf } from '../../../../proxy/forward';
import { invalidRequest, kubeletOf, splitSchemeNamePort, type Kubelet } from '../../../../proxy/kubelet-location';
import { UNVERIFIED } from '../../../../proxy/location';
import { portForward, remoteCommand } from '../../../../proxy/streams';
import type { RemoteCommandOptions } from '../../../../../streaming/remote-command/serve-remote-command';
import { admitConnection } from '../../../generic/connection-options';
import { stored } from '../../../generic/get';
import { booleanValue, integerValue, portValues } from '../../../generic/query-values';
import type { RequestScope } from '../../../generic/request-scope';

interface Containers {
  readonly nodeName?: string;
  readonly containers?: readonly { readonly name: string; readonly ports?: readonly { readonly containerPort: number }[] }[];
  readonly initContainers?: readonly { readonly name: string }[];
  readonly ephemeralContainers?: readonly { readonly name: string }[];
}

const specOf = (pod: KubeObject): Containers => (pod['spec'] ?? {}) as Containers;

/** The container that is meant. Throws 400 where none is. */
function containerOf(pod: KubeObject, container: string): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = specOf(pod);
  const all = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
  const { name = '' } = pod.metadata;
  if (container !== '' && !all.includes(container)) throw badRequest(`container ${container} is not valid for pod ${name}`);
  if (container !== '') return container;
  const [only, ...more] = containers;
  if (only === undefined) throw badRequest(`a container name must be specified for pod ${name}`);
  if (more.length === 0) return only.name;
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${all.join(' ')}]`);
}

function kubeletOfPod({ context, resource }: RequestScope, pod: KubeObject, isVerified = true): Kubelet {
  return kubeletOf(context.storage, context.options, specOf(pod).nodeName ?? '', resource, { isVerified });
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

export async function podLog(scope: RequestScope): Promise<HandlerResult> {
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
  const container = containerOf(pod, query.get('container') ?? '');
  if ((specOf(pod).nodeName ?? '') === '') return { status: 204, text: '' };
  const kubelet = kubeletOfPod(scope, pod, booleanValue(query, 'insecureSkipTLSVerifyBackend') !== true);
  return containerLogs(scope.context.options, scope.name, { ...kubelet.location, path: pathTo('containerLogs', pod, container), query: logQuery(scope) });
}

function logQuery({ call: { query }, context }: RequestScope): string {
  const flags = ['follow', 'previous', 'timestamps'].filter((name) => booleanValue(query, name) === true).map((name) => [name, 'true'] as const);
  const values = ['limitBytes', 'sinceSeconds', 'sinceTime', 'tailLines'].flatMap((name) => {
    const value = query.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  const canChoose = context.options.version.isEnabled('PodLogsQuerySplitStreams') === true;
  const stream = canChoose ? [['stream', query.get('stream') ?? 'All'] as const] : [];
  return encodedQuery([...flags, ...values, ...stream]);
}

/** Sorted by name, as url.Values.Encode of Go. */
function encodedQuery(pairs: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of pairs) query.append(name, value);
  query.sort();
  return query.toString();
}

const pathTo = (what: string, { metadata }: KubeObject, container?: string): string =>
  ['', what, metadata.namespace ?? '', metadata.name ?? '', ...(container === undefined ? [] : [container])].map(encodeURIComponent).join('/');

const OPTIONS_KIND = table<string>({
  exec: 'PodExecOptions',
  attach: 'PodAttachOptions',
  portforward: 'PodPortForwardOptions',
  proxy: 'PodProxyOptions',
});

/** A GET is a WebSocket, and what it does is what a POST does. After pkg/registry/core/pod/rest/authorize.go. */
async function checkMayCreate({ call, context, resource, name }: RequestScope): Promise<void> {
  const { info, user } = call;
  if (!context.options.version.has('upgradesAskForCreate') || info.verb === 'create') return;
  const { namespace, apiGroup, apiVersion, subresource, path } = info;
  const asked = { user, verb: 'create', namespace, apiGroup, apiVersion, resource: info.resource, subresource, name: info.name, path };
  // ABAC asks whether the request only reads, which upstream answers by the verb that came.
  const verdict = await context.authorizer.authorize({ ...asked, isResourceRequest: true, readOnly: true });
  if (verdict.decision !== 'Allow') throw forbidden({ group: resource.group, resource: resource.resource }, name, verdict.reason);
}

const STREAM_PARAMETERS = [
  ['stdin', 'input'],
  ['stdout', 'output'],
  ['stderr', 'error'],
  ['tty', 'tty'],
] as const;

function commandOptions({ call: { query } }: RequestScope): RemoteCommandOptions {
  const [stdin = false, stdout = false, stderr = false, tty = false] = STREAM_PARAMETERS.map(([name]) => booleanValue(query, name) === true);
  return { stdin, stdout, stderr, tty };
}

function streamQuery(scope: RequestScope): string {
  const { query } = scope.call;
  if (scope.subresource === 'portforward') {
    const ports = portValues(query, 'ports') ?? [];
    return ports.length === 0 ? '' : encodedQuery([['port', ports.join(',')]]);
  }
  const asked = STREAM_PARAMETERS.filter(([name]) => booleanValue(query, name) === true).map(([, name]) => [name, '1'] as const);
  const command = scope.subresource === 'exec' ? query.getAll('command').map((word) => ['command', word] as const) : [];
  return encodedQuery([...asked, ...command]);
}

const KUBELET_PATHS = table<string>({ exec: 'exec', attach: 'attach', portforward: 'portForward' });

async function connectStreams(scope: RequestScope): Promise<HandlerResult> {
  const { subresource, call, context, name } = scope;
  const { options } = context;
  await checkMayCreate(scope);
  const pod = stored(scope);
  const container = subresource === 'portforward' ? undefined : containerOf(pod, call.query.get('container') ?? '');
  if ((specOf(pod).nodeName ?? '') === '') throw badRequest(`pod ${name} does not have a host assigned`);
  const kubelet = kubeletOfPod(scope, pod);
  const location = { ...kubelet.location, path: pathTo(KUBELET_PATHS[subresource] ?? '', pod, container), query: streamQuery(scope) };
  if (subresource === 'portforward') return portForward(call, options, { kubelet, location });
  return remoteCommand(call, options, { kubelet, location }, commandOptions(scope));
}

/** After ResourceLocation of pkg/registry/core/pod/strategy.go. */
async function connectProxy(scope: RequestScope): Promise<HandlerResult> {
  const { call, context } = scope;
  const id = splitSchemeNamePort(scope.name);
  if (id === undefined) throw badRequest(invalidRequest('pod', scope.name));
  const pod = stored({ ...scope, name: id.name });
  const first = (specOf(pod).containers ?? []).find(({ ports = [] }) => ports.length > 0)?.ports?.[0]?.containerPort;
  const { podIPs = [], podIP = '' } = (pod['status'] ?? {}) as { readonly podIPs?: readonly { readonly ip?: string }[]; readonly podIP?: string };
  const host = podIPs[0]?.ip ?? podIP;
  if (!isGlobalUnicast(host)) throw badRequest('address not allowed');
  const port = id.port !== '' ? id.port : first === undefined ? '' : String(first);
  return forward(call, context.options, { scheme: id.scheme, host, port, path: pathBehindProxy(call), query: queryOf(call), tls: UNVERIFIED });
}

export async function connectPod(scope: RequestScope): Promise<HandlerResult> {
  await admitConnection(scope, OPTIONS_KIND[scope.subresource] ?? '');
  return scope.subresource === 'proxy' ? connectProxy(scope) : connectStreams(scope);
}
