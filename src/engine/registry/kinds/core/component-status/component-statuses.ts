/**
 * ComponentStatuses, which are kept nowhere: each request asks the components that the server thinks run beside it. Objects are this
 * server's own storage, so etcd is always well; of the scheduler and the controller manager it says what their ports say.
 * After k8s.io/kubernetes/pkg/registry/core/componentstatus and GetServersToValidate of pkg/registry/core/rest.
 */
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { KubeObject } from '../../../../api/objects';
import type { HandlerResult } from '../../../../api/registry';
import { networkError } from '../../../../errors/network-error';
import { quote } from '../../../../golang/quote';
import { notFound, plainError, StatusError } from '../../../../errors/status-error';
import type { Version } from '../../../../versions';
import { answered } from '../../../generic/conversion';
import { versionOfScope, type RequestScope } from '../../../generic/request-scope';
import { collectionOf } from '../../../generic/list';
import { listOptions } from '../../../generic/list-options';
import { selection } from '../../../generic/selection';

interface Health {
  readonly isHealthy: boolean;
  readonly message: string;
}

const SECONDS = 20;

/** Asks for /healthz, whatever the certificate says. */
function ask(url: string, version: Version): Promise<Health> {
  const get = url.startsWith('https:') ? getHttps : getHttp;
  return new Promise((resolve) => {
    const request = get(url, { rejectUnauthorized: false, agent: false, timeout: SECONDS * 1000 }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          const { statusCode = 0 } = response;
          const isHealthy = statusCode >= 200 && statusCode < 400;
          resolve({ isHealthy, message: isHealthy ? Buffer.concat(parts).toString() : `HTTP probe failed with statuscode: ${statusCode}` });
        });
    });
    request.on('timeout', () => request.destroy(new Error('context deadline exceeded')));
    request.on('error', (error) => resolve({ isHealthy: false, message: `Get ${quote(url)}: ${networkError(error, version)}` }));
  });
}

type Component = (version: Version) => Health | Promise<Health>;

const listensOn =
  (secure: number, insecure: number): Component =>
  (version) =>
    ask(version.has('componentsAskedSecurely') ? `https://127.0.0.1:${secure}/healthz` : `http://127.0.0.1:${insecure}/healthz`, version);

/** Upstream's map has no order. */
const COMPONENTS: ReadonlyMap<string, Component> = new Map<string, Component>([
  ['controller-manager', listensOn(10_257, 10_252)],
  ['etcd-0', (version) => ({ isHealthy: true, message: version.has('componentsAskedSecurely') ? 'ok' : '{"health":"true"}' })],
  ['scheduler', listensOn(10_259, 10_251)],
]);

async function statusOf(name: string, component: Component, { context }: RequestScope): Promise<KubeObject> {
  const { isHealthy, message } = await component(context.options.version);
  const status = { metadata: { name }, conditions: [{ type: 'Healthy', status: isHealthy ? 'True' : 'False', message }] };
  const kind = { group: '', version: 'v1', kind: 'ComponentStatus' };
  return { kind: kind.kind, apiVersion: 'v1', ...context.scheme.normalise(status, kind) };
}

async function get(scope: RequestScope): Promise<HandlerResult> {
  const { name } = scope;
  const component = COMPONENTS.get(name);
  if (component !== undefined) return { status: 200, object: answered(scope, await statusOf(name, component, scope)) };
  throw versionOfScope(scope).has('componentsAskedSecurely')
    ? notFound({ group: '', resource: 'componentstatus' }, name)
    : plainError(`Component not found: ${name}`);
}

async function list(scope: RequestScope): Promise<HandlerResult> {
  const options = listOptions(scope);
  if (options.watch) throw watchRefused(scope);
  const statuses = await Promise.all([...COMPONENTS].map(([name, component]) => statusOf(name, component, scope)));
  return { status: 200, collection: collectionOf(scope, statuses.filter(selection(scope, options)), {}) };
}

const watchRefused = ({ resource: { resource } }: RequestScope): StatusError =>
  new StatusError(405, 'MethodNotAllowed', `watch is not supported on resources of kind ${quote(resource)}`, { kind: resource });

export const componentStatuses = { get, list } as const;
