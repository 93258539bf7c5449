/**
 * Does what an authorized request asks for. First the paths that are no resources (discovery, health), then resources: the
 * route gives the resource and the action, kinds/kinds.ts what is peculiar to the kind; everything else is generic.
 */
import { groupVersionOf } from '../apimachinery/group-version';
import type { HandlerResult, Call } from '../api/registry';
import { checkAccept, type RouteKind } from '../response/negotiation/route-accept';
import { deprecationsOf } from '../catalog/deprecations';
import { badRequest, resourceNotFound } from '../errors/status-error';
import { Scheme } from '../scheme/scheme';
import type { RegistryContext } from './generic/context';
import { createDiscovery } from './discovery/discovery';
import { create } from './generic/create';
import { deleteOne } from './generic/delete';
import { deleteCollection } from './generic/delete-collection';
import type { RequestScope } from './generic/request-scope';
import { get } from './generic/get';
import { installedResources, type Installed } from './generic/installed-resources';
import type { Handle, Kind } from './generic/kind';
import { list } from './generic/list';
import { listOptions } from './generic/list-options';
import { patch } from './generic/patch';
import { route, type Action, type Route } from './generic/route';
import { update } from './generic/update';
import { watch } from './generic/watch';
import { createHealth } from './health/health';
import { notFoundPath } from './generic/not-found';
import { receiveBody } from './generic/request-body';
import { subresourceHandler } from './generic/subresources';
import { kindOf } from './kinds/kinds';
import { reviewHandler } from './reviews/reviews';
import { own } from '../golang/map';
import { withinDeadline } from './generic/write-deadline';

export interface Registry {
  handle(call: Call): Promise<HandlerResult>;
}

const GENERIC: Readonly<Partial<Record<Action, Handle>>> = {
  get,
  create,
  update,
  patch,
  delete: deleteOne,
  deletecollection: deleteCollection,
  watch: (scope) => watch(scope, listOptions(scope, true)),
  list: (scope) => {
    const options = listOptions(scope);
    return options.watch ? watch(scope, options) : list(scope, options);
  },
};

const ACTIONS_WITH_NAME: readonly Action[] = ['get', 'update', 'patch', 'delete', 'post', 'connect'];

function handlerOf({ installed: { resource }, subresource, action }: Route, kind: Kind): Handle {
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

async function handleResource(call: Call, context: RegistryContext): Promise<HandlerResult> {
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
  const kind = kindOf(installed.resource.stored);
  const scope: RequestScope = { call, context, resource: { ...installed.resource, strategy: kind.strategy ?? {} }, namespace, name, subresource };
  if (name === '' && ACTIONS_WITH_NAME.includes(found.action)) throw badRequest('name must be provided');
  const handle = handlerOf(found, kind);
  if (found.action !== 'connect') await receiveBody(call.request);
  return withinDeadline(call, context.options.version, () => handle(scope));
}

export function createRegistry(parts: Omit<RegistryContext, 'scheme'>): Registry {
  const context: RegistryContext = { ...parts, scheme: Scheme.of(parts.options.version) };
  const handlers = [createDiscovery(context), createHealth(context)];
  return {
    async handle(call) {
      for (const handler of handlers) {
        const answer = await handler.handle(call);
        if (answer !== undefined) return answer;
      }
      return handleResource(call, context);
    },
  };
}
