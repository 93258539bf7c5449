/**
 * A request on a resource: the route gives the resource and the action, its kind what is peculiar to it; everything else is generic.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import type { HandlerResult, Call } from '../../api/registry';
import type { GroupResource } from '../../api/objects';
import { deprecationsOf } from '../../catalog/deprecations';
import { badRequest, resourceNotFound } from '../../errors/status-error';
import { own } from '../../golang/map';
import { checkAccept, type RouteKind } from '../../response/negotiation/route-accept';
import type { RegistryContext, VerbHandler } from './context';
import { GENERIC } from './generic-verbs';
import { installedResources, type Installed } from './installed-resources';
import type { Handle, Kind } from './kind';
import { notFoundPath } from './not-found';
import { receiveBody } from './request-body';
import type { RequestScope } from './request-scope';
import type { ServedResource } from './resource';
import { route, type Action, type Route } from './route';
import { subresourceHandler } from './subresources';
import { withinDeadline } from './write-deadline';

/** What is peculiar to each kind. */
export interface Kinds {
  readonly kindOf: (stored: GroupResource) => Kind;
  /** Of a resource that is only asked and never stored. */
  readonly reviewHandler: (resource: ServedResource) => VerbHandler | undefined;
}

const ACTIONS_WITH_NAME: readonly Action[] = ['get', 'update', 'patch', 'delete', 'post', 'connect'];

function handlerOf({ installed: { resource }, subresource, action }: Route, kind: Kind, { reviewHandler }: Kinds): Handle {
  const review = subresource === '' ? reviewHandler(resource) : undefined;
  if (review !== undefined) return ({ call, context }) => review(call, context);
  const handle = subresource === '' ? (kind.handlers?.[action] ?? GENERIC[action]) : subresourceHandler(kind, subresource, action);
  if (handle === undefined) throw resourceNotFound();
  return handle;
}

/** What kind of answer a route has to give. */
function acceptedBy({ action, subresource }: Route): RouteKind {
  if (action === 'connect') return 'anything';
  if (action === 'list' || action === 'watch') return 'list';
  return subresource === 'log' ? 'log' : 'object';
}

/** Warns every request on a deprecated kind, whatever its outcome. */
function deprecation({ entry, resource }: Installed, { options }: RegistryContext): readonly string[] {
  const { group = resource.group, version = resource.version, kind } = entry;
  const warning = own(own(deprecationsOf(options.version), groupVersionOf({ group, version })), kind);
  return warning === undefined ? [] : [warning];
}

/** Notes for the audit log that a kind is deprecated, and since when it will be gone. */
function noteDeprecation({ audit }: Call, warning: string): void {
  const [, release] = /unavailable in v(\d+\.\d+)\+/.exec(warning) ?? [];
  audit.annotate('k8s.io/deprecated', 'true');
  if (release !== undefined) audit.annotate('k8s.io/removed-release', release);
}

export async function handleResource(call: Call, context: RegistryContext, kinds: Kinds): Promise<HandlerResult> {
  const { info, request } = call;
  const version = installedResources(context.options).get(`${info.apiGroup}/${info.apiVersion}`);
  if (version === undefined) throw notFoundPath(call, context.options);
  const found = route(version, info, request.method);
  const { installed, namespace, name, subresource } = found;
  for (const warning of deprecation(installed, context)) {
    call.warnings.push(warning);
    noteDeprecation(call, warning);
  }
  checkAccept(call, acceptedBy(found), context.options.version);
  if (found.action === 'connect' && call.query.has('dryRun')) throw badRequest('dryRun is not supported');
  const kind = kinds.kindOf(installed.resource.stored);
  const scope: RequestScope = { call, context, resource: { ...installed.resource, strategy: kind.strategy ?? {} }, namespace, name, subresource };
  if (name === '' && ACTIONS_WITH_NAME.includes(found.action)) throw badRequest('name must be provided');
  const handle = handlerOf(found, kind, kinds);
  if (found.action !== 'connect') await receiveBody(call.request);
  return withinDeadline(call, context.options.version, () => handle(scope));
}
